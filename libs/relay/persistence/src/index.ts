export { CompanyDirectory } from './company/company-directory.js';
export type { CommittedChange } from './case/committed-change.js';
export { createDataSource, type DatabaseSettings } from './database/data-source.js';
export { runMigrations } from './database/run-migrations.js';
export { PostgresRelayUnitOfWork, type UnitOfWorkOptions } from './postgres-relay-unit-of-work.js';
export { PostgresOutbox, type ParkedEffect } from './outbox/postgres-outbox.js';
