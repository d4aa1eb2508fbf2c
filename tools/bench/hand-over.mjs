import pg from 'pg';

import { Connection } from './client.mjs';
import { tokenOf } from './databases.mjs';
import { figure, median, percentile } from './figures.mjs';
import { computed, startApp } from './processes.mjs';
import { recordStatements } from './statements.mjs';

/**
 * A hand-over and its acceptance as clients do it: signed in, validated, decided by the rules, with events, timers and the outbox
 * committed, announced live; beside the same SQL statements sent by a bare client on prepared statements, which is the limit.
 */
export async function benchHandOver({ server, databases, rounds, pairs, clients }) {
  const figures = [];
  const atScale = {};
  for (const { name, database } of databases) {
    const copies = database.pick('ready', pairs);
    await database.copies.restore(copies);
    const recorded = await recordStatements(database, copies);
    const perCommand = median(recorded.flat().map((statements) => statements.length));
    const service = await startApp('case-service', { DATABASE_URL: database.url });
    const bareClients = await BareClients.connect(database.url, Math.max(...clients));
    const served = Object.fromEntries(clients.map((count) => [count, []]));
    const bare = Object.fromEntries(clients.map((count) => [count, []]));
    try {
      for (let round = 0; round <= rounds; round++) {
        for (const count of clients) {
          const [ours, limit] = [
            await withRestored(database, copies, (cases) => runService(server, service, cases, count)),
            await withRestored(database, copies, () => bareClients.run(server, recorded, count)),
          ];
          if (round === 0) continue; // Everything is warm from here on.
          served[count].push(ours);
          bare[count].push(limit);
        }
      }
    } finally {
      await service.stop();
      await bareClients.end();
      await database.copies.restore(copies);
    }
    for (const count of clients) {
      const of = (runs, fact) => runs.map((run) => run[fact]);
      const [ours, limit] = [served[count], bare[count]];
      const where = `${name}, ${count} client${count > 1 ? 's' : ''}`;
      (atScale[count] ??= []).push(median(of(ours, 'perSecond')));
      figures.push(
        figure(`${where}: commands`, 'a second', of(ours, 'perSecond')),
        figure(`${where}: the same statements sent bare`, 'a second', of(limit, 'perSecond')),
        figure(
          `${where}: share of that limit`,
          '',
          ours.map((run, at) => run.perSecond / limit[at].perSecond),
          { atLeast: 0.5 },
        ),
        figure(`${where}: a command, median`, 'ms', of(ours, 'median')),
        figure(`${where}: a command, 99th percentile`, 'ms', of(ours, 'p99'), count === 16 ? { atMost: 50 } : {}),
        figure(`${where}: computing for a command, service and PostgreSQL`, 'ms', of(ours, 'cpu'), { atMost: 2 }),
        figure(`${where}: of it PostgreSQL`, 'ms', of(ours, 'cpuOfPostgres')),
        figure(`${where}: computing of PostgreSQL for the bare statements`, 'ms', of(limit, 'cpuOfPostgres')),
      );
    }
    figures.push(figure(`${name}: statements of a command`, '', [perCommand]));
  }
  if (databases.length === 2)
    for (const count of clients) {
      const [small, large] = atScale[count];
      figures.push(
        figure(
          `${databases[1].name} beside ${databases[0].name}, ${count} client${count > 1 ? 's' : ''}`,
          '',
          [large / small],
          {
            atLeast: 0.8,
          },
        ),
      );
    }
  return figures;
}

async function withRestored(database, copies, run) {
  await database.copies.restore(copies);
  await database.query('CHECKPOINT'); // Every round begins alike.
  return run(await database.look(copies));
}

async function runService(server, service, cases, count) {
  const connections = await Promise.all(Array.from({ length: count }, () => Connection.to(service.port)));
  const work = [...cases];
  const times = [];
  const command = async (connection, path, personId, body) => {
    const answer = await connection.ask('POST', path, tokenOf(personId), body);
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.text()}`);
    times.push(answer.ms);
    return answer;
  };
  const line = async (connection) => {
    for (let one = work.pop(); one; one = work.pop()) {
      const receiver = one.holder.replace('front', 'back');
      const answer = await command(connection, `/api/v1/legs/${one.legId}/hand-over`, one.holder, {
        toPersonId: receiver,
        package: { invoice: '4711' },
        note: 'Please look into it',
      });
      const { handoffs } = JSON.parse(answer.text());
      await command(connection, `/api/v1/handoffs/${handoffs.at(-1).id}/accept`, receiver, {});
    }
  };
  const measured = await measure(server, service, () => Promise.all(connections.map(line)));
  for (const connection of connections) connection.close();
  return {
    perSecond: times.length / measured.seconds,
    median: median(times),
    p99: percentile(times, 0.99),
    cpu: (measured.cpuOfService + measured.cpuOfPostgres) / times.length,
    cpuOfPostgres: measured.cpuOfPostgres / times.length,
  };
}

/** What a program can do at most that sends the same: prepared statements, no rules, answers not even looked at. */
class BareClients {
  static async connect(url, count) {
    const types = { getTypeParser: () => (text) => text };
    const clients = Array.from({ length: count }, () => new pg.Client({ connectionString: url, types }));
    await Promise.all(clients.map((client) => client.connect()));
    return new BareClients(clients);
  }

  constructor(clients) {
    this.clients = clients;
  }

  async run(server, recorded, count) {
    const work = [...recorded];
    let commands = 0;
    const line = async (client) => {
      for (let one = work.pop(); one; one = work.pop()) {
        for (const statements of one) {
          for (const statement of statements) await client.query(statement);
          commands += 1;
        }
      }
    };
    const measured = await measure(server, null, () => Promise.all(this.clients.slice(0, count).map(line)));
    return { perSecond: commands / measured.seconds, cpuOfPostgres: measured.cpuOfPostgres / commands };
  }

  async end() {
    await Promise.all(this.clients.map((client) => client.end()));
  }
}

async function measure(server, service, work) {
  const at = () => ({
    time: performance.now(),
    service: service ? computed(service.pid) : 0,
    postgres: computed(server.pid, true),
  });
  const before = at();
  await work();
  const after = at();
  return {
    seconds: (after.time - before.time) / 1000,
    cpuOfService: after.service - before.service,
    cpuOfPostgres: after.postgres - before.postgres,
  };
}
