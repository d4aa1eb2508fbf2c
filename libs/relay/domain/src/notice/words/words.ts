import type { OwnReason } from '../../case/own-reasons.js';
import type { TriggerKind } from '../../chase/escalation-policy.js';
import type { DisruptionKind } from '../../disruption/disruption.js';
import type { DeclineCode } from '../../handoff/handoff.js';
import type { OwnLegName } from '../../leg/own-leg-names.js';
import type { NoticeKind, NoticeWhy } from '../notice.js';

/** What people read of notices in their mail, in one language: the words of the page. Types keep the languages complete. */
export interface NoticeWords {
  /** A sentence that introduces people's words ends in a colon. `_case` where no leg is spoken of, `_undated` without a time. */
  readonly kind: Readonly<Record<NoticeKind, string> & Partial<Record<`${NoticeKind}_${'case' | 'undated'}`, string>>>;
  readonly why: Readonly<Record<NoticeWhy, string>>;
  /** What was taken back. */
  readonly deed: Readonly<Record<string, string>>;
  readonly decline: Readonly<Record<DeclineCode, string>>;
  readonly disruption: Readonly<Record<DisruptionKind, string>>;
  readonly trigger: Readonly<Record<TriggerKind, string>>;
  readonly reason: Readonly<Record<OwnReason, string>>;
  readonly legName: Readonly<Record<OwnLegName, string>>;
  readonly theCase: string;
  readonly letter: Readonly<Record<'hello' | 'more_one' | 'more_other' | 'why' | 'end', string>>;
}
