import { accept, type Decision, type Instant, refuse, type Seconds } from '@baton/kernel';

import type { Company } from '../company/company.js';
import { openTimeOf } from '../company/open-time.js';
import { type JourneyTemplate, priorities } from './journey-template.js';

export type JourneyRefusal =
  | 'no-legs'
  | 'unknown-department'
  | 'first-leg-not-frontline'
  | 'last-leg-not-frontline'
  | 'join-cannot-be-met'
  | 'target-not-positive'
  | 'legs-exceed-case-target';

/** Is this a plan that can be kept? Refused when the legs' targets cannot fit the case target even on the best day. */
export function checkJourney(
  template: JourneyTemplate,
  company: Company,
  at: Instant,
): Decision<JourneyTemplate, JourneyRefusal> {
  if (template.legs.length === 0) return refuse('no-legs');
  for (const leg of template.legs) {
    if (!company.departments.get(leg.departmentId)?.active)
      return refuse('unknown-department', { leg: leg.key, departmentId: leg.departmentId });
    if (leg.olaSeconds <= 0 || leg.reworkShare <= 0 || (leg.acceptanceSeconds !== null && leg.acceptanceSeconds <= 0))
      return refuse('target-not-positive', { leg: leg.key });
  }
  const steps = stepsOf(template);
  const frontlineAlone = (step: number) => {
    const legs = template.legs.filter((leg) => leg.step === step);
    return legs.length === 1 && company.departments.get(legs[0]!.departmentId)?.kind === 'frontline';
  };
  if (!frontlineAlone(steps[0]!)) return refuse('first-leg-not-frontline');
  if (!frontlineAlone(steps.at(-1)!)) return refuse('last-leg-not-frontline');
  for (const { step, rule } of template.joins) {
    const legs = template.legs.filter((leg) => leg.step === step).length;
    if (legs === 0 || (rule.kind === 'n-of' && (rule.n < 1 || rule.n > legs)))
      return refuse('join-cannot-be-met', { step, legs });
  }
  for (const priority of priorities) {
    const target = template.caseTargetSeconds[priority];
    if (target <= 0) return refuse('target-not-positive', { priority });
    const needed = leastOpenSeconds(template, company, at);
    if (needed > target)
      return refuse('legs-exceed-case-target', { priority, targetSeconds: target, neededSeconds: needed });
  }
  return accept(template);
}

/** The case clock's seconds that the plan needs at the least: every leg uses its target, started at the best of seven days. */
export function leastOpenSeconds(template: JourneyTemplate, company: Company, at: Instant): Seconds {
  const first = openTimeOf(company, template.legs[0]!.departmentId, at);
  let start = first.nextOpen(at);
  let least = Infinity;
  for (let day = 0; day < 7; day++) {
    let end = start;
    for (const step of stepsOf(template)) {
      const ends = template.legs
        .filter((leg) => leg.step === step)
        .map((leg) => openTimeOf(company, leg.departmentId, end).add(end, leg.olaSeconds));
      end = Math.max(...ends);
    }
    least = Math.min(least, first.between(start, end));
    start = first.nextOpen(start + 86_400_000);
  }
  return least;
}

const stepsOf = (template: JourneyTemplate): readonly number[] =>
  [...new Set(template.legs.map((leg) => leg.step))].sort((a, b) => a - b);
