import type { Case } from '../case/case.js';
import type { CaseEvent } from '../case/case-event.js';
import type { Company } from '../company/company.js';
import type { PersonId } from '../company/ids.js';
import { standInFor } from '../company/presence.js';
import type { Notice, NoticeParams } from './notice.js';
import { type Addressed, addressed } from './addressed.js';

/**
 * Who must hear of an event, and why: people with a duty in it, and nobody else (O2). Never whoever did it, never somebody
 * who has left; for the absent their stand-in. `state` is the case after the command that the event belongs to.
 */
export function noticesOf(event: CaseEvent, state: Case, company: Company): readonly Notice[] {
  if (state.imported) return []; // W6
  const news = addressed(event, state, company);
  if (news === null) return [];
  const notices = new Map<PersonId, Notice>();
  for (const { to, why } of news.readers) {
    const reader = readerFor(to, company, event.at);
    if (reader === null || reader === event.by || notices.has(reader)) continue;
    notices.set(reader, {
      personId: reader,
      insteadOf: reader === to ? null : to,
      kind: news.kind,
      why,
      urgent: state.priority === 'P1' || news.urgent,
      byMail: news.byMail,
      params: paramsOf(news, event, state, company),
    });
  }
  return [...notices.values()];
}

/** The person, while active; for the absent whoever stands in, or themselves where nobody does. */
function readerFor(personId: PersonId, company: Company, at: number): PersonId | null {
  const standIn = standInFor(company, personId, at);
  if (standIn !== null) return standIn;
  return company.people.get(personId)?.active ? personId : null;
}

function paramsOf(
  { leg, text, code, at, who }: Addressed,
  event: CaseEvent,
  state: Case,
  company: Company,
): NoticeParams {
  const by = who ?? event.by;
  return {
    number: state.number,
    subject: state.subject,
    leg: leg?.name ?? null,
    who: by === null ? null : (company.people.get(by)?.name ?? null),
    text,
    code,
    at,
  };
}
