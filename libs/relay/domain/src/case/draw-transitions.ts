import { handoffTransitions } from '../handoff/handoff-transitions.js';
import { legConsequences } from '../leg/leg-consequences.js';
import { legTransitions, type Transition } from '../leg/leg-transitions.js';
import { caseTransitions } from './case-transitions.js';

/** The three state machines as a Markdown page with Mermaid diagrams, drawn from the tables that the rules check. */
export const drawTransitions = (): string =>
  [
    '# States and what moves them',
    'Drawn from the transition tables of the domain. Verbs that change facts but not the state are listed below each picture.',
    '## Case',
    draw('open', caseTransitions),
    '## Leg',
    'An offer leaves the sender responsible: the sending leg is `handing-over`, the next one `offered`, until somebody accepts.',
    draw('planned', [...legTransitions, ...legConsequences]),
    '## Hand-off',
    'Exactly one end, and the first one wins. A redirect, a re-route or an expiry makes the next offer.',
    draw('offered', handoffTransitions),
  ].join('\n\n') + '\n';

type AnyTransition = Transition<string, string>;

function draw(first: string, table: readonly AnyTransition[]): string {
  const arrows = new Map<string, Set<string>>();
  const stays = new Map<string, Set<string>>();
  for (const { verb, from, to } of table) {
    // The same states before and after: the verb moves nothing.
    const isStill = from.length === to.length && from.every((state) => to.includes(state));
    for (const state of from) {
      const moves = isStill ? [] : to.filter((other) => other !== state);
      if (moves.length < to.length) add(stays, verb, state);
      for (const other of moves) add(arrows, `${state} --> ${other}`, verb);
    }
  }
  const lines = [...arrows].map(([arrow, verbs]) => `    ${named(arrow)}: ${[...verbs].join(', ')}`);
  const notes = [...stays].map(([verb, states]) => `- \`${verb}\` leaves ${[...states].join(', ')} as it is`);
  return ['```mermaid', 'stateDiagram-v2', `    [*] --> ${named(first)}`, ...lines, '```', '', ...notes]
    .join('\n')
    .trimEnd();
}

/** Mermaid takes no hyphen in a name. */
const named = (text: string): string => text.replaceAll('handing-over', 'handing_over');

const add = (map: Map<string, Set<string>>, key: string, value: string): void => {
  map.set(key, (map.get(key) ?? new Set()).add(value));
};
