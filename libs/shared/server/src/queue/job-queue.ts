/** One wake-up: the id of something in the database that is due. No personal data, since queues are read by many. */
export interface QueuedJob {
  /** Such as `obx-<uuid>-<n>`: no colon, not all digits. A job whose id is already in the queue is not added again. */
  readonly id: string;
  readonly name: string;
  readonly data: JobData;
}

export type JobData = { readonly [key: string]: string | number | boolean | null };

/**
 * Does a job. It must be safe to do twice, and stop when the signal says so: the time is up (20 s) or the process ends.
 * An error is logged and ends the job; whether to try again is for the database to say, never for the queue.
 */
export type JobHandler = (job: QueuedJob, signal: AbortSignal) => Promise<void>;

export interface QueueDepth {
  readonly waiting: number;
  readonly active: number;
  /** Ended with an error within the last seven days. */
  readonly failed: number;
}

/** Carries wake-ups to whichever worker is free. It may lose all of them at any time: the truth is in the database. */
export interface JobQueue {
  /** Rejects after 5 s at the latest; whether the jobs were added is then unknown, and adding them again is safe. */
  add(jobs: readonly QueuedJob[]): Promise<void>;
  /** Begins to take jobs. Rejects when the backend cannot be reached; once begun, it outlives every outage. */
  consume(handler: JobHandler, options: { readonly concurrency: number }): Promise<void>;
  depth(): Promise<QueueDepth>;
  /** Takes no more jobs, waits a while for those under way, and lets go of every connection. */
  close(): Promise<void>;
}
