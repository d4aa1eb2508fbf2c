import {
  type Case,
  type CaseChange,
  type CaseEvent,
  type CaseEventType,
  type CaseFacts,
  type Changes,
  type CoOwner,
  type CoOwnerRole,
  defaultLegOla,
  defaultReworkShare,
  evolve,
  type Handoff,
  type JoinedVia,
  type Leg,
  longestPause,
  type OwnLegName,
  type Patch,
  type PersonId,
  type Subject,
  unstarted,
  untouched,
} from '@baton/domain';
import { DAY, SECOND } from '@baton/kernel';

import type { ImportedNames } from './imported-names.js';
import type { LogRow } from './log-row.js';
import type { StateMeaning } from './mapping.js';
import { uuidV5 } from './uuid-v5.js';

/**
 * Tells a case from the rows of a log as if it had run here: every row is an event, every change of team an accepted
 * hand-off, every stretch with one team a leg. Pure: the same rows give the same ids, events and state. No notices follow
 * from it and no timers (W6).
 */
export function importCase(
  caseName: string,
  rows: readonly LogRow[],
  number: number,
  names: ImportedNames,
): CaseChange {
  // A log may be out of time order; rows of one minute keep the order of the file.
  const [first, ...rest] = [...rows].sort((a, b) => a.at - b.at || a.line - b.line);
  const story = new CaseStory(names.caseId(caseName), names);
  story.open(caseName, number, first!, rows);
  for (const row of rest) story.goOn(row);
  return story.told();
}

/** Acceptance target of teams that come from a log, whose own targets nobody knows. */
export const importedAcceptanceSeconds = DAY / SECOND;

/** What a row does to the state of the case or its leg, beside the work it stands for. */
interface Step {
  readonly type: CaseEventType;
  readonly about: Subject;
  readonly facts?: object;
  readonly case?: Partial<CaseFacts>;
  readonly leg?: Partial<Leg>;
}

class CaseStory {
  private readonly events: CaseEvent[] = [];
  private current: Case | null = null;
  private row!: LogRow;

  constructor(
    private readonly caseId: string,
    private readonly names: ImportedNames,
  ) {}

  told(): CaseChange {
    return { before: null, after: this.state, events: this.events };
  }

  open(caseName: string, number: number, row: LogRow, rows: readonly LogRow[]): void {
    this.row = row;
    const { names } = this;
    const firstTeam = rows.find(({ team }) => team !== null)?.team ?? null;
    const owner = row.openedBy ?? row.person;
    const ownerId = owner === null ? names.dutyLead(firstTeam ?? names.firstContact) : names.person(owner);
    const openedAt = row.openedAt !== null && row.openedAt < row.at ? row.openedAt : row.at;
    const departmentId = names.department(row.team ?? names.firstContact);
    const facts: Omit<CaseFacts, 'id' | 'version'> = {
      ...untouched,
      number,
      subject: [caseName, row.subject].filter((part) => part !== '').join(' · '),
      description: '',
      requester: { name: row.requester ?? 'Unknown', email: null, phone: null, zone: 'UTC' },
      priority: row.priority ?? 'P3',
      confidential: false,
      status: 'open',
      ownerId,
      openedById: ownerId,
      openedAt,
      departmentId,
      calendarId: names.calendar,
      journey: null,
      imported: true,
      importedSlaMet: row.slaMet,
    };
    const legs = row.team === null ? [] : [this.newLeg(row.team, {})];
    const holderId = legs[0]?.holderId ?? null;
    const enrolled = [this.coOwner(ownerId, 'owner', 'opened')];
    if (holderId !== null && holderId !== ownerId) enrolled.push(this.coOwner(holderId, 'current', 'held-leg'));
    this.record(
      'case.imported',
      this.onCase,
      { externalId: caseName, number, ownerId },
      { case: facts, legs, coOwners: enrolled },
    );
    const step = this.stepTo(row.meaning);
    if (step) this.take(step);
  }

