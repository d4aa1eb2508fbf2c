import type { Installation } from '../support/installation.js';
import type { Run } from './fault.js';

/**
 * The one judge of all faults. It reads the database and the clients' own logs, nothing else: first everything that is due
 * must come to rest, then the doctor looks for breaches of I1–I6, then what only a young database can tell is looked at.
 */
export async function examine(
  run: Run,
  baton: Installation,
  { within = 60, parked = 0 }: { readonly within?: number; readonly parked?: number } = {},
): Promise<void> {
  for (const { name, isRunning, output } of [baton.service, ...baton.workers])
    if (!isRunning) run.breach(`I4 a ${name} has ended, and nobody asked it to: ${output.slice(-1_000)}`);
  try {
    await baton.settles(within);
  } catch (error) {
    run.breach(`I4 ${(error as Error).message}`);
  }
  const { diagnoses, breaches } = await baton.examined();
  for (const breach of breaches) run.breach(breach);
  for (const { invariant, checked } of diagnoses)
    if (checked === 0) run.breach(`${invariant}: there was nothing to look at`);
  run.count(
    'things looked at',
    diagnoses.reduce((sum, { checked }) => sum + checked, 0),
  );
  run.count('acknowledged commands looked up', diagnoses.find(({ invariant }) => invariant === 'I1')!.checked);

  for (const { what, sql } of OF_A_YOUNG_DATABASE) {
    const rows = await baton.database.query(sql);
    if (rows.length > 0) run.breach(`${what}: ${rows.length} times, ${JSON.stringify(rows.slice(0, 3))}`);
  }
  const set = await baton.database.query('SELECT effect_key, last_error FROM outbox WHERE parked_at IS NOT NULL');
  if (set.length !== parked) run.breach(`I4 ${set.length} effects were given up: ${JSON.stringify(set.slice(0, 3))}`);
}

/** Here nothing has been swept yet: every event still has the effect that it caused, and what came of it. */
const OF_A_YOUNG_DATABASE = [
  {
    what: 'I2 an event that no effect tells of, or two',
    sql: `SELECT e.case_id, e.seq FROM case_event e JOIN "case" c ON c.id = e.case_id
      LEFT JOIN outbox o ON o.topic = 'inform' AND o.order_key = e.case_id::text
        AND e.seq BETWEEN (o.body->>'fromSeq')::integer AND (o.body->>'toSeq')::integer
      WHERE NOT c.imported GROUP BY e.case_id, e.seq HAVING count(o.id) <> 1`,
  },
  {
    // What became due since nothing was due is not done yet, and whoever offers something to themselves knows of it.
    what: 'I2 an offer or a chase that nobody was told of, though that is said to be done',
    sql: `SELECT case_id, seq, type FROM case_event e JOIN "case" c ON c.id = e.case_id
      WHERE NOT c.imported AND type IN ('handoff.offered', 'chase.sent') AND (e.facts ->> 'toPersonId' = e.by) IS NOT TRUE
        AND NOT EXISTS (SELECT FROM notice n WHERE n.case_id = e.case_id AND n.seq = e.seq)
        AND EXISTS (SELECT FROM outbox o WHERE o.topic = 'inform' AND o.order_key = e.case_id::text AND o.done_at IS NOT NULL
          AND e.seq BETWEEN (o.body->>'fromSeq')::integer AND (o.body->>'toSeq')::integer)`,
  },
  {
    what: 'I4 a timer that fired before its time',
    sql: 'SELECT case_id, kind, fire_at, fired_at FROM timer WHERE fired_at < fire_at',
  },
];
