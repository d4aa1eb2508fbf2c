import { DAY, type Instant } from '@baton/kernel';

import type { NoticeKind, NoticeParams } from '../notice/notice.js';

/** Until when a notice is worth showing on a device, if it could first be shown at `since`: an offer until it runs out, else a day. */
export function ofUseUntil(kind: NoticeKind, { at }: Pick<NoticeParams, 'at'>, since: Instant): Instant {
  const day = since + DAY;
  return kind === 'offer' && at !== null ? Math.min(at, day) : day;
}
