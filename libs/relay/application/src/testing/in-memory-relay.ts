import { type Case, type CaseChange, type CaseEvent, type Company, type Timer, timersOf } from '@baton/domain';
import type { Decision, TimeSource } from '@baton/kernel';

import type {
  CaseRef,
  CommandOptions,
  CommandOutcome,
  Decide,
  DueCase,
  FirstAnswer,
  IdempotencyKey,
  Moment,
  RelayUnitOfWork,
  StoredResponse,
  WakeReport,
} from '../relay-unit-of-work.js';

/** A relay without a database: the same promises as the real one, for specs of use cases. What throws leaves no trace. */
export class InMemoryRelay implements RelayUnitOfWork {
  readonly cases = new Map<string, Case>();
  readonly events: CaseEvent[] = [];
  private readonly timers: MemoryTimer[] = [];
  private readonly answers = new Map<string, { readonly requestHash: string; readonly response: StoredResponse }>();
  private lastNumber = 1000;

  constructor(
    private readonly time: TimeSource,
    /** Replace it as the company changes. */
    public company: Company,
  ) {}

  open(
    decide: (caseId: string, number: number, moment: Moment) => Decision<CaseChange, string>,
    options: CommandOptions,
  ): Promise<CommandOutcome> {
    const number = ++this.lastNumber;
    const caseId = `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;
    return this.command(null, (moment) => decide(caseId, number, moment), options);
  }

  async change(ref: CaseRef, decide: Decide, options: CommandOptions): Promise<CommandOutcome> {
    const state = this.find(ref);
    if (!state) return { outcome: 'not-found' };
    return this.command(state, (moment) => decide(state, moment), options);
  }

  wakeDue(limit: number, wake: (due: DueCase, moment: Moment) => CaseChange | null): Promise<WakeReport> {
    const moment = this.moment();
    const due = this.live().filter(({ wakeAt }) => wakeAt <= moment.at);
    const caseIds = [...new Set(due.toSorted((a, b) => a.wakeAt - b.wakeAt).map(({ caseId }) => caseId))];
    const failed: { caseId: string; error: Error }[] = [];
    let timersFired = 0;
    for (const caseId of caseIds.slice(0, limit)) {
      const state = this.cases.get(caseId)!;
      const timers = due.filter((timer) => timer.caseId === caseId);
      try {
        const change = wake({ state, timers: timers.map(withoutRow) }, moment);
        for (const timer of timers) timer.state = 'fired';
        this.save(change ?? { before: state, after: state, events: [] });
        timersFired += timers.length;
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        failed.push({ caseId, error });
        for (const timer of timers) timer.wakeAt = moment.at + 2_000 * 2 ** timer.failures++;
      }
    }
    const woken = Math.min(caseIds.length, limit) - failed.length;
    return Promise.resolve({ woken, timersFired, failed, mayBeMore: caseIds.length > limit });
  }

  /** The moments at which the worker will look at a case. */
  timersFor(caseId: string): readonly Timer[] {
    return this.live()
      .filter((timer) => timer.caseId === caseId)
      .map(withoutRow);
  }

  private async command(
    before: Case | null,
    decide: (moment: Moment) => Decision<CaseChange, string>,
    { expectedVersion, idempotency }: CommandOptions,
  ): Promise<CommandOutcome> {
    const earlier = idempotency && this.answers.get(nameOf(idempotency));
    if (earlier)
      return earlier.requestHash === idempotency.requestHash
        ? { outcome: 'replayed', response: earlier.response }
        : { outcome: 'key-reused' };
    if (before && expectedVersion !== undefined && expectedVersion !== before.version)
      return { outcome: 'stale', version: before.version };

    const decision = decide(this.moment());
    const answer: FirstAnswer =
      decision.outcome === 'refused'
        ? { ...decision, version: before?.version ?? null }
        : { outcome: 'done', state: decision.value.after, events: decision.value.events };
    const response = idempotency?.respond(answer);
    if (decision.outcome === 'accepted') this.save(decision.value);
    if (idempotency && response)
      this.answers.set(nameOf(idempotency), { requestHash: idempotency.requestHash, response });
    return answer;
  }

  private save({ after, events }: CaseChange): void {
    const wanted = timersOf(after, this.company);
    this.cases.set(after.id, after);
    this.events.push(...events);
    const known = this.timers.filter(({ caseId }) => caseId === after.id);
    for (const timer of known) {
      if (timer.state !== 'fired') timer.state = wanted.some((one) => isSame(one, timer)) ? 'live' : 'cancelled';
    }
    for (const timer of wanted) {
      if (!known.some((one) => isSame(one, timer)))
        this.timers.push({ ...timer, caseId: after.id, wakeAt: timer.fireAt, failures: 0, state: 'live' });
    }
  }

  private live(): readonly MemoryTimer[] {
    return this.timers.filter(({ state }) => state === 'live');
  }

  private moment(): Moment {
    return { at: this.time.now(), company: this.company };
  }

  private find({ kind, id }: CaseRef): Case | undefined {
    if (kind === 'case') return this.cases.get(id);
    const list = listOf[kind];
    return [...this.cases.values()].find((state) => state[list].some((thing) => thing.id === id));
  }
}

interface MemoryTimer extends Timer {
  readonly caseId: string;
  wakeAt: number;
  failures: number;
  state: 'live' | 'fired' | 'cancelled';
}

const listOf = {
  leg: 'legs',
  handoff: 'handoffs',
  promise: 'promises',
  question: 'questions',
  disruption: 'disruptions',
  escalation: 'escalations',
  chase: 'chases',
} as const;

const nameOf = ({ principal, route, key }: IdempotencyKey) => JSON.stringify([principal, route, key]);

const isSame = (a: Timer, b: Timer) => a.subject.id === b.subject.id && a.kind === b.kind && a.fireAt === b.fireAt;

const withoutRow = ({ subject, kind, fireAt }: Timer): Timer => ({ subject, kind, fireAt });
