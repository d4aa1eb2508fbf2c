import { type DynamicModule, Module } from '@nestjs/common';
import { Metrics } from '@baton/server';

import { HealthController } from './health.controller.js';
import { RelayWorker } from './relay-worker.js';

/** The worker's own small HTTP side: health and metrics. The work itself is in RelayWorker and needs no request. */
@Module({})
export class WorkerModule {
  static for(worker: RelayWorker, metrics: Metrics): DynamicModule {
    return {
      module: WorkerModule,
      controllers: [HealthController],
      providers: [
        { provide: RelayWorker, useValue: worker },
        { provide: Metrics, useValue: metrics },
      ],
    };
  }
}
