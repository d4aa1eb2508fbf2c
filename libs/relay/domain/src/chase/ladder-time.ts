import { DAY, HOUR, type Instant, SECOND, type Seconds } from '@baton/kernel';

import type { CompiledCalendar } from '../calendar/compile-calendar.js';
import type { Case } from '../case/case.js';
import type { Audience } from './escalation-policy.js';
import type { Company } from '../company/company.js';
import { openTimeOf } from '../company/open-time.js';
import type { Escalation } from './chase.js';
import { departmentOf } from './concerned.js';
import type { EscalationStep } from './escalation-policy.js';

/** The step with a number; after the last one the last repeats, under numbers of its own (E2). */
export const stepNumbered = ({ steps }: Pick<Escalation, 'steps'>, number: number): EscalationStep =>
  steps[Math.min(number, steps.length) - 1]!;

/** When the step after the last fired one is due, if nothing holds the ladder (E1). */
export function nextStepDue(escalation: Escalation, state: Case, company: Company): Instant {
  const number = escalation.lastStep + 1;
  if (number > escalation.steps.length) return repeatDue(escalation, state, company);
  return stepDue(escalation, number, state, company);
}

/** The highest step that is due; 0 when none is (E2). A step is never due before the one below it. */
export function highestDueStep(escalation: Escalation, at: Instant, state: Case, company: Company): number {
  let highest = 0;
  for (let number = escalation.lastStep + 1; number <= escalation.steps.length; number++) {
    if (stepDue(escalation, number, state, company) > at) return highest;
    highest = number;
  }
  if (escalation.lastStep < escalation.steps.length) return highest;
  return repeatDue(escalation, state, company) <= at ? escalation.lastStep + 1 : 0;
}

/** The working hours in which a step's audience is spoken to (E1). */
export function calendarOf(
  audience: Audience,
  escalation: Escalation,
  state: Case,
  company: Company,
): CompiledCalendar {
  const departmentId = departmentOf(audience, escalation, state, company);
  return openTimeOf(company, departmentId, escalation.startedAt);
}

/** For how long an acknowledgement holds the climb: half of the next step's offset, half a working day at the end (E3). */
export const holdOf = ({ steps, lastStep }: Escalation): Seconds => (steps[lastStep]?.offsetSeconds ?? WORKING_DAY) / 2;

const WORKING_DAY: Seconds = (8 * HOUR) / SECOND;

function stepDue(escalation: Escalation, number: number, state: Case, company: Company): Instant {
  const due = escalation.steps.slice(0, number).map((step) => ownDue(step, escalation, state, company));
  return Math.max(...due);
}

function ownDue(step: EscalationStep, escalation: Escalation, state: Case, company: Company): Instant {
  const seconds = step.offsetSeconds + escalation.heldSeconds;
  const { startedAt } = escalation;
  // Wall time is for P1 only (E1); P1 and broken promises do not wait for the doors to open (E5, P6).
  const wall = step.unit === 'wall' && state.priority === 'P1';
  if (wall || (seconds === 0 && isUrgent(escalation, state))) return startedAt + seconds * SECOND;
  return calendarOf(step.audience, escalation, state, company).add(startedAt, seconds);
}

/** Quiet hours and batching do not apply (E5). */
export const isUrgent = ({ trigger }: Pick<Escalation, 'trigger'>, { priority }: Pick<Case, 'priority'>): boolean =>
  priority === 'P1' || trigger === 'promise-due';

function repeatDue(escalation: Escalation, state: Case, company: Company): Instant {
  const last = stepNumbered(escalation, escalation.steps.length);
  return businessDayAfter(
    escalation.lastFiredAt ?? escalation.startedAt,
    calendarOf(last.audience, escalation, state, company),
  );
}

/** The same time of day on the next day that is open then; the next opening where there is none within two weeks. */
export function businessDayAfter(at: Instant, calendar: CompiledCalendar): Instant {
  for (let days = 1; days <= 14; days++) {
    if (calendar.isOpen(at + days * DAY)) return at + days * DAY;
  }
  return calendar.nextOpen(at + DAY);
}
