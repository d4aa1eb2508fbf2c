import type { TFunction } from 'i18next';

import type { CaseEventView, CaseView, PromiseView } from '../../api/generated/types.gen';
import { legName, ownWords } from '../../ui/own-words';
import { wallTime } from '../../ui/time';
import { dueWords } from '../promise/due-words';
import type { Company } from './company';
import { letGoWords } from './loose-end';

/** An event as a sentence in the reader's language, and its text in people's own words if it has any. */
export function sentenceOf(
  event: CaseEventView,
  record: CaseView,
  company: Company,
  t: TFunction,
  language: string,
): { readonly sentence: string; readonly words: string | null } {
  if (event.type === 'case.undone') return { sentence: takenBack(event, record, company, t, language), words: null };
  const { facts } = event;
  const fact = (name: string): string | null => (typeof facts[name] === 'string' ? facts[name] : null);
  const named = (name: string): string => company.nameOf(fact(name));
  const code = (group: string, name: string): string => {
    const value = fact(name);
    return value === null ? '' : t(`code.${group}.${value}`, { defaultValue: value });
  };
  const date = (name: string): string => {
    const value = facts[name];
    return typeof value === 'string' || typeof value === 'number'
      ? wallTime(new Date(value).toISOString(), language)
      : '';
  };
  const isUndated = event.type === 'leg.time-granted' && facts['dueAt'] === null;
  const sentence = t(isUndated ? 'event.leg.time-granted-waiting' : `event.${event.type}`, {
    defaultValue: event.type,
    who: event.by === null ? 'Baton' : company.nameOf(event.by),
    leg: legOf(event, record) ?? t('event.theCase'),
    to:
      named('toPersonId') ||
      named('holderId') ||
      named('askedOfId') ||
      named('personId') ||
      company.departmentName(fact('toDepartmentId') ?? fact('departmentId')),
    department: company.departmentName(fact('toDepartmentId') ?? fact('departmentId')),
    asked: Array.isArray(facts['askedIds']) ? facts['askedIds'].map((id) => company.nameOf(String(id))).join(', ') : '',
    role: code('role', 'role') || code('role', 'to'),
    code: code('decline', 'code') || code('returned', 'code'),
    channel: code('channel', 'channel'),
    clock: code('clock', 'clock'),
    trigger: code('trigger', 'trigger'),
    pause: code('pause', 'reason'),
    finding: code('finding', 'kind'),
    disruption: code('disruption', 'disruption'),
    progress: code('progress', 'kind'),
    answer: code('chase', 'answer'),
    from: fact('from') ?? '',
    priority: fact('to') ?? '',
    due:
      promised(event, t, language) ||
      date('dueAt') ||
      date('expectedAt') ||
      date('newEtaAt') ||
      date('etaAt') ||
      date('expiresAt'),
  });
  const said = ['text', 'note', 'missing', 'reason', 'message', 'answer', 'reply']
    .filter(
      (name) =>
        !(name === 'reason' && isCode(event.type)) &&
        !(name === 'answer' && event.type !== 'question.answered') &&
        !(name === 'note' && event.type === 'finding.opened' && facts['kind'] !== 'closed-with-loose-ends'),
    )
    .map(fact)
    .find((value) => value !== null && value.trim() !== '');
  return { sentence, words: letGoWords(facts, t) ?? (said == null ? null : ownWords(said)) };
}

/** A promise is due as precisely as it was given. */
function promised({ type, facts }: CaseEventView, t: TFunction, language: string): string | null {
  if (type !== 'promise.made' || typeof facts['precision'] !== 'string') return null;
  const due = facts as unknown as Pick<PromiseView, 'precision' | 'zone'> & { readonly dueAt: string | number };
  return dueWords({ ...due, dueAt: new Date(due.dueAt).toISOString() }, t, language);
}

/** What was done, in its own sentence, and that it was taken back. */
function takenBack(event: CaseEventView, record: CaseView, company: Company, t: TFunction, language: string): string {
  const { did, facts } = event.facts as { readonly did: string; readonly facts: Record<string, unknown> };
  const deed = { ...event, type: did, facts };
  return t('event.case.undone', {
    who: company.nameOf(event.by),
    what: sentenceOf(deed, record, company, t, language).sentence,
  });
}

/** In these, `reason` is a word for machines. */
const isCode = (type: string): boolean =>
  /^(clock\.(?!retargeted)|escalation\.|chase\.|near-miss\.|co-owner\.(?!called-in))|^leg\.(paused|resumed)$/.test(
    type,
  );

function legOf(event: CaseEventView, record: CaseView): string | null {
  const named = event.facts['leg'] ?? event.facts['name'];
  if (typeof named === 'string') return legName(named);
  const legId = typeof event.facts['legId'] === 'string' ? event.facts['legId'] : event.about.id;
  const leg = record.legs.find(({ id }) => id === legId);
  return leg === undefined ? null : legName(leg.name);
}

export const eventGroups = ['work', 'customer', 'talk', 'people', 'watch', 'clocks'] as const;
export type EventGroup = (typeof eventGroups)[number];

/** Which filter an event belongs to. */
export function groupOf(type: string): EventGroup {
  const noun = type.split('.')[0] ?? '';
  switch (noun) {
    case 'contact':
    case 'customer':
    case 'promise':
      return 'customer';
    case 'note':
    case 'question':
    case 'disruption':
      return 'talk';
    case 'co-owner':
      return 'people';
    case 'escalation':
    case 'chase':
    case 'finding':
    case 'near-miss':
      return 'watch';
    case 'clock':
      return 'clocks';
    case 'case':
      return /owner/.test(type) ? 'people' : 'work';
    default:
      return 'work';
  }
}
