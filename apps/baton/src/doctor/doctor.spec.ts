import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createDataSource, type Diagnosis, examineDatabase, type Invariant } from '@baton/persistence';
import { createTestDatabase, type TestDatabase } from '@baton/persistence/testing';
import { Command } from 'commander';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DataSource } from 'typeorm';

import { importEventLog } from '../import/import-event-log.js';
import { loadMapping } from '../import/load-mapping.js';
import { seedDemo } from '../seed/seed-demo.js';
import { formatDiagnoses } from './format-diagnoses.js';
import { readAcknowledged } from './read-acknowledged.js';
import { registerDoctor } from './register-doctor.js';

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'baton-doctor-'))));
afterAll(() => rmSync(folder, { recursive: true }));

/** What each test gets a copy of; without it, each starts with an empty database. */
let original: TestDatabase | undefined;
let database: TestDatabase;
let dataSource: DataSource;
beforeEach(async () => {
  database = await (original?.copy() ?? createTestDatabase());
  dataSource = createDataSource({ url: database.url });
  await dataSource.initialize();
});
afterEach(async () => {
  await dataSource.destroy();
  await database.drop();
});

const examine = (acked?: string) =>
  examineDatabase(dataSource, {
    patienceSeconds: 60,
    examples: 3,
    ...(acked !== undefined && { acknowledged: readAcknowledged(acked) }),
  });

/** What a hand on the database does: triggers, foreign keys and all other guards are off. */
async function byHand(...statements: readonly string[]): Promise<void> {
  await dataSource.query(`BEGIN; SET LOCAL session_replication_role = replica; ${statements.join('; ')}; COMMIT`);
}

const broken = (diagnoses: readonly Diagnosis[]) =>
  Object.fromEntries(
    diagnoses.filter(({ breaches }) => breaches > 0).map(({ invariant, examples }) => [invariant, examples[0]!.what]),
  );

const ROUTER = `(SELECT id FROM "case" WHERE subject = 'No internet since the storm')`;
const STALLING = `(SELECT id FROM "case" WHERE subject = 'No internet, patients waiting')`;

