import type { Installation } from '../support/installation.js';
import { askUntilAnswered, Traffic } from '../support/traffic.js';
import { until } from '../support/until.js';
import { type Edit, withBrokenCopy } from './broken-copy.js';
import { examine } from './checker.js';
import type { Fault, Run } from './fault.js';
import { withInstallation } from './with-installation.js';

/** F10: every job comes twice, and then all of them once more. */
export const deliveredTwice: Fault = {
  id: 'F10',
  name: 'every job delivered twice, then every effect of the run once more',
  times: 1_000,
  share: 20,
  run: (run) =>
    withBrokenCopy('twice', twice, async () => {
      await withInstallation({ workers: 2 }, async (baton) => {
        await deliver(run, baton);
      });
    }),
};

const DISPATCH = 'apps/relay-worker/dist/dispatch-outbox.js';

/** Whatever goes into the queue goes in twice, and people are informed twice at the same time. */
export const twice: readonly Edit[] = [
  {
    file: DISPATCH,
    find: 'this.queue.add(leased.map(({ id, fence })=>({',
    become:
      "this.queue.add([...leased, ...leased.map((one)=>({ ...one, again: '-again' }))].map(({ id, fence, again = '' })=>({",
  },
  {
    file: 'apps/relay-worker/dist/inform-people.js',
    find: 'await this.informTogether(fresh)',
    become: 'await Promise.all([this.informTogether(fresh), this.informTogether(fresh)])',
  },
  { file: DISPATCH, find: 'id: `obx-${id}-${fence}`', become: 'id: `obx-${id}-${fence}${again}`' },
];

async function deliver(run: Run, baton: Installation): Promise<void> {
  const { database } = baton;
  const count = async (table: string) =>
    (await database.query<{ count: number }>(`SELECT count(*)::integer AS count FROM ${table}`))[0]!.count;

  const traffic = new Traffic(baton.as('ana'), baton.as('bea'), askUntilAnswered, { journey: 'refund', lines: 3 });
  const isEnough = async () => (await count('outbox')) >= run.limit.times || run.seconds > run.limit.seconds / 2;
  await until('enough effects', isEnough, run.limit.seconds + 60);
  await traffic.ends();
  for (const surprise of traffic.surprises) run.breach(`answered: ${surprise}`);
  await baton.settles(60);
  run.count('jobs delivered twice', await count('outbox'));
  const before = { notices: await count('notice'), events: await count('case_event') };

  // What was done is to be done again: only the keys of what comes of it stand against that.
  const again = await database.query('UPDATE outbox SET done_at = NULL, starts = 0, lease_until = NULL RETURNING id');
  run.count('effects done once more', again.length);
  run.done(again.length);
  await examine(run, baton);
  const after = { notices: await count('notice'), events: await count('case_event') };
  if (after.notices !== before.notices) run.breach(`I2 ${before.notices} notices became ${after.notices}`);
  if (after.events !== before.events) run.breach(`I2 ${before.events} events became ${after.events}`);
}
