import type { Command } from 'commander';

import { inPlainWords } from '../plain-problem.js';

/** `baton company`: the whole company as one file, to set it up and to look at it. */
export function registerCompany(program: Command): void {
  const company = program
    .command('company')
    .description('departments, people, calendars, journeys and ladders as one file');
  company
    .command('load')
    .argument(
      '<file>',
      'JSON with calendars, departments, people, journeys and policies, as “baton company show” prints it',
    )
    .description('add what the file says, or replace what has the same id: all of it or nothing')
    .action((file: string) => inPlainWords(() => load(file)));
  company
    .command('show')
    .description('print the company as JSON')
    .action(() => inPlainWords(show));
}

async function load(file: string): Promise<void> {
  const { onDatabase } = await import('../on-database.js');
  const { CompanyDirectory } = await import('@baton/persistence');
  const { loadCompany } = await import('./load-company.js');
  await onDatabase('company', async (dataSource) => {
    const { calendars, departments, people, journeys, policies } = await loadCompany(
      file,
      new CompanyDirectory(dataSource),
    );
    console.log(
      `Loaded ${departments.length} departments, ${people.length} people, ${calendars.length} calendars, ` +
        `${journeys.length} journeys and ${policies.length} ladders.`,
    );
  });
}

async function show(): Promise<void> {
  const { onDatabase } = await import('../on-database.js');
  const { CompanyDirectory } = await import('@baton/persistence');
  await onDatabase('company', async (dataSource) => {
    const { revision: _, ...company } = await new CompanyDirectory(dataSource).records();
    console.log(JSON.stringify(company, null, 2));
  });
}
