import type { CaseRef, CommandOutcome, Decide, Moment, RelayUnitOfWork, Wake, WakeReport } from '@baton/application';
import { type Case, type CaseChange, type CaseEvent, type Company, timersOf } from '@baton/domain';
import type { Decision, Instant, TimeSource } from '@baton/kernel';

import { diffTimers, type TimerWrite } from '../timer/diff-timers.js';
import type { CaseWrite } from './save-cases.js';

/**
 * A new case's whole life in one unit of work: decided step by step at instants that the clock given to it says, with timers
 * kept as in the table, and written in one go at the end. For replays, where a year passes in minutes, nobody else is at
 * work and nobody is told; clients with keys and versions have no place in it.
 */
export class CaseSitting implements RelayUnitOfWork {
  private current: Case | null = null;
  private readonly happened: CaseEvent[] = [];
  private readonly timers = new Map<string, TimerWrite>();

  constructor(
    private readonly time: TimeSource,
    private readonly company: Company,
    private readonly newCase: { readonly id: string; readonly number: number },
  ) {}

  get state(): Case {
    if (this.current === null) throw new Error('The case of this sitting has not been opened');
    return this.current;
  }

  get events(): readonly CaseEvent[] {
    return this.happened;
  }

  /** When the worker has to look next; null when nothing waits for it. */
  get nextWakeAt(): Instant | null {
    const waiting = this.live();
    return waiting.length === 0 ? null : Math.min(...waiting.map(({ wakeAt }) => wakeAt));
  }

  /** All of it, for the writer. */
  toWrite(): CaseWrite {
    const change = { before: null, after: this.state, events: this.happened };
    return { change, chainHash: null, timers: [...this.timers.values()], correlationId: null, isSilent: true };
  }

  open(
    decide: (caseId: string, number: number, moment: Moment) => Decision<CaseChange, string>,
  ): Promise<CommandOutcome> {
    return Promise.resolve(this.outcome(decide(this.newCase.id, this.newCase.number, this.moment())));
  }

  change(ref: CaseRef, decide: Decide): Promise<CommandOutcome> {
    if (ref.id !== this.state.id) return Promise.resolve({ outcome: 'not-found' });
    return Promise.resolve(this.outcome(decide(this.state, this.moment())));
  }

  wakeDue(_limit: number, wake: Wake): Promise<WakeReport> {
    const moment = this.moment();
    const due = this.live().filter(({ wakeAt }) => wakeAt <= moment.at);
    if (due.length === 0) return Promise.resolve({ woken: 0, timersFired: 0, failed: [], mayBeMore: false });
    const change = wake({ state: this.state, timers: due }, moment);
    this.keep(change ?? { before: this.state, after: this.state, events: [] }, due);
    return Promise.resolve({ woken: 1, timersFired: due.length, failed: [], mayBeMore: false });
  }

  private outcome(decision: Decision<CaseChange, string>): CommandOutcome {
    if (decision.outcome === 'refused') return { ...decision, version: this.current?.version ?? null };
    this.keep(decision.value, []);
    return { outcome: 'done', state: decision.value.after, events: decision.value.events };
  }

  private keep({ after, events }: CaseChange, fired: readonly TimerWrite[]): void {
    const { at } = this.moment();
    const wanted = timersOf(after, this.company);
    for (const row of diffTimers(after.id, this.live(), fired, wanted, after.version, at)) {
      const key = `${row.subject.id}/${row.kind}/${row.fireAt}`;
      // What has fired stays fired, whoever wants it again (W1).
      if (!this.timers.get(key)?.firedAt) this.timers.set(key, row);
    }
    this.current = after;
    this.happened.push(...events);
  }

  private live(): readonly TimerWrite[] {
    return [...this.timers.values()].filter(({ firedAt, cancelledAt }) => firedAt === null && cancelledAt === null);
  }

  private moment(): Moment {
    return { at: this.time.now(), company: this.company };
  }
}
