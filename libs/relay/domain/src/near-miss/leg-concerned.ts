import { type Case, handoffOf } from '../case/case.js';
import type { Clock } from '../clock/clock.js';
import { acknowledgementOf } from '../disruption/disruption.js';
import type { LegId } from '../leg/leg.js';

/** The leg whose time a clock counts; null for clocks of the case itself and of promises. */
export function legConcerned(state: Case, { subject }: Pick<Clock, 'subject'>): LegId | null {
  switch (subject.kind) {
    case 'leg':
      return subject.id;
    case 'handoff':
      return handoffOf(state, subject.id)?.toLegId ?? null;
    case 'question':
      return state.questions.find((question) => question.id === subject.id)?.legId ?? null;
    case 'disruption':
      return acknowledgementOf(state.disruptions, subject.id)?.disruption.legId ?? null;
    case 'escalation':
      return state.escalations.find((escalation) => escalation.id === subject.id)?.legId ?? null;
    case 'case':
    case 'promise':
    case 'clock':
    case 'finding':
      return null;
  }
}
