import { type Backlog, readBacklog } from '@baton/persistence';
import type { Metrics } from '@baton/server';

import type { RelayWorker } from './relay-worker.js';

/** The figures that tell whether chasing is on time (W2). */
export function registerWorkerMetrics(metrics: Metrics, worker: RelayWorker): void {
  const backlog = (figure: keyof Backlog) => async () => (await readBacklog(worker.dataSource))[figure];
  metrics.gauge(
    'baton_timer_oldest_due_seconds',
    'Age of the oldest due timer that has not fired',
    backlog('timerLagSeconds'),
  );
  metrics.gauge('baton_timers_due', 'Timers that are due', backlog('timersDue'));
  metrics.gauge(
    'baton_outbox_oldest_due_seconds',
    'Age of the oldest due effect nobody works on',
    backlog('outboxLagSeconds'),
  );
  metrics.gauge('baton_outbox_pending', 'Effects not done yet', backlog('outboxPending'));
  metrics.gauge('baton_outbox_parked', 'Effects set aside for a person to look at', backlog('outboxParked'));
  metrics.gauge('baton_queue_waiting', 'Jobs waiting in the queue', async () => (await worker.queue.depth()).waiting);
  metrics.gauge('baton_queue_active', 'Jobs being carried out', async () => (await worker.queue.depth()).active);
}
