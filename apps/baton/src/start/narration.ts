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
const lines: { readonly [Type in CaseEventType]?: (event: ToldEvent) => Line | undefined } = {
  'case.opened': ({ by, subject }) => ['opened', `${by} opened “${subject}” and owns it`],
  'case.owner-changed': ({ facts, nameOf }) => ['new owner', `${nameOf(facts['toPersonId'])} owns the case now`],
  'case.resolved': ({ by }) => ['resolved', `${by} resolved it`],
  'case.closed': ({ by }) => ['closed', `${by} closed it`],
  'case.reopened': ({ by }) => ['reopened', `${by} opened it again`],
  'case.undone': ({ by }) => ['taken back', `${by} took back what they had just done`],
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
  'escalation.started': (event) => ['stalled', trouble(event)],
  'escalation.climbed': (event) => {
    const { action, people, step } = event.facts;
    // A step that asks somebody has its own line.
    return action === 'ask' ? undefined : ['climbed', `${trouble(event)}: told ${names(event, people)} (step ${step})`];
  },
  'chase.sent': (event) => [
    'chased',
    `${trouble(event)}: asked ${names(event, event.facts['askedIds'])} (step ${event.facts['step']})`,
  ],
  'chase.answered': ({ leg, by, facts }) => ['answered', `${by} about “${leg}”: ${words(facts['answer'])}`],
  'disruption.raised': ({ by, facts }) => ['disruption', `${by} warns those who come after: ${words(facts['kind'])}`],
  'promise.broken': () => ['broken', 'a promise to the customer was not kept'],
};

/** What a ladder is being climbed for, in words. */
function trouble({ facts, leg, department }: ToldEvent): string {
  const sentences: Record<TriggerKind, string> = {
    stall: `${department} lets “${leg}” stand still`,
    'offer-stalled': `${department} has not accepted “${leg}”`,
    'offer-expired': `${department} let the offer of “${leg}” expire`,
    'at-risk': 'a deadline comes close',
    breach: 'a deadline has passed',
    'promise-due': 'a promise to the customer falls due',
    'finding-unanswered': 'a finding is unanswered',
    'customer-asked': 'the customer asks again',
    nudged: 'somebody wants to know how it stands',
  };
  return sentences[facts['trigger'] as TriggerKind] ?? words(facts['trigger']);
}

function names({ nameOf }: ToldEvent, ids: unknown): string {
  return Array.isArray(ids) && ids.length > 0 ? ids.map(nameOf).join(', ') : 'nobody';
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