  /** A further row: perhaps a reopening, perhaps an arrival at a team, and one event for what it says of the state or the work. */
  goOn(row: LogRow): void {
    this.row = row;
    const before = this.events.length;
    if (this.state.status !== 'open' && isGoingOn(row.meaning)) this.reopen();
    if (row.priority !== null && row.priority !== this.state.priority) this.changePriority(row.priority);
    const arrived = row.team !== null && this.arriveAt(row.team);
    const worked = row.team === null || arrived ? undefined : this.workOnLeg();
    const step = this.stepTo(row.meaning);
    if (step) this.take(step, worked);
    else if (worked) this.progress(worked);
    else if (this.events.length === before) this.record('note.added', this.onCase, {}, {});
  }

  private reopen(): void {
    this.record(
      'case.reopened',
      this.onCase,
      {},
      {
        case: { status: 'open', resolvedAt: null, closedAt: null, reopenedCount: this.state.reopenedCount + 1 },
      },
    );
  }

  private changePriority(priority: CaseFacts['priority']): void {
    const from = this.state.priority;
    this.record('case.priority-changed', this.onCase, { from, to: priority }, { case: { priority } });
  }

  /** Does a leg begin with this row? The first one, one after a reopening (clock rule 26), or the next team's. */
  private arriveAt(team: string): boolean {
    const last = this.state.legs.at(-1);
    if (last === undefined) {
      this.startLeg(this.newLeg(team, {}));
    } else if (last.departmentId !== this.names.department(team)) {
      this.handOver(last, team);
    } else if (last.status === 'done' && this.state.status === 'open') {
      this.startLeg(
        this.newLeg(team, { name: 'case-reopened' satisfies OwnLegName, visitNo: last.visitNo + 1, revisits: last.id }),
      );
    } else {
      return false;
    }
    return true;
  }

  private startLeg(leg: Leg): void {
    const started = this.state.status === 'open' ? leg : { ...leg, ...this.done() };
    this.record(
      'leg.started',
      { kind: 'leg', id: leg.id },
      { leg: leg.name, holderId: leg.holderId },
      {
        legs: [started],
        coOwners: this.enrol(leg.holderId!, started.status === 'done' ? 'past' : 'current', 'held-leg'),
      },
    );
  }

  /** The log knows only when a team has the case, so that is when it was offered and accepted. */
  private handOver(from: Leg, team: string): void {
    const { row, caseId, state } = this;
    const at = row.at;
    const leg = this.newLeg(team, { offeredAt: at });
    const sender = from.holderId!;
    const person = row.person === null ? null : this.names.person(row.person);
    const handoff: Handoff = {
      id: uuidV5(`handoff/${state.handoffs.length + 1}`, caseId),
      caseId,
      fromLegId: from.id,
      toLegId: leg.id,
      senderId: sender,
      fromDepartmentId: from.departmentId,
      toDepartmentId: leg.departmentId,
      level: person === null ? 'pool' : 'person',
      toPersonId: person,
      status: 'offered',
      offeredAt: at,
      expiresAt: at + importedAcceptanceSeconds * SECOND,
      attempt: 1,
      previousId: null,
      transitSince: at,
      planned: false,
      isReturn: false,
      packages: [{ revision: 1, content: { state: row.state, meaning: row.meaning }, at, by: sender }],
      tried: [],
      endedAt: null,
      endedById: null,
      declineCode: null,
      note: null,
    };
    const offered: Leg = {
      ...leg,
      status: 'offered',
      holderId: null,
      responsibleId: sender,
      acceptedAt: null,
      lastProgressAt: null,
    };
    const isWorked = from.status !== 'done';
    const about = { kind: 'handoff', id: handoff.id } as const;
    const route = {
      legId: leg.id,
      leg: leg.name,
      fromDepartmentId: from.departmentId,
      toDepartmentId: leg.departmentId,
    };
    this.record(
      'handoff.offered',
      about,
      { ...route, level: handoff.level, toPersonId: person },
      {
        legs: isWorked ? [{ id: from.id, status: 'handing-over', pauses: [] }, offered] : [offered],
        handoffs: [handoff],
      },
    );

    const holderId = leg.holderId!;
    const isOpen = state.status === 'open';
    const { status, responsibleId, acceptedAt, lastProgressAt } = leg;
    const arrived = {
      id: leg.id,
      holderId,
      status,
      responsibleId,
      acceptedAt,
      lastProgressAt,
      ...(isOpen ? {} : this.done()),
    };
    this.record(
      'handoff.accepted',
      about,
      { ...route, holderId, waitedSeconds: 0 },
      {
        handoffs: [{ id: handoff.id, status: 'accepted', endedAt: at, endedById: holderId }],
        legs: isWorked ? [{ id: from.id, ...this.done(), endReason: 'handed-over' }, arrived] : [arrived],
        coOwners: [
          ...(sender === holderId ? [] : this.enrol(sender, 'past', 'held-leg')),
          ...this.enrol(holderId, isOpen ? 'current' : 'past', 'accepted-offer'),
        ],
        case: this.hop(from, leg),
      },
    );
  }

