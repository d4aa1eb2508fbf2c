import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { aCall, type Client } from '../support/client.js';
import type { Installation } from '../support/installation.js';
import { askUntilAnswered } from '../support/traffic.js';
import { examine } from './checker.js';
import type { Fault, Run } from './fault.js';
import { withInstallation } from './with-installation.js';

/** F13: one key, sent by many, with another body, a day later, and around a crash. */
export const sameKey: Fault = {
  id: 'F13',
  name: 'one Idempotency-Key fifty times at once, with another body, a day later, and around a crash',
  times: 200,
  share: 20,
  async run(run) {
    await withInstallation({ workers: 1 }, async (baton) => {
      let expected = 0;
      while (run.goesOn()) {
        expected += await fiftyAtOnce(run, baton.as('ana'));
        run.done();
      }
      expected += await aDayLater(run, baton);
      expected += await aroundACrash(run, baton);
      const [rows] = await baton.database.query<{ count: number }>('SELECT count(*)::integer AS count FROM "case"');
      if (rows!.count !== expected) run.breach(`I2 ${expected} keys opened ${rows!.count} cases`);
      await examine(run, baton);
    });
  },
};

/** Answers how many cases it is to have opened. */
async function fiftyAtOnce(run: Run, ana: Client): Promise<number> {
  const key = randomUUID();
  const call = aCall('refund');
  const replies = await Promise.all(Array.from({ length: 50 }, () => ana.post('/cases', call, { key })));
  const answers = new Set(replies.map(({ status, body }) => `${status} ${JSON.stringify(body)}`));
  if (answers.size !== 1 || replies[0]!.status !== 201)
    run.breach(
      `I2 fifty of one key had ${answers.size} answers: ${[...answers].map((one) => one.slice(0, 60)).join(' | ')}`,
    );
  const other = await ana.post('/cases', { ...call, subject: 'Another heater' }, { key });
  if (other.status !== 422) run.breach(`another body under a used key was answered with ${other.status}`);
  // The same key means nothing on another route, or from somebody else.
  const { id } = replies[0]!.body;
  const note = await ana.post(`/cases/${id}/notes`, { text: 'seen' }, { key });
  if (note.status !== 200) run.breach(`the key of another route stood in the way: ${note.status}`);
  return 1;
}

async function aDayLater(run: Run, baton: Installation): Promise<number> {
  const key = randomUUID();
  const first = await baton.as('ana').post('/cases', aCall('refund'), { key });
  const colleague = await baton.as('lea').post('/cases', aCall('refund'), { key });
  await baton.database.query(`UPDATE idempotency SET expires_at = now() - interval '1 second' WHERE key = $1`, [key]);
  const later = await baton.as('ana').post('/cases', aCall('refund'), { key });
  const ids = new Set([first, colleague, later].map(({ body }) => body.id));
  if (ids.size !== 3) run.breach('I2 a key of somebody else, or of yesterday, was taken for this one');
  return 3;
}

async function aroundACrash(run: Run, baton: Installation): Promise<number> {
  const keys = Array.from({ length: 8 }, () => randomUUID());
  const asked = keys.map((key) => askUntilAnswered(baton.as('ana'), '/cases', aCall('refund'), { key }));
  await sleep(run.chance.between(0, 40));
  await baton.service.kill9();
  await baton.startService();
  const replies = await Promise.all(asked);
  for (const reply of replies) if (reply?.status !== 201) run.breach(`I1 around a crash: ${reply?.status}`);
  return keys.length;
}
