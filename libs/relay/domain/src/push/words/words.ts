import type { NoticeKind } from '../../notice/notice.js';

/** What a device shows, in one language. Types keep the languages complete. */
export interface PushWords {
  /** Each a whole sentence that tells a passer-by nothing: no name, no subject, no word of anybody's. */
  readonly sentences: Readonly<Record<NoticeKind, string>>;
  /** What waits beside the first. */
  readonly more: Readonly<Record<'one' | 'other', string>>;
  /** What a device shows when its person tries it out. */
  readonly trial: string;
}
