import { backlogGauges, poolGauges } from '@baton/persistence';
import type { Metrics } from '@baton/server';

import type { RelayWorker } from './relay-worker.js';

/** The figures that tell whether chasing is on time (W2). */
export function registerWorkerMetrics(metrics: Metrics, worker: RelayWorker): void {
  for (const { name, help, read } of [...backlogGauges(worker.dataSource), ...poolGauges(worker.dataSource)])
    metrics.gauge(name, help, read);
  const skew = () => worker.guard.aheadSeconds;
  metrics.gauge('baton_clock_skew_seconds', 'Seconds by which this clock is ahead of the database', skew);
  metrics.gauge('baton_queue_waiting', 'Jobs waiting in the queue', async () => (await worker.queue.depth()).waiting);
  metrics.gauge('baton_queue_active', 'Jobs being carried out', async () => (await worker.queue.depth()).active);
}
