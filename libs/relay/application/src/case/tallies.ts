import type { CaseEvent } from '@baton/domain';

/** A figure that events add to: by which word an event counts, or not at all. */
export interface Tally {
  readonly name: string;
  readonly help: string;
  readonly label: string;
  readonly wordOf: (event: CaseEvent) => string | null;
}

/** What an operator and a head of service watch grow. The same in every process: each counts what it wrote itself. */
export const tallies: readonly Tally[] = [
  {
    name: 'baton_case_events_total',
    help: 'Events of cases written by this process',
    label: 'type',
    wordOf: ({ type }) => type,
  },
  {
    name: 'baton_breaches_total',
    help: 'Clocks that ran out, by kind',
    label: 'clock',
    wordOf: ({ type, facts }) => (type === 'clock.breached' ? String(facts['clock']) : null),
  },
  {
    name: 'baton_chases_total',
    help: 'Chases sent, by what set them off',
    label: 'trigger',
    wordOf: ({ type, facts }) => (type === 'chase.sent' ? String(facts['trigger']) : null),
  },
  {
    name: 'baton_near_misses_total',
    help: 'Near misses that ended: prevented, lucky, failed or void',
    label: 'outcome',
    wordOf: ({ type, facts }) => (type === 'near-miss.closed' ? String(facts['outcome']) : null),
  },
];
