import { HOUR, MINUTE, SECOND, type Seconds } from '@baton/kernel';

import { beginClock } from '../case/case-clocks.js';
import type { CaseDraft } from '../case/case-draft.js';
import type { Changes } from '../case/case-event.js';
import type { DepartmentId, PersonId } from '../company/ids.js';
import { openTimeOf } from '../company/open-time.js';
import type { Disruption, DisruptionRecipient } from './disruption.js';

/** Somebody who has to know, and why. */
export type ToTell = Pick<DisruptionRecipient, 'personId' | 'why'>;

/** Open time to acknowledge: two hours, and half an hour for those whose next hour's work it is. */
const ackSeconds = (why: DisruptionRecipient['why']): Seconds =>
  (why === 'next-leg' || why === 'current-leg' ? 30 * MINUTE : 2 * HOUR) / SECOND;

type News = Pick<
  Disruption,
  'kind' | 'legId' | 'text' | 'oldEtaAt' | 'newEtaAt' | 'mandatory' | 'affects' | 'customerDraft'
>;

/** Writes a disruption down and starts one acknowledgement clock per recipient. The raiser and the inactive are not told. */
export function announce(draft: CaseDraft, news: News, toTell: readonly ToTell[], changes: Changes = {}): Disruption {
  const disruption: Disruption = {
    id: draft.newId(),
    caseId: draft.caseId,
    raisedById: draft.actorId,
    raisedAt: draft.at,
    ...news,
    recipients: recipientsFrom(draft, toTell),
  };
  draft.record(
    'disruption.raised',
    { kind: 'disruption', id: disruption.id },
    {
      disruptionId: disruption.id,
      disruption: news.kind,
      text: news.text,
      legId: news.legId,
      oldEtaAt: news.oldEtaAt,
      newEtaAt: news.newEtaAt,
      mandatory: news.mandatory,
      recipients: disruption.recipients.map(({ personId, why, ackDueAt }) => ({ personId, why, ackDueAt })),
    },
    { ...changes, disruptions: [disruption] },
  );
  for (const { id, personId, why } of disruption.recipients) {
    beginClock(draft, {
      subject: { kind: 'disruption', id },
      kind: 'disruption-ack',
      targetSeconds: ackSeconds(why),
      calendarId: draft.company.departments.get(homeOf(draft, personId))?.calendarId ?? null,
    });
  }
  return disruption;
}

/** Each person once, for the first reason given. */
function recipientsFrom(draft: CaseDraft, toTell: readonly ToTell[]): readonly DisruptionRecipient[] {
  const recipients = new Map<PersonId, DisruptionRecipient>();
  for (const { personId, why } of toTell) {
    const active = draft.company.people.get(personId)?.active === true;
    if (!active || personId === draft.actorId || recipients.has(personId)) continue;
    const ackDueAt = openTimeOf(draft.company, homeOf(draft, personId), draft.at).add(draft.at, ackSeconds(why));
    recipients.set(personId, { id: draft.newId(), personId, why, ackDueAt, acknowledgedAt: null });
  }
  return [...recipients.values()];
}

const homeOf = (draft: CaseDraft, personId: PersonId): DepartmentId =>
  draft.company.people.get(personId)?.departmentId ?? draft.state.departmentId;