describe('the doctor', () => {
  it('finds nothing wrong in an imported log', async () => {
    const file = fileURLToPath(new URL('../import/fixtures/servicenow-incidents-slice.csv', import.meta.url));
    const mapping = await loadMapping('servicenow-incidents');
    const progress = { show: () => undefined, end: () => undefined };
    const { imported } = await importEventLog({
      file,
      mapping,
      dataSource,
      progress,
      rejectsFile: join(folder, 'r.csv'),
    });
    const seen: number[] = [];
    const diagnoses = await examineDatabase(dataSource, {
      patienceSeconds: 60,
      examples: 3,
      onCases: (done, total) => seen.push(done, total),
    });
    expect(broken(diagnoses)).toEqual({});
    // Page by page, and every case was looked at.
    expect(seen).toEqual([250, imported, imported, imported]);
    expect(diagnoses.find(({ invariant }) => invariant === 'I5')).toMatchObject({ checked: imported });
  });

  describe('in a database that somebody broke by hand', () => {
    beforeAll(async () => {
      original = await createTestDatabase();
      const seeding = createDataSource({ url: original.url });
      await seeding.initialize();
      await seedDemo(seeding);
      await seeding.destroy();
    });
    afterAll(async () => {
      await original?.drop();
      original = undefined;
    });

    const cases: readonly [what: string, found: Partial<Record<Invariant, unknown>>, statements: readonly string[]][] =
      [
        [
          'an effect is there twice',
          { I2: expect.stringMatching(/^effect is there 2 times/) },
          [
            'ALTER TABLE outbox DROP CONSTRAINT outbox_effect_key_key',
            `INSERT INTO outbox (effect_key, topic, order_key, body) SELECT effect_key, topic, order_key, body FROM outbox LIMIT 1`,
          ],
        ],
        [
          'a chase was sent twice',
          {
            I2: expect.stringMatching(/^chase of step 1 of ladder .* 2 times/),
            I5: expect.stringContaining('chases: stored 2'),
          },
          [1, 2].map(
            (
              number,
            ) => `INSERT INTO chase (case_id, id, position, escalation_id, step, subject_kind, subject_id, asked_ids, sent_at)
            SELECT id, gen_random_uuid(), ${number}, '00000000-0000-4000-8000-000000000001', 1, 'case', id, '[]', now()
            FROM "case" WHERE id = ${ROUTER}`,
          ),
        ],
        [
          'nobody answers for a leg',
          { I3: expect.stringContaining('nobody answers for leg'), I5: expect.stringContaining('responsibleId') },
          [
            'ALTER TABLE leg DROP CONSTRAINT active_leg_has_a_responsible',
            `UPDATE leg SET responsible_id = NULL WHERE case_id = ${ROUTER} AND name = 'Credit the outage'`,
          ],
        ],
        [
          'a leg is offered twice',
          { I3: expect.stringContaining('is offered 2 times'), I5: expect.stringContaining('handoffs: stored 2') },
          [
            'DROP INDEX handoff_one_open_per_leg',
            `CREATE TEMP TABLE twice ON COMMIT DROP AS SELECT * FROM handoff WHERE case_id = ${STALLING}`,
            'UPDATE twice SET id = gen_random_uuid(), position = 9',
            'INSERT INTO handoff SELECT * FROM twice',
          ],
        ],
        [
          'the owner is not the one on the line',
          { I3: expect.stringContaining('owner is mei.tanaka'), I5: expect.stringContaining('ownerId') },
          [`UPDATE "case" SET owner_id = 'mei.tanaka' WHERE id = ${ROUTER}`],
        ],
        [
          'an event is missing in the middle',
          { I3: 'events have a gap before number 4', I5: expect.anything() },
          [`DELETE FROM case_event WHERE case_id = ${ROUTER} AND seq = 3`],
        ],
        [
          'the last event was cut off',
          { I3: expect.stringMatching(/^the case knows of \d+ events, \d+ are there$/), I5: expect.anything() },
          [`DELETE FROM case_event e USING "case" c WHERE c.id = ${ROUTER} AND e.case_id = c.id AND e.seq = c.version`],
        ],
        [
          'an event tells another story',
          { I3: 'event 1 is not the one that was written' },
          [
            `UPDATE case_event SET facts = facts || '{"subject": "Nothing happened"}' WHERE case_id = ${ROUTER} AND seq = 1`,
          ],
        ],
        [
          'no timer looks after a leg',
          { I4: expect.stringContaining('no timer looks after it') },
          [`UPDATE timer SET cancelled_at = now() WHERE case_id = ${ROUTER}`],
        ],
        [
          'a timer overslept',
          { I4: expect.stringContaining('handoff-expiry of') },
          [
            `UPDATE timer SET fire_at = now() - interval '61 seconds' WHERE case_id = ${STALLING} AND kind = 'handoff-expiry'`,
          ],
        ],
        [
          'an effect lies about',
          { I4: expect.stringContaining('inform was due at') },
          [`UPDATE outbox SET next_attempt_at = now() - interval '61 seconds' WHERE id = (SELECT min(id) FROM outbox)`],
        ],
        [
          'a row says what no event told',
          { I5: expect.stringContaining('priority: stored "P1", told "P3"') },
          [`UPDATE "case" SET priority = 'P1' WHERE id = ${ROUTER}`],
        ],
        [
          'a case lost all its rows but its history',
          { I6: expect.stringMatching(/^(case_event|leg|handoff|timer) without a case/) },
          [`DELETE FROM "case" WHERE id = ${STALLING}`],
        ],
        [
          'a case is not found by its words',
          { I6: expect.stringContaining('cannot be found by its words') },
          [`DELETE FROM case_search WHERE case_id = ${ROUTER}`],
        ],
        [
          'a case came from nowhere',
          { I3: expect.anything(), I5: 'has no events', I6: 'was opened 0 times' },
          [`DELETE FROM case_event WHERE case_id = ${ROUTER}`],
        ],
      ];

    it.each(cases)('finds that %s', async (_, found, statements) => {
      expect(broken(await examine())).toEqual({});
      await byHand(...statements);
      expect(broken(await examine())).toEqual(found);
    });

    it('leaves parked and leased effects to those who have them', async () => {
      await byHand(
        `UPDATE outbox SET next_attempt_at = now() - interval '1 hour'`,
        `UPDATE outbox SET parked_at = now() WHERE id % 2 = 0`,
        `UPDATE outbox SET lease_until = now() + interval '1 minute' WHERE id % 2 = 1`,
      );
      expect(broken(await examine())).toEqual({});
    });

    it('misses what was acknowledged and is gone (I1)', async () => {
      const [one] = (await dataSource.query(`SELECT id, version FROM "case" WHERE id = ${ROUTER}`)) as [
        { id: string; version: number },
      ];
      const file = join(folder, 'acked.jsonl');
      const line = (entry: object) => JSON.stringify(entry);
      writeFileSync(
        file,
        [line({ caseId: one.id, seq: 1 }), line({ caseId: one.id, version: one.version }), '{"torn'].join('\n'),
      );
      const kept = await examine(file);
      expect(broken(kept)).toEqual({});
      expect(kept[0]).toMatchObject({ invariant: 'I1', checked: 2 });

      writeFileSync(
        file,
        [line({ caseId: one.id, seq: one.version + 1 }), line({ caseId: 'nonsense', seq: 1 })].join('\n'),
      );
      const diagnoses = await examine(file);
      expect(diagnoses[0]).toMatchObject({ checked: 2, breaches: 2 });
      expect(formatDiagnoses(diagnoses)).toContain(`event ${one.version + 1} was acknowledged and is not there`);

      writeFileSync(file, ['{"torn', line({ caseId: one.id, seq: 1 })].join('\n'));
      await expect(examine(file)).rejects.toThrow('line 1');
      await expect(examine(join(folder, 'none'))).rejects.toThrow('cannot be read');
    });

    it('ends with 0 where all holds and with 1 where something does not', async () => {
      const command = async () => {
        const said = jest.spyOn(console, 'log').mockImplementation(() => undefined);
        const before = { url: process.env['DATABASE_URL'], exitCode: process.exitCode };
        process.env['DATABASE_URL'] = database.url;
        try {
          const program = new Command();
          registerDoctor(program);
          await program.parseAsync(['node', 'baton', 'doctor', '--json']);
          return {
            exitCode: process.exitCode ?? 0,
            diagnoses: JSON.parse(String(said.mock.calls[0]![0])) as Diagnosis[],
          };
        } finally {
          process.exitCode = before.exitCode;
          if (before.url === undefined) delete process.env['DATABASE_URL'];
          else process.env['DATABASE_URL'] = before.url;
          said.mockRestore();
        }
      };
      expect(await command()).toMatchObject({ exitCode: 0 });
      await byHand(`UPDATE "case" SET priority = 'P1' WHERE id = ${ROUTER}`);
      const { exitCode, diagnoses } = await command();
      expect(exitCode).toBe(1);
      expect(broken(diagnoses)).toEqual({ I5: expect.stringContaining('priority') });
    });

    it('names the first breaches and counts the rest', async () => {
      await byHand(`UPDATE "case" SET priority = 'P1'`);
      const diagnoses = await examine();
      const state = diagnoses.find(({ invariant }) => invariant === 'I5')!;
      expect(state.examples).toHaveLength(3);
      expect(formatDiagnoses(diagnoses)).toMatch(/I5 .* BROKEN 20 times in 20 things\n( {6}.*\n){3} {6}and 17 more/);
    });
  });
});
