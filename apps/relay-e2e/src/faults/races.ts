import { setTimeout as sleep } from 'node:timers/promises';

import type { Client } from '../support/client.js';
import type { Name } from '../support/company.js';
import type { Installation } from '../support/installation.js';
import type { CaseBody, HandoffBody } from '../support/views.js';
import { examine } from './checker.js';
import type { Fault, Run } from './fault.js';
import { withInstallation } from './with-installation.js';

/** F12: everybody reaches for the same leg at once, and then for everything else. */
export const races: Fault = {
  id: 'F12',
  name: 'races on one leg: accept × accept × withdraw × time out, and ten commands × eight clients',
  times: 2_000,
  share: 45,
  async run(run) {
    await withInstallation({ workers: 1 }, async (baton) => {
      while (run.goesOn(run.limit.seconds < Infinity ? 0.7 : 1)) {
        await Promise.all([raceForLeg(run, baton), raceForLeg(run, baton)]);
      }
      await everythingAtOnce(run, baton);
      await examine(run, baton);
    });
  },
};

const handOver = { package: { invoice: '4711' }, note: 'please check' };

/** Accepts by four to fifty clients, a withdrawal, and the end of the offer's time, all at the same moment. */
async function raceForLeg(run: Run, baton: Installation): Promise<void> {
  const ana = baton.as('ana');
  const timesOut = run.chance.next() < 0.3;
  const opened = await ana.opens(timesOut ? 'hurry' : 'refund');
  const { handoffs } = await ana.does(`/legs/${opened.legs[0]!.id}/hand-over`, handOver);
  const offer = handoffs[0]!;
  const receivers: readonly Name[] = timesOut ? ['wim', 'wanda'] : ['bea', 'bob', 'lou'];
  const clients = Array.from({ length: run.chance.whole(4, 50) }, (_, index) =>
    baton.as(receivers[index % receivers.length]!),
  );
  if (timesOut) await sleep(Math.max(0, Date.parse(offer.expiresAt) - Date.now() + run.chance.between(-150, 600)));
  const withdraws = run.chance.next() < 0.4;
  const [accepts, withdrawal] = await Promise.all([
    Promise.all(clients.map((client) => client.post(`/handoffs/${offer.id}/accept`))),
    withdraws ? ana.post(`/handoffs/${offer.id}/withdraw`, { reason: 'not needed' }) : undefined,
  ]);
  run.done();

  const replies = [...accepts, ...(withdrawal ? [withdrawal] : [])];
  for (const { status, body } of replies)
    if (status !== 200 && status !== 409) run.breach(`I3 a race was answered with ${status} ${JSON.stringify(body)}`);
  const after = await ana.reads(opened.id);
  const ended = after.handoffs.find(({ id }) => id === offer.id)!;
  const winners = new Set(accepts.filter(({ status }) => status === 200).map(({ body }) => winnerIn(body, offer)));
  if (winners.size > 1) run.breach(`I3 the offer ${offer.id} was given to ${[...winners].join(' and ')}`);
  const told = { accepted: winners.size === 1, withdrawn: withdrawal?.status === 200 };
  if (told.accepted && told.withdrawn) run.breach(`I3 the offer ${offer.id} was accepted and withdrawn`);
  for (const [end, isTold] of Object.entries(told))
    if (isTold !== (ended.status === end))
      run.breach(`I3 the offer ${offer.id} is ${ended.status}, ${end} was ${isTold}`);
  run.count(`ended ${ended.status}`);
  run.count('clients', replies.length);
}

const winnerIn = ({ handoffs }: CaseBody, { id }: HandoffBody) => handoffs.find((one) => one.id === id)?.endedById;

/** Eight people do whatever comes to their minds to the same few cases: what was answered must stand in the history so. */
async function everythingAtOnce(run: Run, baton: Installation): Promise<void> {
  const names: readonly Name[] = ['ana', 'lea', 'bea', 'bob', 'lou', 'wim', 'wanda', 'olga'];
  const cases = await Promise.all([1, 2, 3, 4].map(() => baton.as('ana').opens('refund')));
  const isLong = run.limit.times >= 1_000;
  const seconds = isLong ? Math.min(600, Math.max(3, run.limit.seconds * 0.2)) : 4;
  const until_ = performance.now() + seconds * 1_000;
  const answered: { readonly caseId: string; readonly version: number; readonly by: Name }[] = [];
  await Promise.all(
    names.map(async (name) => {
      while (performance.now() < until_) {
        const { id } = run.chance.pick(cases);
        const { status, body } = await anyCommand(run, baton.as(name), id);
        run.count('commands in the mix');
        if (status === 200) answered.push({ caseId: id, version: body.version, by: name });
        else if (![403, 404, 409, 422].includes(status))
          run.breach(`I3 the mix was answered with ${status} ${JSON.stringify(body).slice(0, 200)}`);
      }
    }),
  );
  run.count('of them done', answered.length);
  const strangers = await baton.database.query(
    `SELECT a.* FROM json_to_recordset($1::json) AS a("caseId" uuid, version integer, by text)
     WHERE NOT EXISTS (SELECT FROM case_event e WHERE e.case_id = a."caseId" AND e.seq <= a.version AND e.by = a.by)`,
    [JSON.stringify(answered)],
  );
  for (const one of strangers) run.breach(`I5 the history tells nothing of ${JSON.stringify(one)}`);
}

type Answer = { readonly status: number; readonly body: CaseBody };

async function anyCommand(run: Run, client: Client, caseId: string): Promise<Answer> {
  const state = await client.reads(caseId);
  if (!state?.legs) return { status: 404, body: state };
  const leg = run.chance.pick(state.legs);
  const handoff = state.handoffs.at(-1);
  const commands: readonly (readonly [path: string, body: object])[] = [
    [`/cases/${caseId}/notes`, { text: 'something was seen' }],
    [`/cases/${caseId}/priority`, { priority: run.chance.pick(['P1', 'P2', 'P3', 'P4']), reason: 'it looks so' }],
    [`/legs/${leg.id}/hand-over`, handOver],
    [`/legs/${leg.id}/progress`, { kind: 'work-recorded', note: 'a step' }],
    [`/legs/${leg.id}/reserve`, {}],
    [`/cases/${caseId}/nudge`, {}],
    [`/cases/${caseId}/join`, { as: 'watcher' }],
    ...(handoff
      ? ([
          [`/handoffs/${handoff.id}/accept`, {}],
          [`/handoffs/${handoff.id}/withdraw`, { reason: 'changed my mind' }],
          [`/handoffs/${handoff.id}/decline`, { code: 'no-capacity', note: 'too much to do' }],
        ] as const)
      : []),
  ];
  const [path, body] = run.chance.pick(commands);
  return client.post(path, body);
}
