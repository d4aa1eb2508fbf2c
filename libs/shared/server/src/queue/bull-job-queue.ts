import { DAY, SECOND } from '@baton/kernel';
import type { Job } from 'bullmq';
import { TimeLimitPassed, withTimeLimit } from '../connection/time-limit.js';
import type { Logger } from '../log/create-logger.js';
import type { BullBackend, BullWorker } from './bull-backend.js';
import type { JobData, JobHandler, JobQueue, QueuedJob, QueueDepth } from './job-queue.js';

const ANSWER_LIMIT = 5 * SECOND;
/** How long a job may take before it is told to stop: always, and once the process is ending. */
const JOB_LIMIT = 20 * SECOND;
const JOB_LIMIT_ON_CLOSE = 4 * SECOND;
/** How long a job that was told to stop is waited for. */
const STOP_LIMIT = 2 * SECOND;

/** A {@link JobQueue} carried by BullMQ, set up so that it behaves alike on every backend. */
export class BullJobQueue implements JobQueue {
  private readonly begun = new Set<Promise<unknown>>();
  private readonly workers: BullWorker[] = [];
  private readonly underWay = new Set<AbortController>();
  private closed?: Promise<void>;

  private constructor(
    private readonly backend: BullBackend,
    private readonly logger: Logger,
  ) {
    backend.queue.on('error', (err) => logger.warn({ err }, 'queue connection failed'));
  }

  /** Rejects when the backend is not ready; it would never become so later. */
  static async open(backend: BullBackend, logger: Logger): Promise<BullJobQueue> {
    const queue = new BullJobQueue(backend, logger);
    try {
      await withTimeLimit(backend.queue.waitUntilReady(), ANSWER_LIMIT, 'opening the queue');
      return queue;
    } catch (error) {
      await queue.close();
      throw error;
    }
  }

  async add(jobs: readonly QueuedJob[]): Promise<void> {
    // After close() BullMQ would never settle an add on PostgreSQL.
    if (this.closed) throw new Error('The queue is closed.');
    if (jobs.length === 0) return;
    for (const { id } of jobs) if (!validId.test(id)) throw new Error(`"${id}" cannot be the id of a job.`);
    const added = this.backend.queue.addBulk(
      jobs.map(({ id, name, data }) => ({ name, data, opts: { ...jobOptions, jobId: id } })),
    );
    await this.whileOpen(withTimeLimit(added, ANSWER_LIMIT, `adding ${jobs.length} jobs to the queue`));
  }

  async consume(handler: JobHandler, { concurrency }: { readonly concurrency: number }): Promise<void> {
    if (this.closed) throw new Error('The queue is closed.');
    await this.whileOpen(this.openWorker(handler, concurrency));
  }

  async depth(): Promise<QueueDepth> {
    const counts = this.backend.queue.getJobCounts('waiting', 'active', 'failed');
    const { waiting = 0, active = 0, failed = 0 } = await withTimeLimit(counts, ANSWER_LIMIT, 'counting jobs');
    return { waiting, active, failed };
  }

  close(): Promise<void> {
    this.closed ??= this.closeInOrder();
    return this.closed;
  }

  private async openWorker(handler: JobHandler, concurrency: number): Promise<void> {
    const worker = await this.backend.openWorker((job) => this.handle(job, handler), { ...workerOptions, concurrency });
    worker.on('error', (err) => this.logger.warn({ err }, 'queue worker had an error'));
    worker.on('stalled', (jobId) => this.logger.warn({ jobId }, 'job lost its worker, another takes it'));
    try {
      await withTimeLimit(worker.waitUntilReady(), ANSWER_LIMIT, 'starting a queue worker');
    } catch (error) {
      await this.step('closing a worker that did not start', worker.close(true), SECOND);
      throw error;
    }
    this.workers.push(worker);
  }

  /** First what was begun before: it could hang on a closed queue. Then the jobs under way. */
  private async closeInOrder(): Promise<void> {
    await Promise.allSettled(this.begun);
    const hurry = setTimeout(() => this.stopJobs(), JOB_LIMIT_ON_CLOSE);
    const workersClosed = Promise.all(this.workers.map((worker) => worker.close()));
    await this.step('closing workers', workersClosed, JOB_LIMIT_ON_CLOSE + STOP_LIMIT + SECOND);
    clearTimeout(hurry);
    await this.step('closing the queue', this.backend.queue.close(), SECOND);
    await this.step('disconnecting', this.backend.disconnect(), SECOND);
  }

  private async step(what: string, done: Promise<unknown>, limit: number): Promise<void> {
    try {
      await withTimeLimit(done, limit, what);
    } catch (err) {
      this.logger.warn({ err }, 'queue did not close cleanly; the reconciliation sweep finds its jobs again');
    }
  }

  private stopJobs(): void {
    for (const job of this.underWay) job.abort(new Error('The process is ending.'));
  }

  private async handle(job: Job, handler: JobHandler): Promise<void> {
    const id = job.id!;
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(new TimeLimitPassed(`job ${id}`, JOB_LIMIT)), JOB_LIMIT);
    this.underWay.add(stop);
    try {
      await orGivenUp(handler({ id, name: job.name, data: job.data as JobData }, stop.signal), stop.signal);
    } catch (err) {
      this.logger.error({ err, jobId: id, jobName: job.name }, 'job failed');
      throw err;
    } finally {
      clearTimeout(timer);
      this.underWay.delete(stop);
    }
  }

  private async whileOpen<T>(work: Promise<T>): Promise<T> {
    this.begun.add(work);
    try {
      return await work;
    } finally {
      this.begun.delete(work);
    }
  }
}

/** The work; or, when it does not heed its signal, a rejection a little later: it may not keep its place for ever. */
async function orGivenUp(work: Promise<void>, signal: AbortSignal): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const givenUp = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => (timer = setTimeout(() => reject(signal.reason), STOP_LIMIT)));
  });
  try {
    await Promise.race([work, givenUp]);
  } finally {
    clearTimeout(timer);
  }
}

/** What both backends take: PostgreSQL and Redis differ in the ids they refuse, and neither refuses an empty one. */
const validId = /^(?!\d+$)[\w-]+$/;

const jobOptions = { attempts: 1, removeOnComplete: true, removeOnFail: { age: (7 * DAY) / SECOND } };

const workerOptions = {
  lockDuration: 30 * SECOND,
  stalledInterval: 15 * SECOND,
  maxStalledCount: 1_000_000,
  runRetryDelay: 1 * SECOND,
  drainDelay: 5,
};
