import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import { aCall } from '../support/client.js';
import { PROJECT } from '../support/command-line.js';
import type { Name } from '../support/company.js';
import type { Installation } from '../support/installation.js';
import { askUntilAnswered } from '../support/traffic.js';
import type { CaseBody } from '../support/views.js';
import { examine } from './checker.js';
import type { Fault, Run } from './fault.js';
import { withInstallation } from './with-installation.js';

/** F26: hand-offs as they happened elsewhere, while service and workers are killed. */
export const realRelays: Fault = {
  id: 'F26',
  name: 'real hand-offs of another company’s log, with service and workers killed meanwhile (incidents with several groups)',
  times: 200,
  share: 25,
  run: (run) =>
    withInstallation({ workers: 2 }, async (baton) => {
      const relays = readRelays().slice(0, Math.ceil(run.limit.times));
      const waiting = [...relays];
      let isOver = false;
      const killing = killMeanwhile(run, baton, () => isOver);
      await Promise.all(
        Array.from({ length: 4 }, async () => {
          for (let relay = waiting.shift(); relay && run.goesOn(); relay = waiting.shift()) {
            await passOn(run, baton, relay);
            run.done();
          }
        }),
      );
      isOver = true;
      await killing;
      await examine(run, baton);
    }),
};

interface Relay {
  readonly incident: string;
  readonly groups: readonly string[];
}

/** The groups of each incident in the order of the log, of those that more than one group worked on. */
function readRelays(): readonly Relay[] {
  const file = `${PROJECT}apps/baton/src/import/fixtures/servicenow-incidents-slice.csv`;
  const [header, ...rows] = readFileSync(file, 'utf8').trim().split('\n');
  const column = (name: string) => header!.split(',').indexOf(name);
  const [number, group] = [column('number'), column('assignment_group')];
  const groups = new Map<string, string[]>();
  for (const row of rows) {
    const fields = row.split(',');
    const sequence = groups.get(fields[number]!) ?? [];
    if (fields[group] !== '?' && sequence.at(-1) !== fields[group]) sequence.push(fields[group]!);
    groups.set(fields[number]!, sequence);
  }
  return [...groups]
    .map(([incident, sequence]) => ({ incident, groups: sequence }))
    .filter((one) => one.groups.length > 1);
}

/** Two departments take turns; whose work it was there is the name of the leg. */
const carriers: readonly (readonly [department: string, person: Name])[] = [
  ['billing', 'bea'],
  ['parts', 'pia'],
];

async function passOn(run: Run, baton: Installation, { incident, groups }: Relay): Promise<void> {
  const does = async (name: Name, path: string, body: object): Promise<CaseBody> => {
    const reply = (await askUntilAnswered(baton.as(name), path, body))!;
    if (reply.status >= 300)
      throw new Error(`${incident}: POST ${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
    return reply.body;
  };
  let holder: Name = 'ana';
  const { journeyId: _, ...call } = aCall('');
  let state = await does(holder, '/cases', { ...call, subject: incident });
  for (const [turn, group] of groups.entries()) {
    const [toDepartmentId, receiver] = carriers[turn % carriers.length]!;
    const running = state.legs.find(({ status }) => status === 'running')!;
    const terms = { toDepartmentId, legName: group, package: {}, note: 'as it was' };
    const handed = await does(holder, `/legs/${running.id}/hand-over`, terms);
    const offer = handed.handoffs.find(({ status }) => status === 'offered')!;
    state = await does(receiver, `/handoffs/${offer.id}/accept`, {});
    holder = receiver;
    run.count('hand-offs');
  }
  const told = await baton.database.query<{ name: string }>(
    `SELECT l.name FROM handoff h JOIN leg l ON l.case_id = h.case_id AND l.id = h.to_leg_id
     WHERE h.case_id = $1 AND h.status = 'accepted' ORDER BY h.ended_at`,
    [state.id],
  );
  const sequence = told.map(({ name }) => name);
  if (sequence.join() !== groups.join())
    run.breach(`I6 ${incident} went ${groups.join(' → ')}, here ${sequence.join(' → ')}`);
}

async function killMeanwhile(run: Run, baton: Installation, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    await sleep(run.chance.between(200, 1_500));
    const which = run.chance.whole(0, 2);
    const one = which === 2 ? baton.service : baton.workers[which]!;
    await one.kill9();
    run.count('kills');
    await (which === 2 ? baton.startService() : one.start());
  }
}
