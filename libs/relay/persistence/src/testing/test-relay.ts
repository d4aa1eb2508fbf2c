import type { Instant } from '@baton/kernel';
import type { DataSource } from 'typeorm';

import { CompanyDirectory } from '../company/company-directory.js';
import { createDataSource } from '../database/data-source.js';
import { PostgresRelayUnitOfWork, type UnitOfWorkOptions } from '../postgres-relay-unit-of-work.js';
import { smallCompany } from './small-company.js';
import { createTestDatabase } from './test-database.js';
import { TestDesk } from './test-desk.js';

/** A relay on a database of its own, with the small company in it. */
export interface TestRelay {
  readonly url: string;
  readonly dataSource: DataSource;
  readonly directory: CompanyDirectory;
  /** A unit of work whose time stands where the spec puts it. */
  at(
    instant: Instant,
    options?: Pick<UnitOfWorkOptions, 'onCommitted' | 'remembered'>,
  ): { readonly relay: PostgresRelayUnitOfWork; readonly desk: TestDesk; readonly time: { at: Instant } };
  rows<Row>(sql: string, ...parameters: readonly unknown[]): Promise<readonly Row[]>;
  close(): Promise<void>;
}

export async function openTestRelay(): Promise<TestRelay> {
  const { url, drop } = await createTestDatabase();
  const dataSource = createDataSource({ url });
  await dataSource.initialize();
  const directory = new CompanyDirectory(dataSource);
  await directory.put(smallCompany());
  return {
    url,
    dataSource,
    directory,
    at(instant, options = {}) {
      const time = { at: instant };
      const relay = new PostgresRelayUnitOfWork({ dataSource, directory, time: { now: () => time.at }, ...options });
      return { relay, desk: new TestDesk(relay), time };
    },
    rows: (sql, ...parameters) => dataSource.query(sql, [...parameters]),
    async close() {
      await dataSource.destroy();
      await drop();
    },
  };
}
