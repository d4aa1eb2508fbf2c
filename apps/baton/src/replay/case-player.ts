import {
  acceptHandoff,
  changePriority,
  closeCase,
  declineHandoff,
  finishLeg,
  type Handoff,
  handOverLeg,
  isBeingWorked,
  type Leg,
  passOnLeg,
  pauseLeg,
  progressLeg,
  reopenCase,
  rerouteHandoff,
  resolveCase,
  resumeLeg,
  returnLeg,
  skipLeg,
} from '@baton/domain';
import type { Instant } from '@baton/kernel';

import type { LoggedCase } from '../import/case-batches.js';
import type { ImportedNames } from '../import/imported-names.js';
import type { LogRow } from '../import/log-row.js';
import type { StateMeaning } from '../import/mapping.js';
import { handoffsOf, inTime, isSignOfLife, type LoggedHandoff } from './logged-handoffs.js';
import type { Stage } from './stage.js';

/** What a hand-off of the log is in Baton. */
export const handoffMoves = ['offered', 're-routed', 'returned', 'declined', 'case was over', 'refused'] as const;
export type HandoffMove = (typeof handoffMoves)[number];

/** A hand-off as it was played: Baton's own doing until the log's next row lies between the two versions of the case. */
export interface PlayedHandoff extends LoggedHandoff {
  readonly move: HandoffMove;
  readonly fromVersion: number;
  readonly toVersion: number;
}

type Waiting = Extract<StateMeaning, `waiting-${string}`>;

/**
 * Does to a case what its rows say, each row at its time, with Baton's timers in between. Nobody answers a chase, and what
 * people do is never changed by one: it is the log's past that is played, with Baton looking on.
 */
export class CasePlayer {
  private row!: LogRow;
  /** Too long after its end to be opened again: what follows would be a new case. */
  private isOver = false;
  private team!: string;
  private readonly moves: { handoff: LoggedHandoff; move: HandoffMove; version: number }[] = [];
  private readonly played: PlayedHandoff[] = [];

  constructor(
    private readonly stage: Stage,
    private readonly names: ImportedNames,
    private readonly logged: LoggedCase,
  ) {}

  /** `until`: how far Baton's timers run for a case that the log leaves open. */
  async play(until: Instant): Promise<readonly PlayedHandoff[]> {
    const rows = inTime(this.logged.rows);
    const handoffs = new Map(handoffsOf(rows).map((handoff) => [handoff.line, handoff]));
    await this.open(rows);
    for (const row of rows) {
      await this.stage.wakeUntil(row.at);
      if (isSignOfLife(row)) this.endWindow();
      this.row = row;
      await this.take(handoffs.get(row.line));
    }
    await this.stage.wakeUntil(until);
    this.endWindow();
    return this.played;
  }

  private async open(rows: readonly LogRow[]): Promise<void> {
    const row = rows[0]!;
    const { caseName } = this.logged;
    this.row = row;
    this.team = rows.find(({ team }) => team !== null)?.team ?? this.names.firstContact;
    this.stage.at = Math.min(row.openedAt ?? row.at, row.at);
    await this.stage.open(
      {
        subject: [caseName, row.subject].filter((part) => part !== '').join(' · '),
        description: '',
        requester: { name: row.requester ?? 'Unknown', email: null, phone: null, zone: 'UTC' },
        priority: row.priority ?? 'P3',
        confidential: false,
        channel: 'phone',
        journeyId: null,
      },
      this.names.member(row.openedBy ?? row.person, this.team),
    );
  }

  private async take(handoff: LoggedHandoff | undefined): Promise<void> {
    const { row, stage } = this;
    if (stage.state.status !== 'open' && isGoingOn(row.meaning) && !this.isOver) await this.reopen();
    if (handoff !== undefined) {
      const move = await this.handOn(handoff);
      this.team = handoff.to;
      this.moves.push({ handoff, move, version: stage.state.version });
    }
    if (stage.state.status === 'open') {
      if (row.priority !== null && row.priority !== stage.state.priority)
        await stage.does('change-priority', changePriority, { priority: row.priority, reason: NOTE }, this.owner);
      if (handoff === undefined) await this.work();
    }
    if (row.meaning === 'resolved' || row.meaning === 'closed') await this.end(row.meaning);
    else if (row.meaning !== 'active' && row.meaning !== 'as-before' && handoff === undefined)
      await this.pause(row.meaning);
  }

  /** The owner takes the case up again, and gives it to the team that the log shows at work, which is at work already. */
  private async reopen(): Promise<void> {
    const { stage, names, row } = this;
    this.isOver = !(await stage.does('reopen-case', reopenCase, { reason: NOTE }, this.owner));
    if (this.isOver) return;
    const leg = this.leg!;
    const here = row.team === null || row.team === this.team;
    if (leg.departmentId === names.department(this.team) || !here) return;
    await this.handOver(leg, this.team, row.team === null ? null : row.person);
    await this.accept();
  }

  private async handOn({ from, to }: LoggedHandoff): Promise<HandoffMove> {
    const { row, stage, names } = this;
    if (stage.state.status !== 'open') return 'case was over';
    const offer = this.offer;
    if (offer !== undefined) {
      const isBack = offer.fromDepartmentId === names.department(to);
      if (isBack && (offer.level === 'person' || offer.level === 'pool')) {
        const no = { handoffId: offer.id, code: 'other', note: NOTE, suggestDepartmentId: null } as const;
        return (await stage.does('decline-handoff', declineHandoff, no, this.answererOf(offer)))
          ? 'declined'
          : 'refused';
      }
      const elsewhere = {
        handoffId: offer.id,
        toDepartmentId: names.department(to),
        toPersonId: row.person === null ? null : names.member(row.person, to),
        note: NOTE,
      };
      const lead = names.dutyLead(from);
      return (await stage.does('reroute-handoff', rerouteHandoff, elsewhere, lead)) ? 're-routed' : 'refused';
    }
    const leg = this.leg;
    if (leg === undefined) return 'refused';
    if (leg.departmentId === names.department(to)) return 'returned'; // The owner took a reopened case up there.
    if (this.cameFrom(leg) === names.department(to)) {
      const back = { legId: leg.id, code: 'other', missing: NOTE } as const;
      return (await stage.does('return-leg', returnLeg, back, names.dutyLead(from))) ? 'returned' : 'refused';
    }
    return (await this.handOver(leg, to, row.person)) ? 'offered' : 'refused';
  }

