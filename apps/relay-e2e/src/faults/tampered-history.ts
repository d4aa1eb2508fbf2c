import { createHash, randomUUID } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { BuiltProcess } from '../support/built-process.js';
import type { Installation } from '../support/installation.js';
import { until } from '../support/until.js';
import { examine } from './checker.js';
import type { Fault, Run } from './fault.js';
import { withInstallation } from './with-installation.js';

/** F24: a superuser changes histories, with everything that guards them switched off. */
export const tamperedHistory: Fault = {
  id: 'F24',
  name: 'histories edited, shortened, swapped, cut and chained anew by a superuser',
  times: 1_000,
  share: 40,
  run: (run) =>
    withInstallation({ workers: 1 }, async (baton) => {
      const [worker] = baton.workers as [BuiltProcess];
      await worker.stop(); // Its next start sets the first anchor.
      const cases = await openCases(run, baton);
      await worker.start();
      const line = await until('the history is anchored', async () => worker.logged(/(\{[^\n]*"anchor":\d+[^\n]*\})/));
      await examine(run, baton);
      await worker.stop();

      const tampered = cases.slice(0, -Math.ceil(cases.length / 10));
      for (const [index, id] of tampered.entries()) await tamper(run, baton, id, index);
      await isFound(run, baton, line, cases, new Set(tampered));
    }),
};

async function openCases(run: Run, baton: Installation): Promise<readonly string[]> {
  const ana = baton.as('ana');
  const opened: string[] = [];
  const wanted = Math.ceil(run.limit.times * 1.1);
  const isTime = () => opened.length < 16 || run.seconds < run.limit.seconds * 0.6;
  while (opened.length < wanted && isTime())
    opened.push(
      ...(await Promise.all(
        Array.from({ length: 8 }, async () => {
          const { id } = await ana.opens('refund');
          await ana.does(`/cases/${id}/notes`, { text: 'first' });
          await ana.does(`/cases/${id}/notes`, { text: 'second' });
          return id;
        }),
      )),
    );
  return opened;
}

/** Each is done to one case, as somebody would who knows the tables. */
const tamperings = ['edited', 'dated back', 'by somebody else', 'taken out', 'swapped', 'cut', 'chained anew'] as const;

async function tamper(run: Run, baton: Installation, id: string, index: number): Promise<void> {
  const kind = tamperings[index % tamperings.length]!;
  const [{ version }] = (await baton.database.query<{ version: number }>('SELECT version FROM "case" WHERE id = $1', [
    id,
  ])) as [{ version: number }];
  const seq = run.chance.whole(1, version - 1);
  await baton.database.query(
    `BEGIN; SET LOCAL session_replication_role = replica; ${await statements(baton, kind, id, seq, version)}; COMMIT`,
  );
  run.count(kind);
  run.done();
}

async function statements(
  baton: Installation,
  kind: (typeof tamperings)[number],
  id: string,
  seq: number,
  version: number,
): Promise<string> {
  const at = `case_id = '${id}' AND seq = ${seq}`;
  switch (kind) {
    case 'edited':
      return `UPDATE case_event SET facts = facts || '{"edited": true}' WHERE ${at}`;
    case 'dated back':
      return `UPDATE case_event SET at = at - interval '1 hour' WHERE ${at}`;
    case 'by somebody else':
      return `UPDATE case_event SET by = CASE WHEN by = 'lea' THEN 'bea' ELSE 'lea' END WHERE ${at}`;
    case 'taken out':
      return `DELETE FROM case_event WHERE ${at}`;
    case 'swapped':
      return `UPDATE case_event SET seq = CASE WHEN seq = ${version} THEN -${seq} ELSE -${version} END
          WHERE case_id = '${id}' AND seq IN (${seq}, ${version});
        ALTER TABLE case_event DROP CONSTRAINT IF EXISTS case_event_seq_check`
        .split(';')
        .toReversed()
        .concat(`UPDATE case_event SET seq = -seq WHERE case_id = '${id}' AND seq < 0`)
        .join(';');
    case 'cut':
      return `DELETE FROM case_event WHERE case_id = '${id}' AND seq = ${version};
        UPDATE "case" SET version = ${version - 1}, chain_hash =
          (SELECT hash FROM case_event WHERE case_id = '${id}' AND seq = ${version - 1}) WHERE id = '${id}'`;
    case 'chained anew':
      return chainedAnew(baton, id, seq);
  }
}

interface EventRow {
  readonly seq: number;
  readonly type: string;
  readonly at: number;
  readonly by: string | null;
  readonly about_kind: string;
  readonly about_id: string;
  readonly facts: object;
  readonly changes: object;
  readonly hash: string;
}

/** Tells another story from one event on, with every hash after it made to fit. */
async function chainedAnew({ database }: Installation, id: string, from: number): Promise<string> {
  const rows = await database.query<EventRow>(
    `SELECT seq, type, (extract(epoch FROM at) * 1000)::float8 AS at, by, about_kind, about_id, facts, changes, encode(hash, 'hex') AS hash
     FROM case_event WHERE case_id = $1 ORDER BY seq`,
    [id],
  );
  let previous = '0'.repeat(64);
  const made: string[] = [];
  for (const { seq, type, at, by, about_kind, about_id, facts, changes, hash } of rows) {
    const told = seq === from ? { ...facts, another: 'story' } : facts;
    const event = { caseId: id, seq, type, at, by, about: { kind: about_kind, id: about_id }, facts: told, changes };
    const linked = createHash('sha256').update(Buffer.from(previous, 'hex')).update(canonical(event)).digest('hex');
    if (seq < from && linked !== hash)
      throw new Error(`event ${seq} of ${id} is chained in another way than this test thinks`);
    previous = linked;
    if (seq >= from)
      made.push(
        `UPDATE case_event SET hash = decode('${linked}', 'hex')${seq === from ? `, facts = facts || '{"another": "story"}'` : ''}
         WHERE case_id = '${id}' AND seq = ${seq}`,
      );
  }
  return [...made, `UPDATE "case" SET chain_hash = decode('${previous}', 'hex') WHERE id = '${id}'`].join(';');
}

/** JSON spelt in one way (RFC 8785), written here from the RFC and not from what is examined. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`).join(',')}}`;
}

async function isFound(
  run: Run,
  baton: Installation,
  line: string,
  cases: readonly string[],
  tampered: ReadonlySet<string>,
): Promise<void> {
  const file = join(tmpdir(), `baton-anchors-${randomUUID()}.log`);
  writeFileSync(file, line);
  try {
    const { breaches } = await baton.examined({ examples: 100_000, anchors: file });
    const named = (id: string) => breaches.filter((breach) => breach.startsWith(`I3 ${id}:`));
    for (const id of cases) {
      const found = named(id);
      if (tampered.has(id) && found.length === 0) run.breach(`I3 what was done to ${id} was not found`);
      if (!tampered.has(id) && found.length > 0) run.breach(`I3 nothing was done to ${id}, and yet: ${found[0]}`);
      if (found.length > 0) run.count('found');
      if (found.length > 0 && found.every((breach) => breach.includes('anchored')))
        run.count('of them by the anchor alone');
    }
    // Somebody may set the anchors themselves anew; the line that left the machine stays.
    await baton.database.query(
      `BEGIN; SET LOCAL session_replication_role = replica; TRUNCATE anchor, anchored_head; COMMIT`,
    );
    const without = await baton.examined({ examples: 100_000, anchors: file });
    if (!without.breaches.some((breach) => breach.includes('was sent out and is not there')))
      run.breach('I3 the anchors were taken away, and nobody missed them');
  } finally {
    rmSync(file);
  }
}