  private hop(from: Leg, to: Leg): Partial<CaseFacts> {
    const { route, hops, pingPongs } = this.state;
    const path = [...(route.length === 0 ? [from.departmentId] : route), to.departmentId];
    return { route: path, hops: hops + 1, pingPongs: pingPongs + (path.at(-3) === to.departmentId ? 1 : 0) };
  }

  /** What the row means for the leg it belongs to; a named colleague takes a running leg over. */
  private workOnLeg(): Patch<Leg> {
    const leg = this.state.legs.at(-1)!;
    const { at, person } = this.row;
    const worked = { id: leg.id, firstProgressAt: leg.firstProgressAt ?? at, lastProgressAt: at };
    if (person === null || leg.status === 'done' || leg.holderId === this.names.person(person)) return worked;
    return { ...worked, holderId: this.names.person(person), responsibleId: this.names.person(person) };
  }

  private progress(worked: Patch<Leg>): void {
    const leg = this.state.legs.at(-1)!;
    const about = { kind: 'leg', id: leg.id } as const;
    if (worked.holderId === undefined) {
      this.record('leg.progressed', about, { kind: 'recorded-elsewhere' }, { legs: [worked] });
    } else {
      const people = { fromPersonId: leg.holderId, toPersonId: worked.holderId };
      this.record('leg.passed-on', about, people, { legs: [worked], coOwners: this.dutiesAfter(leg, worked) });
    }
  }

  /** What the people of a leg owe after a change of it: whoever gave it away or finished it is past (O2). */
  private dutiesAfter(leg: Leg, { holderId, status }: Partial<Leg>): readonly CoOwnerPatch[] {
    const before = leg.holderId!;
    const now = holderId ?? before;
    const role = status === 'done' ? 'past' : 'current';
    return [...(now === before ? [] : this.enrol(before, 'past', 'held-leg')), ...this.enrol(now, role, 'held-leg')];
  }

  /** How state and meaning differ; null when the row says nothing new about the state. */
  private stepTo(meaning: StateMeaning): Step | null {
    const { state, row } = this;
    const leg = state.legs.at(-1);
    const onLeg = { kind: 'leg', id: leg?.id ?? '' } as const;
    switch (meaning) {
      case 'as-before':
        return null;
      case 'active':
        return leg?.status === 'waiting'
          ? { type: 'leg.resumed', about: onLeg, leg: { status: 'running', pauses: [] } }
          : null;
      case 'resolved':
        return state.status === 'open' ? this.end('case.resolved', { status: 'resolved', resolvedAt: row.at }) : null;
      case 'closed':
        if (state.status === 'closed') return null;
        return this.end('case.closed', { status: 'closed', closedAt: row.at, resolvedAt: state.resolvedAt ?? row.at });
      case 'waiting-customer':
      case 'waiting-vendor':
      case 'waiting-other-leg': {
        if (leg === undefined || leg.status === 'done' || leg.pauses.some(({ reason }) => reason === meaning))
          return null;
        const pause = {
          reason: meaning,
          waitingFor: row.state,
          since: row.at,
          resumesAt: row.at + longestPause[meaning],
        };
        return { type: 'leg.paused', about: onLeg, facts: pause, leg: { status: 'waiting', pauses: [pause] } };
      }
    }
  }

