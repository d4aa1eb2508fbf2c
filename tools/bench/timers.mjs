import { setTimeout as sleep } from 'node:timers/promises';

import { createDataSource } from '../../libs/relay/persistence/dist/index.js';
import { Connection } from './client.mjs';
import { tokenOf } from './databases.mjs';
import { figure, percentile } from './figures.mjs';
import { computed, memoryOf, startApp } from './processes.mjs';
import { storm as stormTemplates } from './template-cases.mjs';

const FIRST_TEMPLATE = 1000;
const FIRST_NUMBER = 3_000_000;

/** The statement by which the worker claims, as it is sent. */
const CLAIM = `SELECT c.id FROM timer t JOIN "case" c ON c.id = t.case_id
  WHERE t.fired_at IS NULL AND t.cancelled_at IS NULL AND t.wake_at <= statement_timestamp()
  ORDER BY t.wake_at LIMIT 100 FOR NO KEY UPDATE OF c SKIP LOCKED`;

/** Storms of timers, one after the other; figures are medians over them. */
export async function benchTimers({ rounds, ...settings }) {
  const storms = [];
  for (let round = 0; round < rounds; round++) storms.push(await storm(settings));
  const each = (name) => storms.map((one) => one[name]);
  const { count, workers } = settings;
  const where = `${count.toLocaleString('en')} timers due at once, ${workers} worker${workers > 1 ? 's' : ''}`;
  const future = storms[0].future.toLocaleString('en');
  return [
    figure(`${where}: the first effect`, 's', each('first'), { atMost: 2 }),
    figure(`${where}: all have taken effect`, 's', each('all'), count === 100_000 ? { atMost: 30 } : {}),
    figure(`${where}: cases woken`, 'a second', each('perSecond')),
    figure(`${where}: computing for one, workers`, 'ms', each('computingOfWorkers')),
    figure(
      `${where}: computing for one, PostgreSQL with the traffic and the counting`,
      'ms',
      each('computingOfPostgres'),
    ),
    figure(`${where}: cases whose people are still to be told then`, '', each('waiting')),
    figure(`${where}: all people are told`, 's', each('toldAfter')),
    figure(`${where}: a request meanwhile, 95th percentile`, 'ms', each('request'), { atMost: 500 }),
    figure(`${where}: requests meanwhile`, 'a second', each('requests')),
    figure(`a claim of 100 beside ${future} future timers, 95th percentile`, 'ms', each('claim'), { atMost: 20 }),
    figure('a claim after they have fired, without a vacuum', 'ms', each('claimAfterwards'), { atMost: 20 }),
    figure('memory of a worker in the storm', 'MB', each('memory'), { atMost: 250 }),
  ];
}

/**
 * As after an outage: so many cases are due at the same moment, while people go on working. Beside as many future timers as the
 * database's open cases have, and without a vacuum of what has fired.
 */