  private handOver(leg: Leg, to: string, person: string | null): Promise<boolean> {
    const { names, stage, row } = this;
    const command = {
      legId: leg.id,
      toDepartmentId: names.department(to),
      toPersonId: person === null ? null : names.member(person, to),
      legName: null,
      // What was declined once is offered again in other words (H6).
      package: { 'line of the log': String(row.line) },
      note: NOTE,
      waiver: null,
      holdUntil: null,
    };
    return stage.does('hand-over-leg', handOverLeg, command, leg.holderId!);
  }

  /** Anything a team does with a case: the first time it accepts it, then whoever the log names goes on with it. */
  private async work(): Promise<void> {
    const { row, stage } = this;
    // A row without a team may be anybody's: it takes up nothing.
    if (row.team !== null) await this.accept();
    const leg = this.leg;
    if (leg === undefined) return;
    await this.passOn(leg);
    if (row.meaning === 'active' && leg.status === 'waiting')
      await stage.does('resume-leg', resumeLeg, { legId: leg.id, reason: null }, this.leg!.holderId!);
    else if (this.leg!.lastProgressAt !== stage.at)
      await stage.does(
        'progress-leg',
        progressLeg,
        { legId: leg.id, kind: 'recorded-elsewhere', note: '', ticked: [], etaAt: null },
        this.leg!.holderId!,
      );
  }

  private async accept(): Promise<void> {
    const offer = this.offer;
    if (offer) await this.stage.does('accept-handoff', acceptHandoff, { handoffId: offer.id }, this.answererOf(offer));
  }

  /** Who is asked says yes: the person, else whoever of the pool the log names, else the lead or oversight (H7). */
  private answererOf({ level, toPersonId, toDepartmentId }: Handoff): string {
    const { names, row, team } = this;
    if (level === 'oversight') return names.dutyLead(names.oversight);
    if (level === 'person') return toPersonId!;
    const isNamed = level === 'pool' && row.person !== null && toDepartmentId === names.department(team);
    return isNamed && row.team === team ? names.member(row.person, team) : names.dutyLead(team);
  }

  private async passOn(leg: Leg): Promise<void> {
    const { row, names, stage } = this;
    if (row.person === null || row.team === null || leg.departmentId !== names.department(row.team)) return;
    const toPersonId = names.member(row.person, row.team);
    if (leg.holderId !== toPersonId)
      await stage.does('pass-on-leg', passOnLeg, { legId: leg.id, toPersonId, note: NOTE }, names.dutyLead(row.team));
  }

  private async pause(reason: Waiting): Promise<void> {
    const leg = this.leg;
    if (leg === undefined || leg.pauses.some((pause) => pause.reason === reason)) return;
    const { stage, row } = this;
    const { holderId } = leg;
    if (leg.pauses.length > 0) await stage.does('resume-leg', resumeLeg, { legId: leg.id, reason: null }, holderId!);
    const pause = { legId: leg.id, reason, waitingFor: row.state, resumesAt: null };
    await stage.does('pause-leg', pauseLeg, pause, holderId!);
  }

  /** The team finishes, the owner tells the customer; closing waits for nothing more. */
  private async end(meaning: 'resolved' | 'closed'): Promise<void> {
    const { stage } = this;
    if (stage.state.status === 'open') {
      await this.accept();
      for (const { id } of stage.state.legs.filter(({ status }) => status === 'planned'))
        await stage.does('skip-leg', skipLeg, { legId: id, reason: NOTE }, this.owner);
      const leg = this.leg;
      if (leg) await stage.does('finish-leg', finishLeg, { legId: leg.id, note: '', waiver: null }, leg.holderId!);
      const claim = { closureCode: 'done', message: NOTE, causeCode: 'not recorded', override: null };
      await stage.does('resolve-case', resolveCase, claim, this.owner);
    }
    if (meaning === 'closed' && stage.state.status === 'resolved')
      await stage.does('close-case', closeCase, { note: '', override: null }, this.owner);
  }

  private get owner(): string {
    return this.stage.state.ownerId;
  }

  private get leg(): Leg | undefined {
    return this.stage.state.legs.find(isBeingWorked);
  }

  private get offer(): Handoff | undefined {
    return this.stage.state.handoffs.find(({ status }) => status === 'offered');
  }

  private cameFrom(leg: Leg): string | undefined {
    const came = this.stage.state.handoffs.findLast(
      ({ toLegId, status, isReturn }) => toLegId === leg.id && status === 'accepted' && !isReturn,
    );
    return came?.fromDepartmentId;
  }

  /** What Baton did until now, it did before the log's next row. */
  private endWindow(): void {
    const toVersion = this.stage.state.version;
    for (const { handoff, move, version } of this.moves.splice(0))
      this.played.push({ ...handoff, move, fromVersion: version, toVersion });
  }
}

const NOTE = 'As the log says';

const isGoingOn = (meaning: StateMeaning) => meaning === 'active' || meaning.startsWith('waiting-');
