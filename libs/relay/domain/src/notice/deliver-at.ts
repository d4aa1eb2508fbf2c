import { type Instant, MINUTE } from '@baton/kernel';

import type { Company } from '../company/company.js';
import { openTimeOf } from '../company/open-time.js';
import type { Notice } from './notice.js';

/** Notices to one person are put together for this long (E4). */
const MERGE_WINDOW = 15 * MINUTE;

/**
 * When a notice may leave by mail: not before the last one to this person is a quarter of an hour old, and not in the
 * person's closed hours. Urgent ones leave at once (E4, E5). Whether it is still true is asked again when it leaves.
 */
export function deliverAt(
  { personId, urgent }: Pick<Notice, 'personId' | 'urgent'>,
  lastMailAt: Instant | null,
  company: Company,
  at: Instant,
): Instant {
  if (urgent) return at;
  const merged = lastMailAt === null ? at : Math.max(at, lastMailAt + MERGE_WINDOW);
  const departmentId = company.people.get(personId)?.departmentId ?? company.oversightId;
  return openTimeOf(company, departmentId, at).nextOpen(merged);
}
