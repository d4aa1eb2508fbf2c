import { acceptHandoff, type Case } from '@baton/domain';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { poolOf } from './transaction.js';
import { openTestRelay, type TestRelay } from '../testing/test-relay.js';

/** What the rules promise, tried past the rules: the database refuses it on its own. */
describe('the database refuses', () => {
  let database: TestRelay;
  let offered: Case;
  let running: Case;
  beforeAll(async () => {
    database = await openTestRelay();
    const { desk } = database.at(Date.UTC(2026, 5, 1, 9));
    offered = await desk.handOver(await desk.opened());
    const other = await desk.handOver(await desk.opened());
    running = await desk.does(other, acceptHandoff, { handoffId: other.handoffs[0]!.id }, 'bea');
  });
  afterAll(() => database.close());

  /** Runs it in a transaction that is rolled back if it should succeed; deferred constraints look at the end. */
  async function tried(sql: string): Promise<void> {
    const client = await poolOf(database.dataSource).connect();
    try {
      await client.query('BEGIN');
      await client.query(sql);
      await client.query('SET CONSTRAINTS ALL IMMEDIATE');
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  }

  const copyOf = (table: string, ...changed: readonly string[]) => {
    const values = ['id := gen_random_uuid()', ...changed];
    return `DO $$ DECLARE one "${table}"; BEGIN
      SELECT * INTO one FROM "${table}" WHERE case_id = '${offered.id}' ORDER BY position LIMIT 1;
      ${values.map((value) => `one.${value};`).join(' ')} INSERT INTO "${table}" VALUES (one.*); END $$`;
  };

  const breaches: readonly (readonly [what: string, sql: () => string, constraint: string])[] = [
    ['a case without an owner (H1)', () => `UPDATE "case" SET owner_id = NULL`, 'owner_id'],
    ['an owner nobody knows (H1)', () => `UPDATE "case" SET owner_id = 'nobody'`, 'case_owner_id_fkey'],
    [
      'a second owner on the line (H1)',
      () => `INSERT INTO co_owner SELECT case_id, 'omar', 99, 'owner', joined_via, joined_at, NULL FROM co_owner
        WHERE case_id = '${offered.id}' AND role = 'owner'`,
      'co_owner_one_owner_per_case',
    ],
    [
      'an active leg that nobody answers for (H1)',
      () => `UPDATE leg SET responsible_id = NULL WHERE case_id = '${running.id}' AND status = 'running'`,
      'active_leg_has_a_responsible',
    ],
    [
      'a running leg without a holder (H1)',
      () => `UPDATE leg SET holder_id = NULL WHERE case_id = '${running.id}' AND status = 'running'`,
      'worked_leg_has_a_holder',
    ],
    [
      'an offered leg without an offer (H1)',
      () => `UPDATE handoff SET status = 'withdrawn', ended_at = now() WHERE case_id = '${offered.id}'`,
      'without an open hand-off',
    ],
    [
      'a leg that is said to be offered (H1)',
      () =>
        `UPDATE leg SET status = 'offered', responsible_id = 'ann' WHERE case_id = '${running.id}' AND status = 'planned'`,
      'without an open hand-off',
    ],
    ['a second open offer of a leg (H2)', () => copyOf('handoff'), 'handoff_one_open_per_leg'],
    [
      'an offer to a person without the person',
      () => `UPDATE handoff SET level = 'person', to_person_id = NULL`,
      'handoff_check',
    ],
    [
      'an accepted offer without its instant (H4)',
      () => `UPDATE handoff SET status = 'accepted', ended_at = NULL`,
      'handoff_check',
    ],
    [
      'a decline without a code (H6)',
      () => `UPDATE handoff SET status = 'declined', ended_at = now()`,
      'handoff_check',
    ],
    ['a status that there is not', () => `UPDATE "case" SET status = 'lost'`, 'case_status_check'],
    ['two live clocks of a kind on one thing', () => copyOf('clock'), 'clock_one_live_per_kind'],
    [
      'a running clock that is never due (clock rule 20)',
      () => `UPDATE clock SET due_at = NULL WHERE state = 'running'`,
      'clock_check',
    ],
    ['a number that another case has', () => `UPDATE "case" SET number = 1001`, 'case_number_key'],
    [
      'an event number twice',
      () => `INSERT INTO case_event SELECT * FROM case_event WHERE case_id = '${offered.id}' AND seq = 1`,
      'case_event_pkey',
    ],
    ['history without its case', () => `DELETE FROM "case"`, 'fkey'],
    ['to forget a person who is on a case', () => `DELETE FROM person WHERE id = 'ann'`, 'fkey'],
    [
      'an effect twice',
      () =>
        `INSERT INTO outbox (effect_key, topic, order_key, body) SELECT effect_key, topic, order_key, body FROM outbox LIMIT 1`,
      'outbox_effect_key_key',
    ],
  ];

  it.each(breaches)('%s', async (_what, sql, constraint) => {
    await expect(tried(sql())).rejects.toThrow(constraint);
  });

  it('nothing of what the rules did', async () => {
    await expect(tried('UPDATE leg SET name = name; UPDATE handoff SET note = note')).resolves.toBeUndefined();
  });
});
