import { Connection } from './client.mjs';
import { tokenOf } from './databases.mjs';
import { figure, median, percentile } from './figures.mjs';
import { memoryOf, startApp } from './processes.mjs';

/** What people ask all day, as their pages ask it, with everything in the database that there is. */
export async function benchReads({ name, database, rounds, requests, clients }) {
  const service = await startApp('case-service', { DATABASE_URL: database.url });
  const idle = memoryOf(service.pid);
  const asks = await asksOf(database, requests * (rounds + 1));
  const figures = [];
  try {
    for (const [what, ask] of Object.entries(asks)) {
      const p95 = [];
      const p50 = [];
      for (let round = 0; round <= rounds; round++) {
        const times = await timesOf(service, ask, round * requests, requests, clients);
        if (round === 0) continue;
        p95.push(percentile(times, 0.95));
        p50.push(median(times));
      }
      figures.push(figure(`${what}, median`, 'ms', p50), figure(`${what}, 95th percentile`, 'ms', p95, { atMost: 20 }));
    }
    figures.push(
      figure('memory of the service, idle', 'MB', [idle], { atMost: 250 }),
      figure('memory of the service after all of this', 'MB', [memoryOf(service.pid)], { atMost: 250 }),
    );
  } finally {
    await service.stop();
    await database.query(`DELETE FROM idempotency`);
  }
  return figures.map((one) => ({ ...one, what: `${name}: ${one.what}` }));
}

/** The `at`th request of each kind; none asks for the same twice in a round. */
async function asksOf(database, count) {
  const wanted = Math.min(count, 2_000);
  const cases = await database.look(database.pick('ready', wanted));
  const words = await database.query('SELECT bench.word(4000 + 97 * i) AS word FROM generate_series(1, 500) i');
  const of = (at) => cases[(at * 7919) % cases.length];
  const opening = {
    subject: 'The heater stays cold',
    description: 'It was mended in May and stays cold again.',
    requester: { name: 'Zoë Öğüt', email: 'zoe@customer.example', zone: 'Asia/Kolkata' },
    priority: 'P3',
    channel: 'phone',
    journeyId: 'refund',
  };
  return {
    'a case is opened': (at) => ['POST', '/api/v1/cases', of(at).holder, opening],
    'a note': (at) => [
      'POST',
      `/api/v1/cases/${of(at).id}/notes`,
      of(at).holder,
      { text: 'Called back, nobody answered' },
    ],
    'a case is read': (at) => ['GET', `/api/v1/cases/${of(at).id}`, of(at).holder],
    'its history is read': (at) => ['GET', `/api/v1/cases/${of(at).id}/events`, of(at).holder],
    'GET /inbox': (at) => ['GET', '/api/v1/inbox', of(at).holder],
    'GET /stalled': () => ['GET', '/api/v1/stalled', 'supervisor'],
    'GET /cases, the first page': (at) => ['GET', '/api/v1/cases?status=open', of(at).holder],
    'a search by word': (at) => ['GET', `/api/v1/search?text=${words[(at * 31) % words.length].word}`, of(at).holder],
    'a search by number': (at) => ['GET', `/api/v1/search?text=C-${of(at).number}`, of(at).holder],
  };
}

async function timesOf(service, ask, first, count, clients) {
  const connections = await Promise.all(Array.from({ length: clients }, () => Connection.to(service.port)));
  const times = [];
  let at = 0;
  const line = async (connection) => {
    while (at < count) {
      const [method, path, personId, body] = ask(first + at++);
      const answer = await connection.ask(method, path, tokenOf(personId), body);
      if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text()}`);
      times.push(answer.ms);
    }
  };
  await Promise.all(connections.map(line));
  for (const connection of connections) connection.close();
  return times;
}
