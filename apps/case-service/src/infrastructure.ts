import { HearCustomerUseCase, RunCommandUseCase, tallies } from '@baton/application';
import type { TimeSource } from '@baton/kernel';
import {
  Access,
  backlogGauges,
  CompanyDirectory,
  createDataSource,
  poolGauges,
  PostgresRelayUnitOfWork,
  RememberedCases,
  replicaOf,
  traceEffects,
} from '@baton/persistence';
import {
  ClockGuard,
  createLogger,
  type LiveBus,
  type Logger,
  Metrics,
  openLiveBus,
  ServerUnavailable,
  trace,
} from '@baton/server';
import { DataSource } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { followCommands } from './case/follow-commands.js';
import type { ServiceConfig } from './config.js';

/** Statements end after 15 s by themselves; whoever hears nothing for longer is talking to nobody. */
const LONGER_THAN_ANY_STATEMENT = 18_000;

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
  readonly remembered: RememberedCases;
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
  const metrics = new Metrics('case-service', logger);
  const reads = metrics.counter('baton_screen_reads_total', 'Reads that a replica may answer, and who did', ['from']);
  const dataSource = createDataSource({
    url: config.DATABASE_URL,
    ...(config.DATABASE_READ_URL && { readUrl: config.DATABASE_READ_URL }),
    poolSize: config.DATABASE_POOL,
    answersWithin: LONGER_THAN_ANY_STATEMENT,
    applicationName: 'baton case-service',
    onConnectionError: (err) => logger.warn({ err }, 'database connection lost'),
    replica: {
      onLost: (err) => logger.warn({ err }, 'the replica is not read until it keeps up again'),
      onFollows: () => logger.info('the replica keeps up and is read'),
      onRead: (from) => reads.inc({ from }),
    },
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
  const count = metrics.tallies(tallies);
  for (const { name, help, read } of [...backlogGauges(dataSource), ...poolGauges(dataSource)])
    metrics.gauge(name, help, read);
  traceEffects(trace.traceparent);
  const replica = replicaOf(dataSource);
  if (replica) {
    metrics.gauge('baton_replica_read', 'Whether screens are read from the replica', () => Number(replica.keepsUp));
    metrics.gauge('baton_replica_behind_bytes', 'What the replica had still to replay', () => replica.bytesBehind);
  }
  const directory = new CompanyDirectory(dataSource);
  const remembered = new RememberedCases();
  const unitOfWork = new PostgresRelayUnitOfWork({
    dataSource,
    directory,
    remembered,
    ...(time && { time }),
    onCommitted: (changes, events) => {
      count(events);
      void liveBus.publish(changes).catch((err) => logger.warn({ err }, 'a live message was not sent'));
    },
  });
  const clockGuard = new ClockGuard({ query: (sql) => dataSource.query(sql), logger });
  metrics.gauge(
    'baton_clock_skew_seconds',
    'Seconds by which this clock is ahead of the database',
    () => clockGuard.aheadSeconds,
  );
  const follow = followCommands(metrics);
  return {
    config,
    logger,
    metrics,
    dataSource,
    directory,
    access: new Access(dataSource),
    remembered,
    commands: new RunCommandUseCase(unitOfWork, uuidv7, follow),
    customer: new HearCustomerUseCase(unitOfWork, uuidv7, follow),
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
