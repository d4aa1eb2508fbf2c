import 'reflect-metadata';
import { MINUTE } from '@baton/kernel';
import { DataSource, type DataSourceOptions } from 'typeorm';

import { migrations } from '../migrations/index.js';
import { entities } from './entities.js';
import { Replica, type ReplicaOptions } from './replica.js';
import { SnakeCaseNaming } from './snake-case-naming.js';
import { poolOf } from './transaction.js';

export interface DatabaseSettings {
  /** `postgres://user:password@host:port/database` of the server that takes writes. */
  readonly url: string;
  /** A replica for the read models; without one they read where commands write. */
  readonly readUrl?: string;
  /** Connections of this process; a command holds one for its four round trips. */
  readonly poolSize?: number;
  /** Gives up on an answer after so many milliseconds: a line can be dead without anybody being told (F8). */
  readonly answersWithin?: number;
  /** What the server's activity views call this process. */
  readonly applicationName?: string;
  /** The names of those to run; without it all of them. For a schema of then. */
  readonly migrations?: readonly string[];
  /** Hears of an idle connection that broke; the pool has replaced it already. */
  readonly onConnectionError?: (error: Error) => void;
  /** Hear when the replica is no longer read, and when it is again. */
  readonly replica?: ReplicaOptions;
}

/** The way into the database, with time limits on everything that could hang. Initialize it before use. */
export function createDataSource(settings: DatabaseSettings): DataSource {
  const {
    url,
    readUrl,
    poolSize = 10,
    applicationName = 'baton',
    answersWithin,
    migrations: names,
    onConnectionError,
  } = settings;
  const limits = { ...LIMITS, ...(answersWithin !== undefined && { query_timeout: answersWithin }) };
  const replica =
    readUrl === undefined
      ? null
      : new Replica(
          {
            primaryUrl: url,
            readUrl,
            max: poolSize,
            application_name: applicationName,
            ...limits,
            connectionTimeoutMillis: 5_000,
          },
          settings.replica,
        );
  return new RelayDataSource(
    {
      type: 'postgres',
      url,
      entities,
      migrations: names === undefined ? migrations : migrations.filter(({ name }) => names.includes(name)),
      namingStrategy: new SnakeCaseNaming(),
      migrationsTableName: 'schema_migration',
      migrationsTransactionMode: 'each',
      installExtensions: false,
      synchronize: false,
      logging: ['warn'],
      poolSize,
      applicationName,
      connectTimeoutMS: 5_000,
      ...(onConnectionError && { poolErrorHandler: onConnectionError }),
      extra: limits,
    },
    replica,
  );
}

const LIMITS = {
  statement_timeout: 15_000,
  lock_timeout: 2_000,
  idle_in_transaction_session_timeout: 30_000,
  keepAlive: true,
  // A connection that was used knows the catalogue and has its plans; whoever comes first to a new one waits some 20 ms for both.
  idleTimeoutMillis: 10 * MINUTE,
  // TIME ZONE matters to no result: instants cross as milliseconds. UTC keeps logs and casts readable.
  // A request is answered by one core: to start workers takes longer than a screen should, and others wait for that core.
  // Nor is any so long that compiling it were worth it. What an index says of a begun word is kept in full.
  options: '-c timezone=UTC -c max_parallel_workers_per_gather=0 -c jit=off -c work_mem=16MB',
};

/** The replica that screens may be read from, where there is one. */
export const replicaOf = (dataSource: DataSource): Replica | null =>
  dataSource instanceof RelayDataSource ? dataSource.replica : null;

/** A data source that knows the replica of its server. */
class RelayDataSource extends DataSource {
  constructor(
    options: DataSourceOptions,
    readonly replica: Replica | null,
  ) {
    super(options);
  }

  override async initialize(): Promise<this> {
    await super.initialize();
    // A connection that is ended the moment it is made says so before whoever asked for it listens, and an 'error' that nobody
    // hears ends the process. Whoever uses it is told by their first query.
    poolOf(this).on('connect', (client) => client.on('error', () => undefined));
    await this.replica?.watch();
    return this;
  }

  override async destroy(): Promise<void> {
    await this.replica?.close();
    await super.destroy();
  }
}
