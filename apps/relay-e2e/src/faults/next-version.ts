import { setTimeout as sleep } from 'node:timers/promises';

import { BuiltProcess } from '../support/built-process.js';
import { batonDoes } from '../support/command-line.js';
import { type Installation, startInstallation } from '../support/installation.js';
import { type Ask, Traffic } from '../support/traffic.js';
import { until } from '../support/until.js';
import { type Edit, withBrokenCopy } from './broken-copy.js';
import { examine } from './checker.js';
import type { Fault, Run } from './fault.js';
import { Sleepers } from './sleepers.js';
import { withInstallation } from './with-installation.js';

/**
 * F20: the next version comes while this one works, and goes again: its schema first, then its processes beside those of this
 * one, then this one started anew on that schema. That every migration so far meets rows and writers is for upgrade.spec.ts.
 */
export const nextVersion: Fault = {
  id: 'F20',
  name: 'the schema of a next version under load, both versions side by side, and back to this one',
  times: 20,
  share: 40,
  async run(run) {
    while (run.goesOn()) {
      await withInstallation({ workers: 1 }, async (baton) => {
        const sleepers = new Sleepers(baton.as('lea'));
        await withBrokenCopy('next-version', [next], () => comes(run, baton));
        await goesAgain(run, baton);
        await sleepers.end();
        for (const surprise of sleepers.surprises) run.breach(`answered: ${surprise}`);
        await examine(run, baton);
      });
      run.done();
    }
  },
};

/** What a migration may do while the version before it runs: add a table, columns, an index, a rule that is checked later. */
export const next: Edit = {
  file: 'libs/relay/persistence/dist/migrations/index.js',
  find: 'export const migrations = [',
  become: `
class Expand4000000000000 {
  name = 'Expand4000000000000';
  transaction = false; // Each lock for itself, and for a moment.
  async up(runner) {
    await runner.query('CREATE TABLE next_thing (id uuid PRIMARY KEY, case_id uuid NOT NULL REFERENCES "case")');
    for (const table of ['"case"', 'case_event']) await runner.query(\`ALTER TABLE \${table} ADD COLUMN next_word text\`);
    for (const table of ['leg', 'handoff', 'timer', 'notice', 'outbox'])
      await runner.query(\`ALTER TABLE \${table} ADD COLUMN next_cost integer NOT NULL DEFAULT 7\`);
    await runner.query('ALTER TABLE leg ADD CONSTRAINT leg_next_cost CHECK (next_cost > 0) NOT VALID');
  }
}
class Follow4000000100000 {
  name = 'Follow4000000100000';
  transaction = false;
  async up(runner) {
    await runner.query('ALTER TABLE leg VALIDATE CONSTRAINT leg_next_cost');
    await runner.query('CREATE INDEX CONCURRENTLY case_event_next ON case_event (next_word) WHERE next_word IS NOT NULL');
  }
}
export const migrations = [Expand4000000000000, Follow4000000100000,`,
};

/** The order of docs/operations/updating.md: nobody is sent to the new version before its migrations have run. */
async function comes(run: Run, baton: Installation): Promise<void> {
  const early = new BuiltProcess('case-service', { ...here, DATABASE_URL: baton.database.url });
  await early.start();
  const isReady = await readiness(early);
  await early.kill9();
  if (isReady.schema !== 'behind' || isReady.status === 'ok')
    run.breach(`I4 a next version is ready before its migrations have run: ${JSON.stringify(isReady)}`);

  const old = new Load(run, baton, 'this version, while the schema changes');
  await sleep(1_000);
  const from = performance.now();
  await batonDoes(baton.database.url, 'migrate');
  run.count('seconds of migrating', Math.round((performance.now() - from) / 1_000));
  await sleep(1_000);

  const database = { ...baton.database, drop: async () => undefined };
  const newcomer = await startInstallation({ workers: 1, database });
  try {
    const young = new Load(run, newcomer, 'the next version, beside this one');
    await sleep(2_000);
    await old.ends();
    for (const one of [baton.service, ...baton.workers]) {
      const { code } = await one.stop();
      if (code !== 0) run.breach(`I1 a ${one.name} that makes way ended with ${code}`);
    }
    await young.ends();
    await baton.start();
    await examine(run, newcomer);
  } finally {
    await newcomer.close();
  }
}

/** This version, started anew on the next one's schema: as good as on its own. */
async function goesAgain(run: Run, baton: Installation): Promise<void> {
  const { schema, status } = await readiness(baton.service);
  if (schema !== 'newer' || status !== 'ok')
    run.breach(`I4 this version is not ready on the schema of the next: ${status}, ${schema}`);
  const said = await batonDoes(baton.database.url, 'migrate');
  if (said.includes('applied')) run.breach(`I5 this version migrates the schema of the next: ${said}`);
  const again = new Load(run, baton, 'this version again, on the next one’s schema');
  await sleep(1_500);
  await again.ends();
  const filled = await baton.database.query('SELECT FROM leg WHERE next_cost <> 7 OR next_cost IS NULL');
  if (filled.length > 0) run.breach(`I5 ${filled.length} legs have lost what a next version keeps with them`);
}

const here = { HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'info' };

async function readiness(service: BuiltProcess): Promise<{ readonly status: string; readonly schema: string }> {
  const address = await until('the service says where it listens', async () =>
    service.logged(/"address":"(http:[^"]+)"/),
  );
  return (await (await fetch(`${address}/health/ready`)).json()) as { status: string; schema: string };
}

/** People who ask about fifty things a second, of a service that is always there: each is done. */
class Load {
  private readonly traffic: Traffic;
  private readonly from = performance.now();
  private asked = 0;

  constructor(
    private readonly run: Run,
    baton: Installation,
    private readonly what: string,
  ) {
    this.traffic = new Traffic(baton.as('ana'), baton.as('bea'), this.ask, { journey: 'refund', lines: 3 });
  }

  async ends(): Promise<void> {
    await this.traffic.ends();
    const { run, asked, what } = this;
    for (const surprise of this.traffic.surprises) run.breach(`I1 ${what}: ${surprise}`);
    run.count(`requests of ${what}`, asked);
    run.measure('time for fifty requests', (performance.now() - this.from) / 20 / asked, 1);
  }

  private readonly ask: Ask = async (client, path, body, terms) => {
    const from = performance.now();
    const reply = await client.post(path, body, terms);
    this.asked += 1;
    this.run.measure('a request meanwhile', (performance.now() - from) / 1_000, 0.5);
    return reply;
  };
}
