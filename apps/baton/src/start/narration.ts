import type { CaseEventType, Changes, TriggerKind } from '@baton/domain';

/** One event of a case with the names a person needs to make sense of it. */
export type ToldEvent = {
  readonly type: CaseEventType;
  readonly caseNumber: number;
  /** What the case is about. */
  readonly subject: string;
  /** The leg concerned, and the department that runs it; empty for what concerns the case as a whole. */
  readonly leg: string;
  readonly department: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly changes: Changes;
  /** Who did it; “Baton” when nobody did. */
  readonly by: string;
  /** The name of a person or department by id; “nobody” for none. */
  readonly nameOf: (id: unknown) => string;
};

/** What the terminal says: a word for the kind of thing, and a sentence. */
export type Line = readonly [kind: string, sentence: string];

/** The line for an event; undefined for the many that are no news to somebody looking on. */
export function narrate(event: ToldEvent): Line | undefined {
  const line = lines[event.type]?.(event);
  return line && [line[0], `C-${event.caseNumber}  ${line[1]}`];
}

/** What is worth a line, and its words. Another event becomes news by an entry here. */
const lines: { readonly [Type in CaseEventType]?: (event: ToldEvent) => Line } = {
  'case.opened': ({ by, subject }) => ['opened', `${by} opened “${subject}” and owns it`],
  'case.owner-changed': ({ facts, nameOf }) => ['new owner', `${nameOf(facts['toPersonId'])} owns the case now`],
  'case.resolved': ({ by }) => ['resolved', `${by} resolved it`],
  'case.closed': ({ by }) => ['closed', `${by} closed it`],
  'case.reopened': ({ by }) => ['reopened', `${by} opened it again`],
  'leg.pre-alerted': ({ leg, department, changes }) => [
    'pre-alert',
    `${department} learns that “${leg}” is coming${expected(changes.legs?.[0]?.expectedAt)}`,
  ],
  'leg.returned': ({ leg, by }) => ['returned', `${by} gave “${leg}” back`],
  'leg.done': ({ leg, department }) => ['done', `${department} is done with “${leg}”`],
  'handoff.offered': ({ leg, department, facts, nameOf }) => [
    'offered',
    `“${leg}” is offered to ${facts['toPersonId'] ? `${nameOf(facts['toPersonId'])} (${department})` : receiver(facts['level'], department)}`,
  ],
  'handoff.accepted': ({ leg, department, facts, nameOf }) => [
    'accepted',
    `${nameOf(facts['holderId'])} (${department}) took “${leg}”`,
  ],
  'handoff.declined': ({ leg, by, facts }) => ['declined', `${by} declined “${leg}”: ${words(facts['code'])}`],
  'handoff.expired': ({ leg, department }) => ['expired', `${department} has not accepted “${leg}” in time`],
  'escalation.started': ({ leg, department, facts }) => ['stalled', stall(facts['trigger'], leg, department)],
  'chase.sent': ({ leg, department, changes, facts, nameOf }) => {
    const chase = changes.chases?.[0];
    const asked = (chase?.askedIds ?? []).map(nameOf).join(', ') || 'nobody';
    const standing = chase?.subject?.kind === 'handoff' ? `has not accepted “${leg}”` : `let “${leg}” stand still`;
    return ['chased', `${department} ${standing}: asked ${asked} (step ${chase?.step ?? facts['step']})`];
  },
  'chase.answered': ({ leg, by, facts }) => ['answered', `${by} about “${leg}”: ${words(facts['answer'])}`],
  'disruption.raised': ({ by, facts }) => ['disruption', `${by} warns those who come after: ${words(facts['kind'])}`],
  'promise.broken': () => ['broken', 'a promise to the customer was not kept'],
};

/** What stands behind a ladder that starts, in words. */
function stall(trigger: unknown, leg: string, department: string): string {
  const sentences: Record<TriggerKind, string> = {
    stall: `nothing happens on “${leg}” in ${department}`,
    'offer-stalled': `“${leg}” waits for somebody in ${department} to accept it`,
    'offer-expired': `nobody in ${department} accepted “${leg}” in time`,
    'at-risk': 'it comes close to its deadline',
    breach: 'a deadline has passed',
    'promise-due': 'a promise to the customer falls due',
    'finding-unanswered': 'a finding is unanswered',
    'customer-asked': 'the customer asks again',
  };
  return sentences[trigger as TriggerKind] ?? words(trigger);
}

function receiver(level: unknown, department: string): string {
  switch (level) {
    case 'lead':
      return `the lead of ${department}`;
    case 'oversight':
      return 'oversight';
    default:
      return `everyone in ${department}`;
  }
}

function expected(at: number | null | undefined): string {
  if (typeof at !== 'number') return '';
  const when = new Date(at);
  const time = when.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  const day = when.toLocaleDateString('en-GB', { weekday: 'short', day: 'numeric', month: 'short' });
  return when.toDateString() === new Date().toDateString() ? `, expected at ${time}` : `, expected ${day} ${time}`;
}

/** `wrong-department` as people say it. */
function words(code: unknown): string {
  return String(code ?? '').replaceAll('-', ' ');
}
