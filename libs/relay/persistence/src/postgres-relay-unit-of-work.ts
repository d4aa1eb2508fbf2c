import type {
  CaseRef,
  CommandOptions,
  CommandOutcome,
  Decide,
  FirstAnswer,
  IdempotencyKey,
  Moment,
  RelayUnitOfWork,
  Wake,
  WakeReport,
} from '@baton/application';
import { type CaseChange, type CaseEvent, type Timer, timersOf } from '@baton/domain';
import type { Decision, Instant, TimeSource } from '@baton/kernel';
import type { PoolClient } from 'pg';
import type { DataSource } from 'typeorm';

import { type CommittedChange, committedChange } from './case/committed-change.js';
import { isId, type LoadedCase } from './case/load-cases.js';
import { CaseReader, type Claim, type StoredAnswer, type Surroundings } from './case/case-reader.js';
import type { CaseSitting } from './case/case-sitting.js';
import type { RememberedCase, RememberedCases } from './case/remembered-cases.js';
import { CaseWriter, type CaseWrite } from './case/save-cases.js';
import type { CompanyDirectory } from './company/company-directory.js';
import { inTransaction } from './database/transaction.js';
import { diffTimers } from './timer/diff-timers.js';
import { postponeWake } from './timer/postpone-wake.js';

export interface UnitOfWorkOptions {
  readonly dataSource: DataSource;
  readonly directory: CompanyDirectory;
  /** Tests, import and simulation bring their own time; without one the database's clock decides (W3). */
  readonly time?: TimeSource;
  /** Cases that need not be read again while nobody changes them; for a process that answers requests. */
  readonly remembered?: RememberedCases;
  /** Told after the commit, for the live stream and the metrics. It must not throw. */
  readonly onCommitted?: (changes: readonly CommittedChange[], events: readonly CaseEvent[]) => void;
}

/**
 * A command on PostgreSQL is four statements: BEGIN · lock and read · write · COMMIT. Commands on one case wait for each
 * other at the case's row; nothing else is waited for.
 */
export class PostgresRelayUnitOfWork implements RelayUnitOfWork {
  private readonly cases: CaseReader;
  private readonly writer: CaseWriter;

  constructor(private readonly options: UnitOfWorkOptions) {
    this.cases = new CaseReader(options.dataSource, options.remembered);
    this.writer = new CaseWriter(options.dataSource);
  }

  open(
    decide: (caseId: string, number: number, moment: Moment) => Decision<CaseChange, string>,
    options: CommandOptions,
  ): Promise<CommandOutcome> {
    return this.command(options, async (client) => {
      const { caseId, number, ...surroundings } = await this.cases.next(client, this.now, options.idempotency);
      return { ...surroundings, loaded: null, decide: (moment) => decide(caseId, number, moment) };
    });
  }

  async change(ref: CaseRef, decide: Decide, options: CommandOptions): Promise<CommandOutcome> {
    if (!isId(ref.id)) return { outcome: 'not-found' };
    return this.command(options, async (client) => {
      const found = await this.cases.lock(client, ref, this.now, options.idempotency);
      return found && { ...found, decide: (moment) => decide(found.loaded.state, moment) };
    });
  }

  private async command(
    { idempotency, expectedVersion, correlationId }: CommandOptions,
    read: (client: PoolClient) => Promise<Undecided | null>,
  ): Promise<CommandOutcome> {
    const { outcome, committed, left } = await inTransaction(
      this.options.dataSource,
      async (client): Promise<Ended> => {
        const found = await read(client);
        if (!found) return nothingDone({ outcome: 'not-found' });
        if (found.answered && idempotency) return nothingDone(answerAgain(found.answered, idempotency));
        const version = found.loaded?.state.version ?? null;
        if (expectedVersion !== undefined && version !== null && version !== expectedVersion)
          return nothingDone({ outcome: 'stale', version });

        const moment = { at: found.at, company: await this.options.directory.asOf(found.revision, client) };
        const decision = found.decide(moment);
        const answer = answerTo(decision, version);
        const writes =
          decision.outcome === 'accepted' && decision.value.events.length > 0
            ? [write(decision.value, found.loaded, [], moment, correlationId ?? null)]
            : [];
        const claim = idempotency ? { key: idempotency, response: idempotency.respond(answer) } : null;
        const heads = writes.length > 0 || claim ? await this.writer.write(client, writes, claim) : [];
        return {
          outcome: answer,
          committed: writes.map(({ change }) => ({ change, at: moment.at })),
          left: writes.length > 0 ? { state: writes[0]!.change.after, chainHash: heads[0]! } : found.loaded,
        };
      },
    );
    if (left) this.options.remembered?.remember(left);
    this.tell(committed);
    return outcome;
  }

  async wakeDue(limit: number, wake: Wake): Promise<WakeReport> {
    let claim = nothingClaimed;
    try {
      return await this.wakeTogether(async (client) => {
        claim = await this.cases.lockDue(client, limit, this.now);
        return claim;
      }, wake);
    } catch (error) {
      if (claim.caseIds.length === 0) throw error;
      return this.wakeOneByOne(claim, wake);
    }
  }

  /** Writes cases that another system decided and that are not in the database yet: no timers, no effects (W6). */
  async appendImported(changes: readonly CaseChange[]): Promise<void> {
    const writes = changes.map((change) => ({ change, chainHash: null, timers: [], correlationId: null }));
    await inTransaction(this.options.dataSource, (client) => this.writer.write(client, writes, null));
  }

