import type { CaseFilter } from '../case/case-filter';

/** What everybody starts with: named here, stored nowhere. */
export const builtInViews: Readonly<Record<string, CaseFilter>> = {
  all: {},
  mine: { ownerId: ['me'], status: ['open', 'resolved'], sort: 'due' },
  'in-my-department': { departmentId: ['me'], status: ['open'], sort: 'due' },
  'at-risk': { standing: ['late', 'at-risk'], status: ['open'], sort: 'due' },
  breached: { breachedFrom: '-7d' },
};
