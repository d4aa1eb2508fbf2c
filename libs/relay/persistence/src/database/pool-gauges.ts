import type { DataSource } from 'typeorm';

import { poolOf } from './transaction.js';

/** How busy this process's database connections are, for `/metrics`. */
export const poolGauges = (dataSource: DataSource) =>
  [
    {
      name: 'baton_database_pool_waiting',
      help: 'Whoever waits for a database connection of this process',
      // The pool lets everybody stand in line for a moment, even where a connection is free: as who reads these figures does.
      read: () => Math.max(0, poolOf(dataSource).waitingCount - poolOf(dataSource).idleCount),
    },
    {
      name: 'baton_database_pool_busy',
      help: 'Database connections of this process that are in use',
      read: () => poolOf(dataSource).totalCount - poolOf(dataSource).idleCount,
    },
    {
      name: 'baton_database_pool_size',
      help: 'Database connections that this process may have',
      read: () => poolOf(dataSource).options.max ?? 0,
    },
  ] as const;
