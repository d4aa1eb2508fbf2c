import { HearCustomerUseCase, RunCommandUseCase } from '@baton/application';
import type { TimeSource } from '@baton/kernel';
import { Access, backlogGauges, CompanyDirectory, createDataSource, PostgresRelayUnitOfWork } from '@baton/persistence';
import {
  ClockGuard,
  createLogger,
  type LiveBus,
  type Logger,
  Metrics,
  openLiveBus,
  ServerUnavailable,
} from '@baton/server';
import { DataSource } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { ServiceConfig } from './config.js';

export const LOGGER = Symbol('logger');
export const LIVE_BUS = Symbol('live bus');

/** What the service is built on: connected before anything is constructed on top of it. */
export interface Infrastructure {
  readonly config: ServiceConfig;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly dataSource: DataSource;
  readonly directory: CompanyDirectory;
  readonly access: Access;
  readonly commands: RunCommandUseCase;
  readonly customer: HearCustomerUseCase;
  readonly liveBus: LiveBus;
  readonly clockGuard: ClockGuard;
  close(): Promise<void>;
}

/** Connects to everything, or fails with a message that says what cannot be reached. */
export async function connect(
  config: ServiceConfig,
  { logger = createLogger({ name: 'case-service', level: config.LOG_LEVEL }), time }: Partial<Given> = {},
): Promise<Infrastructure> {
  const dataSource = createDataSource({
    url: config.DATABASE_URL,
    ...(config.DATABASE_READ_URL && { readUrl: config.DATABASE_READ_URL }),
    poolSize: config.DATABASE_POOL,
    applicationName: 'baton case-service',
    onConnectionError: (err) => logger.warn({ err }, 'database connection lost'),
  });
  await dataSource.initialize().catch((error: unknown) => {
    throw new ServerUnavailable('PostgreSQL', config.DATABASE_URL, 'DATABASE_URL', error);
  });
  const liveBus = await openLiveBus({
    databaseUrl: config.DATABASE_URL,
    redisUrl: config.REDIS_URL,
    cluster: config.REDIS_CLUSTER,
    prefix: config.QUEUE_PREFIX,
    logger,
  }).catch(async (error: unknown) => {
    await dataSource.destroy();
    throw error;
  });
  const metrics = new Metrics('case-service', logger);
  const events = metrics.counter('baton_case_events_total', 'Events of cases written by this process', ['type']);
  for (const { name, help, read } of backlogGauges(dataSource)) metrics.gauge(name, help, read);
  const directory = new CompanyDirectory(dataSource);
  const unitOfWork = new PostgresRelayUnitOfWork({
    dataSource,
    directory,
    ...(time && { time }),
    onCommitted: (changes) => {
      for (const type of changes.flatMap(({ kinds }) => kinds)) events.inc({ type });
      void liveBus.publish(changes).catch((err) => logger.warn({ err }, 'a live message was not sent'));
    },
  });
  const clockGuard = new ClockGuard({ query: (sql) => dataSource.query(sql), logger });
  return {
    config,
    logger,
    metrics,
    dataSource,
    directory,
    access: new Access(dataSource),
    commands: new RunCommandUseCase(unitOfWork, uuidv7),
    customer: new HearCustomerUseCase(unitOfWork, uuidv7),
    liveBus,
    clockGuard,
    async close() {
      clockGuard.stop();
      await liveBus.close();
      await dataSource.destroy();
    },
  };
}

/** What tests bring along. */
interface Given {
  readonly logger: Logger;
  readonly time: TimeSource;
}