  private end(type: CaseEventType, facts: Partial<CaseFacts>): Step {
    const active = this.state.legs.at(-1)?.status !== 'done';
    return { type, about: this.onCase, case: facts, leg: active ? { ...this.done(), endReason: facts.status! } : {} };
  }

  /** One event for the step and the work that the row stands for. */
  private take(step: Step, worked?: Patch<Leg>): void {
    const leg = this.state.legs.at(-1);
    const patch: Partial<Leg> = { ...worked, ...step.leg };
    const isLegChanged = leg !== undefined && Object.keys(patch).length > 0;
    this.record(
      step.type,
      step.about,
      { ...step.facts },
      {
        ...(step.case && { case: step.case }),
        ...(isLegChanged && {
          legs: [{ ...patch, id: leg.id }],
          coOwners: this.dutiesAfter(leg, { status: leg.status, ...patch }),
        }),
      },
    );
  }

  private done(): Partial<Leg> {
    return { status: 'done', responsibleId: null, endedAt: this.row.at, pauses: [] };
  }

  private newLeg(team: string, given: Partial<Leg>): Leg {
    const { row, names, caseId } = this;
    const step = (this.current?.legs.length ?? 0) + 1;
    const holderId = row.person === null ? names.dutyLead(team) : names.person(row.person);
    return {
      ...unstarted,
      id: uuidV5(`leg/${step}`, caseId),
      caseId,
      step,
      name: team,
      departmentId: names.department(team),
      planned: false,
      mandatory: true,
      olaSeconds: defaultLegOla,
      acceptanceSeconds: importedAcceptanceSeconds,
      reworkShare: defaultReworkShare,
      packageFields: [],
      exitChecklist: [],
      preparation: [],
      mayContactCustomer: true,
      customerWording: 'We are working on it',
      status: 'running',
      holderId,
      responsibleId: holderId,
      acceptedAt: row.at,
      lastProgressAt: row.at,
      ...given,
    };
  }

  private coOwner(personId: PersonId, role: CoOwnerRole, joinedVia: JoinedVia): CoOwner {
    return { caseId: this.caseId, personId, role, joinedVia, joinedAt: this.row.at, leftAt: null, help: null };
  }

  /** The owner stays the owner; everybody else owes what the leg makes them owe (O1, O2). */
  private enrol(personId: PersonId, role: CoOwnerRole, via: JoinedVia): readonly CoOwnerPatch[] {
    const known = this.state.coOwners.find((one) => one.personId === personId);
    if (known === undefined) return [this.coOwner(personId, role, via)];
    return known.role === 'owner' || known.role === role ? [] : [{ personId, role }];
  }

  private get onCase(): Subject {
    return { kind: 'case', id: this.caseId };
  }

  private get state(): Case {
    return this.current!;
  }

  private record(type: CaseEventType, about: Subject, facts: object, changes: Changes): void {
    const { row, caseId } = this;
    const slaMet = row.slaMet ?? this.current?.importedSlaMet ?? null;
    const isNews = this.current !== null && slaMet !== this.current.importedSlaMet;
    const event: CaseEvent = {
      caseId,
      seq: this.events.length + 1,
      type,
      at: row.at,
      by: null,
      about,
      facts: {
        imported: true,
        line: row.line,
        state: row.state,
        ...(row.actor !== null && { actor: row.actor }),
        ...facts,
      },
      changes: withoutEmptyLists(isNews ? { ...changes, case: { ...changes.case, importedSlaMet: slaMet } } : changes),
    };
    this.events.push(event);
    this.current = evolve(this.current, event);
  }
}

type CoOwnerPatch = NonNullable<Changes['coOwners']>[number];

const isGoingOn = (meaning: StateMeaning) => meaning === 'active' || meaning.startsWith('waiting-');

const withoutEmptyLists = (changes: Changes): Changes =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => !(Array.isArray(value) && value.length === 0)));
