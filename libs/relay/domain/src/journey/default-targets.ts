import type { Seconds } from '@baton/kernel';

import type { Priority } from './journey-template.js';

const hours = (n: number): Seconds => n * 3600;

/** What a case without a journey template is measured by, so that no case is without a target (clock rule 24). Open seconds. */
export const defaultCaseTarget: Readonly<Record<Priority, Seconds>> = {
  P1: hours(4),
  P2: hours(8),
  P3: hours(24),
  P4: hours(40),
};
export const defaultFirstResponse: Readonly<Record<Priority, Seconds>> = {
  P1: hours(0.5),
  P2: hours(1),
  P3: hours(4),
  P4: hours(8),
};
export const defaultLegOla: Seconds = hours(8);
export const defaultReworkShare = 0.5;
