import { type Company, openTimeOf } from '@baton/domain';
import type { StalledItem } from '@baton/persistence';

/** How old a stalled thing is, and its last progress, in open seconds of the department that has it (clock rule 29). */
export function businessAge({ departmentId, since, lastProgressAt }: StalledItem, company: Company, at: number) {
  const secondsSince = (from: number) =>
    Math.round(openTimeOf(company, departmentId, at).between(Math.min(from, at), at));
  return {
    sinceOpenSeconds: secondsSince(since),
    progressOpenSeconds: lastProgressAt === null ? null : secondsSince(lastProgressAt),
  };
}
