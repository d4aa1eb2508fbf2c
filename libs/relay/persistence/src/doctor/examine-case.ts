import {
  activeLegStatuses,
  type Case,
  type CaseEvent,
  type CaseEventType,
  fold,
  isActive,
  isBeingWorked,
  type Leg,
  thoseThatStand,
  type Timer,
} from '@baton/domain';

import { canonicalJson } from '../case/canonical-json.js';
import { CHAIN_START, findChainBreak } from '../case/event-chain.js';
import type { LoadedCase } from '../case/load-cases.js';
import type { StoredEvent } from '../case/read-events.js';
import type { Breach, Invariant } from './breach.js';

/** Everything that is wrong with one case, by its rows and its events alone (I2–I6). */
export function examineCase(loaded: LoadedCase, events: readonly StoredEvent[]): readonly Breach[] {
  const { state } = loaded;
  const breach = (invariant: Invariant) => (what: string) => ({ invariant, id: state.id, what });
  return [
    ...doubledEffects(state, thoseThatStand(events)).map(breach('I2')),
    ...holders(state).map(breach('I3')),
    ...history(loaded, events).map(breach('I3')),
    ...sleepers(loaded).map(breach('I4')),
    ...differences(state, events).map(breach('I5')),
    ...openings(events).map(breach('I6')),
  ];
}

/** An offer is made once and ends once, however often its timer or its receivers come (H4). */
const ends: readonly CaseEventType[] = ['handoff.accepted', 'handoff.declined', 'handoff.expired', 'handoff.withdrawn'];

function doubledEffects(state: Case, events: readonly StoredEvent[]): readonly string[] {
  const seen = new Map<string, number>();
  const count = (key: string) => seen.set(key, (seen.get(key) ?? 0) + 1);
  for (const { type, about } of events) {
    if (ends.includes(type)) count(`hand-off ${about.id} ended`);
    if (type === 'handoff.offered') count(`hand-off ${about.id} was offered`);
  }
  for (const { escalationId, step } of state.chases) count(`chase of step ${step} of ladder ${escalationId}`);
  return [...seen].filter(([, times]) => times > 1).map(([what, times]) => `${what} ${times} times`);
}

function holders(state: Case): readonly string[] {
  const owners = state.coOwners.filter(({ role, leftAt }) => role === 'owner' && leftAt === null);
  const wrong: string[] = [];
  if (owners.length !== 1 || owners[0]!.personId !== state.ownerId)
    wrong.push(
      `owner is ${state.ownerId}, on the line as owner: ${owners.map(({ personId }) => personId).join(', ') || 'nobody'}`,
    );
  for (const leg of state.legs) {
    if (isActive(leg) && leg.responsibleId === null) wrong.push(`nobody answers for leg ${leg.id}`);
    if (isBeingWorked(leg) && leg.holderId === null) wrong.push(`nobody holds leg ${leg.id}`);
    const offers = state.handoffs.filter(({ toLegId, status }) => toLegId === leg.id && status === 'offered');
    if (offers.length > 1) wrong.push(`leg ${leg.id} is offered ${offers.length} times`);
    if (leg.status === 'offered' && offers.length === 0) wrong.push(`leg ${leg.id} is offered to nobody`);
  }
  return wrong;
}

function history({ state, chainHash }: LoadedCase, events: readonly StoredEvent[]): readonly string[] {
  const broken = findChainBreak(events);
  if (broken?.reason === 'gap') return [`events have a gap before number ${broken.seq}`];
  if (broken) return [`event ${broken.seq} is not the one that was written`];
  const last = events.at(-1);
  if ((last?.seq ?? 0) !== state.version)
    return [`the case knows of ${state.version} events, ${last?.seq ?? 0} are there`];
  if ((last?.hash ?? CHAIN_START) !== chainHash)
    return ['the chain was made anew: it does not end where the case says'];
  return [];
}

/** Imported cases set off nothing (W6); what is closed waits for nothing. */
function sleepers({ state, timers }: LoadedCase): readonly string[] {
  if (state.imported || state.status !== 'open') return [];
  return state.legs
    .filter((leg) => activeLegStatuses.includes(leg.status) && !timers.some((timer) => concerns(timer, leg, state)))
    .map((leg) => `leg ${leg.id} is ${leg.status} and no timer looks after it`);
}

function concerns({ subject }: Timer, leg: Leg, state: Case): boolean {
  const { handoffs, clocks, escalations } = state;
  if (subject.id === leg.id) return true;
  const handoff = handoffs.find(({ id }) => id === subject.id);
  if (handoff) return handoff.toLegId === leg.id || handoff.fromLegId === leg.id;
  const clock = clocks.find(({ id }) => id === subject.id);
  if (clock) return concerns({ subject: clock.subject } as Timer, leg, state);
  return escalations.some(({ id, legId }) => id === subject.id && legId === leg.id);
}

/** Field by field: what the tables say against what the events tell. */
function differences(state: Case, events: readonly CaseEvent[]): readonly string[] {
  const told = fold(events);
  if (told === null) return ['has no events'];
  const names = new Set([...Object.keys(state), ...Object.keys(told)]) as Set<keyof Case>;
  const wrong: string[] = [];
  for (const name of names) {
    const [stored, folded] = [state[name], told[name]];
    if (isAlike(stored, folded)) continue;
    wrong.push(`${name}: stored ${difference(stored, folded)}`);
  }
  return wrong;
}

function isAlike(stored: unknown, told: unknown): boolean {
  if (canonicalJson(stored ?? null) === canonicalJson(told ?? null)) return true;
  return canonicalJson(withoutNulls(stored) ?? null) === canonicalJson(withoutNulls(told) ?? null);
}

/** An event of before a field was there lacks it, and the row has null since then. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) => (member === null ? [] : [[name, withoutNulls(member)]])),
  );
}

function difference(stored: unknown, folded: unknown): string {
  if (!Array.isArray(stored) || !Array.isArray(folded)) return `${short(stored)}, told ${short(folded)}`;
  if (stored.length !== folded.length) return `${stored.length}, told ${folded.length}`;
  const place = stored.findIndex((one, index) => canonicalJson(one) !== canonicalJson(folded[index]));
  const [row, event] = [stored[place], folded[place]] as [unknown, unknown];
  if (!isRecord(row) || !isRecord(event)) return `${short(row)}, told ${short(event)}`;
  const fields = [...new Set([...Object.keys(row), ...Object.keys(event)])].filter(
    (name) => canonicalJson(row[name] ?? null) !== canonicalJson(event[name] ?? null),
  );
  return `${fields.map((name) => `${name} ${short(row[name])}, told ${short(event[name])}`).join('; ')} (${String(row['id'] ?? place)})`;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const short = (value: unknown) => canonicalJson(value ?? null).slice(0, 60);

function openings(events: readonly CaseEvent[]): readonly string[] {
  const opened = events.filter(({ type }) => type === 'case.opened' || type === 'case.imported');
  if (opened.length === 1 && opened[0]!.seq === 1) return [];
  return [`was opened ${opened.length} times`];
}
