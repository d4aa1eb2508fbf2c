import type { CaseEvent, Timer } from '@baton/domain';
import type { Instant } from '@baton/kernel';
import type { DataSource } from 'typeorm';

import { CompanyDirectory } from '../company/company-directory.js';
import { createDataSource } from '../database/data-source.js';
import { PostgresRelayUnitOfWork, type UnitOfWorkOptions } from '../postgres-relay-unit-of-work.js';
import { CaseEventRow } from '../case/case-event.entity.js';
import { smallCompany } from './small-company.js';
import { createTestDatabase } from './test-database.js';

/** A relay on a database of its own, with the small company in it. */
export interface TestRelay {
  readonly dataSource: DataSource;
  readonly directory: CompanyDirectory;
  close(): Promise<void>;
}

export async function openTestRelay(): Promise<TestRelay> {
  const database = await createTestDatabase();
  const dataSource = createDataSource({ url: database.url });
  await dataSource.initialize();
  const directory = new CompanyDirectory(dataSource);
  await directory.put(smallCompany());
  return {
    dataSource,
    directory,
    async close() {
      await dataSource.destroy();
      await database.drop();
    },
  };
}