  /** Writes cases whose life was decided in a sitting of their own. */
  async appendPlayed(sittings: readonly CaseSitting[]): Promise<void> {
    const writes = sittings.map((sitting) => sitting.toWrite());
    await inTransaction(this.options.dataSource, (client) => this.writer.write(client, writes, null));
  }

  /** A batch in one transaction of five statements: BEGIN · lock · read · write · COMMIT. */
  private async wakeTogether(lock: (client: PoolClient) => Promise<Claim>, wake: Wake): Promise<WakeReport> {
    const { report, committed } = await inTransaction(this.options.dataSource, async (client) => {
      const { caseIds, mayBeMore } = await lock(client);
      const batch = new WakeBatch(mayBeMore);
      const found = caseIds.length === 0 ? [] : await this.cases.readDue(client, caseIds, this.now);
      if (found.length === 0) return batch;
      const company = await this.options.directory.asOf(Math.max(...found.map(({ revision }) => revision)), client);
      for (const { loaded, at } of found) batch.add(loaded, { at, company }, wake);
      await this.writer.write(client, batch.writes, null);
      await postponeWake(
        client,
        batch.report.failed.map(({ caseId }) => caseId),
        found[0]!.at,
      );
      return batch;
    });
    this.tell(committed);
    return report;
  }

  /** After the database refused a batch: whoever it was stands alone, and the others go on. */
  private async wakeOneByOne({ caseIds, mayBeMore }: Claim, wake: Wake): Promise<WakeReport> {
    const reports: WakeReport[] = [];
    for (const caseId of caseIds) {
      try {
        const lock = async (client: PoolClient) =>
          (await this.cases.lockFree(client, caseId)) ? { caseIds: [caseId], mayBeMore } : nothingClaimed;
        reports.push(await this.wakeTogether(lock, wake));
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        await inTransaction(this.options.dataSource, (client) => postponeWake(client, [caseId], this.now));
        reports.push({ woken: 0, timersFired: 0, failed: [{ caseId, error }], mayBeMore });
      }
    }
    return {
      woken: sum(reports.map(({ woken }) => woken)),
      timersFired: sum(reports.map(({ timersFired }) => timersFired)),
      failed: reports.flatMap(({ failed }) => failed),
      mayBeMore,
    };
  }

  private get now(): Instant | null {
    return this.options.time?.now() ?? null;
  }

  private tell(committed: readonly Committed[]): void {
    if (committed.length === 0) return;
    this.options.onCommitted?.(
      committed.map(({ change, at }) => committedChange(change, at)),
      committed.flatMap(({ change }) => change.events),
    );
  }
}

/** What was read for a command, and the question that is still open. */
interface Undecided extends Surroundings {
  readonly loaded: LoadedCase | null;
  readonly decide: (moment: Moment) => Decision<CaseChange, string>;
}

interface Committed {
  readonly change: CaseChange;
  readonly at: Instant;
}

interface Ended {
  readonly outcome: CommandOutcome;
  readonly committed: readonly Committed[];
  /** The case as it stands in the database after the commit; null when it was not looked at. */
  readonly left: RememberedCase | null;
}

const nothingClaimed: Claim = { caseIds: [], mayBeMore: false };

const nothingDone = (outcome: CommandOutcome): Ended => ({ outcome, committed: [], left: null });

/** H16: the same body hears the same answer, another body is a mistake of the client. */
const answerAgain = ({ requestHash, response }: StoredAnswer, key: IdempotencyKey): CommandOutcome =>
  requestHash === key.requestHash ? { outcome: 'replayed', response } : { outcome: 'key-reused' };

function answerTo(decision: Decision<CaseChange, string>, version: number | null): FirstAnswer {
  if (decision.outcome === 'refused') return { ...decision, version };
  return { outcome: 'done', state: decision.value.after, events: decision.value.events };
}

function write(
  change: CaseChange,
  loaded: LoadedCase | null,
  fired: readonly Timer[],
  { at, company }: Moment,
  correlationId: string | null,
): CaseWrite {
  const { after } = change;
  const timers = diffTimers(after.id, loaded?.timers ?? [], fired, timersOf(after, company), after.version, at);
  return { change, chainHash: loaded?.chainHash ?? null, timers, correlationId };
}

/** What comes of waking cases, gathered. */
class WakeBatch {
  readonly writes: CaseWrite[] = [];
  readonly committed: Committed[] = [];
  private readonly failed: { readonly caseId: string; readonly error: Error }[] = [];
  private timersFired = 0;

  constructor(private readonly mayBeMore: boolean) {}

  add(loaded: LoadedCase, moment: Moment, wake: Wake): void {
    const { state } = loaded;
    const due = loaded.timers.filter(({ wakeAt }) => wakeAt <= moment.at);
    try {
      const change = wake({ state, timers: due }, moment) ?? { before: state, after: state, events: [] };
      this.writes.push(write(change, loaded, due, moment, null));
      this.timersFired += due.length;
      if (change.events.length > 0) this.committed.push({ change, at: moment.at });
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      this.failed.push({ caseId: state.id, error });
    }
  }

  get report(): WakeReport {
    const { timersFired, failed, mayBeMore } = this;
    return { woken: this.writes.length, timersFired, failed, mayBeMore };
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