async function storm({ server, database, count, workers, clients, limitSeconds }) {
  await database.copies.undo(FIRST_NUMBER, FIRST_TEMPLATE); // What a run left that was broken off.
  const dataSource = await createDataSource({ url: database.url }).initialize();
  const dueAt = Date.now() + 20_000 + count;
  const [{ template }] = await database
    .addTemplates(dataSource, stormTemplates(dueAt), FIRST_TEMPLATE)
    .finally(() => dataSource.destroy());
  const all = Array.from({ length: count }, (_, at) => ({ n: FIRST_NUMBER + at, template }));
  await database.query('ALTER TABLE timer SET (autovacuum_enabled = off)');
  const [{ future }] = await database.query(
    `SELECT count(*)::integer AS future FROM timer WHERE fired_at IS NULL AND cancelled_at IS NULL AND wake_at > now() + interval '1 day'`,
  );
  const settings = { DATABASE_URL: database.url };
  const service = await startApp('case-service', settings);
  const running = [];
  try {
    const batches = Array.from({ length: Math.ceil(count / 5_000) }, (_, at) =>
      all.slice(at * 5_000, (at + 1) * 5_000),
    );
    const line = async () => {
      for (let batch = batches.pop(); batch; batch = batches.pop()) await database.copies.make(batch);
    };
    await Promise.all([line(), line()]);
    await database.query('ANALYZE timer');
    if (Date.now() > dueAt) console.log('The machine is slow: the cases were due before all of them were made.');
    for (let one = 0; one < workers; one++) running.push(await startApp('relay-worker', settings));
    await sleep(Math.max(0, dueAt - Date.now()));

    const from = performance.now();
    const cpu = () => ({
      workers: running.reduce((sum, { pid }) => sum + computed(pid), 0),
      postgres: computed(server.pid, true),
    });
    const before = cpu();
    const traffic = new Traffic(service.port, database, clients);
    const claims = [];
    let first;
    let left = count;
    while (left > 0 && performance.now() - from < limitSeconds * 1000) {
      await sleep(first === undefined ? 100 : 1_000); // Counting costs, too.
      [{ left }] = await database.query(
        `SELECT count(*)::integer AS left FROM timer WHERE fired_at IS NULL AND cancelled_at IS NULL AND wake_at <= now()`,
      );
      if (left < count) first ??= (performance.now() - from) / 1000;
      claims.push(await timeOfClaim(database));
    }
    const seconds = (performance.now() - from) / 1000;
    const after = cpu();
    const perCase = (process) => (after[process] - before[process]) / Math.max(1, count - left);
    const [{ waiting }] = await database.query('SELECT count(*)::integer AS waiting FROM outbox WHERE done_at IS NULL');
    const times = await traffic.end();
    const isAllTold = await untilNobodyWaits(database, limitSeconds);
    const toldAfter = (performance.now() - from) / 1000;
    const memory = Math.max(...running.map(({ pid }) => memoryOf(pid)));
    const afterwards = [];
    for (let round = 0; round < 20; round++) afterwards.push(await timeOfClaim(database));
    return {
      future,
      first: first ?? NaN,
      all: left === 0 ? seconds : NaN,
      perSecond: (count - left) / seconds,
      computingOfWorkers: perCase('workers'),
      computingOfPostgres: perCase('postgres'),
      waiting,
      toldAfter: isAllTold ? toldAfter : NaN,
      request: percentile(times, 0.95),
      requests: times.length / seconds,
      claim: percentile(claims, 0.95),
      claimAfterwards: percentile(afterwards, 0.95),
      memory,
    };
  } finally {
    await Promise.all(running.map((worker) => worker.stop()));
    await service.stop();
    await database.query('ALTER TABLE timer RESET (autovacuum_enabled)');
    await database.copies.undo(FIRST_NUMBER, FIRST_TEMPLATE);
  }
}

/** What was caused meanwhile is told of afterwards; answers whether all of it was, within the limit. */
async function untilNobodyWaits(database, limitSeconds) {
  for (const until = performance.now() + limitSeconds * 1000; performance.now() < until; await sleep(1_000)) {
    const [{ waits }] = await database.query(
      `SELECT EXISTS (SELECT FROM outbox WHERE topic = 'inform' AND done_at IS NULL AND parked_at IS NULL) AS waits`,
    );
    if (!waits) return true;
  }
  return false;
}

async function timeOfClaim(database) {
  const client = await database.pool.connect();
  try {
    await client.query('BEGIN');
    const from = performance.now();
    await client.query({ name: 'claim', text: CLAIM });
    return performance.now() - from;
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}

/** People at their desks, each asking a few times a second: a case, their inbox, and a note now and then. */
class Traffic {
  isOver = false;
  times = [];

  constructor(port, database, clients) {
    this.lines = Promise.all(Array.from({ length: clients }, (_, at) => this.line(port, database, at)));
    this.lines.catch(() => undefined); // `end` tells of it.
  }

  async line(port, database, at) {
    const connection = await Connection.to(port);
    const cases = await database.look(database.pick('ready', 200));
    for (let turn = at; !this.isOver; turn += 7) {
      const { id, holder } = cases[turn % cases.length];
      const asks = [
        ['GET', `/api/v1/cases/${id}`],
        ['GET', '/api/v1/inbox'],
        ['POST', `/api/v1/cases/${id}/notes`, { text: 'Called back, nobody answered' }],
      ];
      const answer = await connection.ask(asks[turn % 3][0], asks[turn % 3][1], tokenOf(holder), asks[turn % 3][2]);
      if (answer.status >= 300) throw new Error(`${asks[turn % 3][1]}: ${answer.status} ${answer.text()}`);
      this.times.push(answer.ms);
      await sleep(100);
    }
    connection.close();
  }

  async end() {
    this.isOver = true;
    await this.lines;
    return this.times;
  }
}
