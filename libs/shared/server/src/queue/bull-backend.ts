import type { EventEmitter } from 'node:events';
import type { Processor, Queue, Worker, WorkerOptions } from 'bullmq';

/** BullMQ on one kind of server. Both kinds behave alike from here on. */
export interface BullBackend {
  readonly queue: Pick<Queue, 'addBulk' | 'getJobCounts' | 'waitUntilReady' | 'close'> & EventEmitter;
  /** Wait until it is ready before relying on it: one made while the server is away may never notice its return. */
  openWorker(processor: Processor, options: Omit<WorkerOptions, 'connection' | 'prefix'>): Promise<BullWorker>;
  /** Lets go of the connections, after queue and workers are closed. */
  disconnect(): Promise<void>;
}

export type BullWorker = Pick<Worker, 'waitUntilReady' | 'close'> & EventEmitter;
