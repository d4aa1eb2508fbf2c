import type { DataSource } from 'typeorm';

import { poolOf } from './transaction.js';

/** How busy this process's database connections are, for `/metrics`. */
export const poolGauges = (dataSource: DataSource) =>
  [
    {
      name: 'baton_database_pool_waiting',
      help: 'Whoever waits for a database connection of this process',
      read: () => poolOf(dataSource).waitingCount,
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
