import { type Case, handoffOf, legOf } from '../case/case.js';
import { isLive } from '../clock/clock.js';
import { acknowledgementOf } from '../disruption/disruption.js';
import { isActive } from '../leg/leg.js';
import type { Escalation, Subject } from './chase.js';

/** Why a ladder has nothing to climb for any more; null while it has. Asked again whenever a step is due (E5). */
export function overtakenBy({ subject, trigger }: Pick<Escalation, 'subject' | 'trigger'>, state: Case): string | null {
  if (state.status !== 'open' && !isAboutAcknowledging(subject, state)) return `case-${state.status}`;
  switch (subject.kind) {
    case 'case':
      return trigger === 'stall' && state.legs.some(isActive) ? 'case-goes-on' : null;
    case 'finding':
      return null;
    case 'leg': {
      const leg = legOf(state, subject.id);
      if (leg === undefined || !isActive(leg)) return 'leg-ended';
      return leg.status === 'waiting' ? 'leg-paused' : null; // clock rule 20
    }
    case 'handoff': {
      const status = handoffOf(state, subject.id)?.status;
      return status === 'offered' ? null : `offer-${status ?? 'gone'}`;
    }
    case 'clock': {
      const clock = state.clocks.find(({ id }) => id === subject.id);
      if (clock === undefined || !isLive(clock)) return `clock-${clock?.state ?? 'gone'}`;
      return trigger === 'at-risk' && clock.breachedAt !== null ? 'clock-breached' : null;
    }
    case 'promise': {
      const promise = state.promises.find(({ id }) => id === subject.id);
      return promise?.endedAt === null ? null : `promise-${promise?.status ?? 'gone'}`;
    }
    case 'question':
      return state.questions.find(({ id }) => id === subject.id)?.answeredAt === null ? null : 'question-answered';
    case 'disruption':
      return acknowledgementOf(state.disruptions, subject.id)?.recipient.acknowledgedAt === null
        ? null
        : 'disruption-acknowledged';
    case 'escalation':
      return state.escalations.find(({ id }) => id === subject.id)?.endedAt === null ? null : 'escalation-ended';
  }
}

/** A clock that waits is not chased; its ladder goes on when the clock does (clock rule 20). */
export const isResting = ({ subject }: Pick<Escalation, 'subject'>, state: Case): boolean =>
  state.clocks.some(({ id, state: clockState }) => id === subject.id && clockState === 'paused');

/** To acknowledge a disruption or to answer a question: owed by one person, whatever else goes on in the case. */
export const isOnePersonsDuty = (subject: Subject, state: Case): boolean =>
  kindBehind(subject, state) === 'disruption' || kindBehind(subject, state) === 'question';

/** A stop notice must be acknowledged after the case has ended, too (H13). */
const isAboutAcknowledging = (subject: Subject, state: Case): boolean => kindBehind(subject, state) === 'disruption';

const kindBehind = (subject: Subject, state: Case): Subject['kind'] =>
  state.clocks.find((clock) => clock.id === subject.id)?.subject.kind ?? subject.kind;
