import { type CommandOutcome, reliefOf, RunCommandUseCase } from '@baton/application';
import { AROUND_THE_CLOCK, type Case, handOverLeg, type HandOverLeg } from '@baton/domain';
import { aCalendar, companyRecords } from '@baton/domain/testing';
import { CompanyDirectory, createDataSource, PostgresRelayUnitOfWork, sortWordsIn } from '@baton/persistence';
import { createTestDatabase, type TestDatabase } from '@baton/persistence/testing';
import { Metrics, migrateQueue } from '@baton/server';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { SMTPServer } from 'smtp-server';
import type { DataSource } from 'typeorm';
import { uuidv7 } from 'uuidv7';

import { WorkerConfig } from './config.js';
import { RelayWorker } from './relay-worker.js';

const silent = pino({ level: 'silent' });

const handOverToBilling: Omit<HandOverLeg, 'legId'> = {
  toDepartmentId: null,
  toPersonId: null,
  legName: null,
  package: {},
  note: 'Please check the invoice',
  waiver: null,
  holdUntil: null,
};

describe('the relay-worker on a real database', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let commands: RunCommandUseCase;
  let worker: RelayWorker | null = null;

  beforeAll(async () => {
    database = await createTestDatabase();
    await migrateQueue(database.url);
    dataSource = await createDataSource({ url: database.url }).initialize();
    const directory = new CompanyDirectory(dataSource);
    await directory.put(alwaysOpen());
    commands = new RunCommandUseCase(new PostgresRelayUnitOfWork({ dataSource, directory }), uuidv7);
  }, 60_000);

  afterEach(async () => {
    await worker?.stop();
    worker = null;
  });

  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  const start = async (settings: Partial<WorkerConfig> = {}) => {
    const config = Object.assign(new WorkerConfig(), { DATABASE_URL: database.url, ...settings });
    worker = await RelayWorker.open(config, silent, new Metrics('relay-worker', silent));
    await worker.start();
  };

  it('tells the pool of an offer, and chases it at half its time, once', async () => {
    const state = await offered();
    await start();
    const about = (kind: string) =>
      dataSource.query('SELECT person_id, text FROM notice WHERE case_id = $1 AND kind = $2 ORDER BY person_id', [
        state.id,
        kind,
      ]);

    await until(async () => (await about('chase')).length > 0);

    expect((await about('offer')).map(({ person_id }: { person_id: string }) => person_id)).toEqual([
      'bea',
      'bob',
      'hal',
      'lea',
    ]);
    const chases = await dataSource.query('SELECT * FROM chase WHERE case_id = $1', [state.id]);
    expect(chases).toHaveLength(1);
  }, 30_000);

  it('does what was pending when it starts again, and each thing once', async () => {
    const cases = await Promise.all([offered(), offered(), offered()]);
    const ids = cases.map(({ id }) => id);
    await start();
    await worker!.stop();
    worker = null;
    await start();
    await until(async () => {
      const [{ open }] = await dataSource.query(
        `SELECT count(*)::int AS open FROM outbox WHERE done_at IS NULL AND body->>'caseId' = ANY($1)`,
        [ids],
      );
      return open === 0;
    });
    const offers = await dataSource.query(
      `SELECT case_id, count(*)::int AS told FROM notice WHERE case_id = ANY($1) AND kind = 'offer' GROUP BY case_id`,
      [ids],
    );
    expect(offers.map(({ told }: { told: number }) => told)).toEqual([4, 4, 4]);
  }, 30_000);

  it('sorts in the words that commands laid before the index of search', async () => {
    await offered();
    await start();
    await worker!.stop();
    worker = null;
    expect(await sortWordsIn(dataSource)).toBe(0);
  }, 30_000);

  it('mails a reader once, with the sender of its settings', async () => {
    const mails: string[] = [];
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData(stream, _session, done) {
        let text = '';
        stream.on('data', (chunk) => (text += String(chunk)));
        stream.on('end', () => (mails.push(text), done()));
      },
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.server.address() as { port: number };
    await start({ SMTP_URL: `smtp://127.0.0.1:${port}` });
    const state = await offered();

    await until(async () => mails.length >= 4);

    await new Promise((resolve) => setTimeout(resolve, 500));
    const toBea = mails.filter((mail) => /^To: .*bea@example.org/m.test(mail));
    expect(toBea).toHaveLength(1);
    expect(toBea[0]).toContain(`C-${state.number}`);
    expect(toBea[0]).toContain('Auto-Submitted: auto-generated');
    await worker!.stop();
    worker = null;
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }, 30_000);

  it('passes on what rests on somebody whose leaving was cut short (H14)', async () => {
    const { id } = await offered();
    const directory = new CompanyDirectory(dataSource);
    await directory.edit(({ people, revision }, at) => {
      const ann = people.find((person) => person.id === 'ann')!;
      const relief = reliefOf({ personId: 'ann', entirely: true, reason: 'New job' }, revision, at - 10_000);
      return { put: { people: [{ ...ann, active: false }] }, effects: [relief], result: null };
    });
    await start();
    const owner = async () => (await dataSource.query('SELECT owner_id FROM "case" WHERE id = $1', [id]))[0].owner_id;
    await until(async () => (await owner()) === 'ben');
    const left = await dataSource.query(
      `SELECT id FROM leg WHERE 'ann' IN (holder_id, responsible_id) AND status NOT IN ('done', 'skipped', 'cancelled')`,
    );
    expect(left).toEqual([]);
    await directory.edit(({ people }) => {
      const ann = people.find((person) => person.id === 'ann')!;
      return { put: { people: [{ ...ann, active: true }] }, result: null };
    });
  }, 30_000);

  /** A case whose second leg is offered to billing, which has four seconds to accept. */
  async function offered(): Promise<Case> {
    const opened = stateOf(
      await commands.open(
        {
          subject: 'Charged twice',
          description: '',
          requester: { name: 'Carla Customer', email: null, phone: null, zone: 'Europe/Berlin' },
          priority: 'P3',
          confidential: false,
          channel: 'phone',
          journeyId: 'refund',
        },
        { actorId: 'ann' },
      ),
    );
    const legId = opened.legs.find((leg) => leg.status === 'running')!.id;
    return stateOf(
      await commands.execute(
        handOverLeg,
        { kind: 'leg', id: legId },
        { legId, ...handOverToBilling },
        { actorId: 'ann' },
      ),
    );
  }
});

/** The test company, at work day and night, with four seconds to accept. */
function alwaysOpen() {
  const { departments, people, journeys } = companyRecords;
  return {
    people,
    journeys,
    calendars: [aCalendar({ id: 'always', name: 'Always', week: AROUND_THE_CLOCK, holidays: [], overrides: [] })],
    departments: departments.map((one) => ({ ...one, calendarId: 'always', acceptanceTargetSeconds: 4 })),
  };
}

function stateOf(outcome: CommandOutcome): Case {
  if (outcome.outcome !== 'done') throw new Error(JSON.stringify(outcome));
  return outcome.state;
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 15_000;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
