// How fast it is: `npm run bench`, or `npm run bench -- hand-over reads` for some. `--quick` takes a short look (a minute or two) and
// keeps nothing; `--cases 100000` for a smaller million; `--folder DIR` is where the databases stay for the next run. A storm of timers
// makes its cases anew and takes minutes, so it is taken once; `timers --rounds 5 --timers 20000` takes five smaller ones.
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';

import { openDatabase } from './databases.mjs';
import { benchHandOver } from './hand-over.mjs';
import { benchLive } from './live.mjs';
import { benchReads } from './read.mjs';
import { keep, show } from './report.mjs';
import { benchSearch } from './search.mjs';
import { startServer } from './server.mjs';
import { benchStart } from './start.mjs';
import { figure } from './figures.mjs';
import { benchTimers } from './timers.mjs';

const { values: given, positionals: chosen } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    clone: { type: 'boolean', default: false },
    cases: { type: 'string' },
    rounds: { type: 'string', default: '1' },
    timers: { type: 'string', default: '100000' },
    folder: { type: 'string', default: join(tmpdir(), 'baton-bench') },
  },
});
const { quick } = given;
const rounds = quick ? 1 : 5;
const cases = Number(given.cases ?? (quick ? 10_000 : 1_000_000));

const benchmarks = {
  'hand-over': {
    heading: 'Hand-overs',
    about:
      'A hand-over and its acceptance, each a command of its own: over HTTP, signed in, validated, decided by the rules, with its events,\n' +
      'timers and outbox row committed, announced live, from 1, 4 and 16 clients. The limit is what a bare client gets on the same database\n' +
      'that sends the very same SQL statements, prepared, and looks at no answer. Computing is that of the service and PostgreSQL: no worker runs, and what it does after a command is not in it.\n' +
      'For scale: a hand-off costs an established open-source ticket system 132 to 136 SQL statements and about 230 ms of computing on a machine\n' +
      'of 2 cores, 8.5 a second with 16 clients.',
    run: async (server) =>
      benchHandOver({
        server,
        databases: [await small(server), await large(server)],
        rounds,
        pairs: quick ? 40 : 400,
        clients: quick ? [1, 16] : [1, 4, 16],
      }),
  },
  reads: {
    heading: 'Everyday requests',
    about:
      'Over HTTP, 4 clients at once, every request another case or person. One in ten cases is open, half of these at their first leg, the others\n' +
      'handed over, accepted, handed on or chased; every case has its events, clocks, timers, parties and words.',
    run: async (server) => {
      const { name, database } = await large(server);
      const [{ bytes }] = await database.query(
        'SELECT pg_database_size(current_database())::double precision AS bytes',
      );
      return [
        ...(await benchReads({ name, database, rounds, requests: quick ? 40 : 200, clients: 4 })),
        figure(`${name}: a case on disk, with all that hangs on it and every index`, 'kB', [bytes / cases / 1000]),
      ];
    },
  },
  timers: {
    heading: 'A storm of timers',
    about:
      'As after an outage: half of a leg’s time is over in very many cases at the same moment, each of which is loaded, decided by the rules and\n' +
      'written with events, timers and an outbox row, while four people work on. Nothing is vacuumed meanwhile. Each storm makes its cases anew,\n' +
      'which takes minutes: it is taken once; `--rounds 5 --timers 20000` takes medians of five smaller ones.',
    run: async (server) => {
      const { database } = await large(server);
      const settings = { server, database, clients: 4, workers: 1, limitSeconds: quick ? 60 : 240 };
      return benchTimers({ ...settings, count: quick ? 1_000 : Number(given.timers), rounds: Number(given.rounds) });
    },
  },
  live: {
    heading: 'Live',
    about: 'A person’s live stream, opened before somebody else hands them a case.',
    run: async (server) => benchLive({ database: (await large(server)).database, count: quick ? 10 : 200 }),
  },
  search: {
    heading: 'Search',
    about:
      'Words are spread as in a language of 200,000: a few are in nearly every case, most are rare. From one client, without HTTP, as an agent who sees\n' +
      'such confidential cases only as are theirs. What is everywhere is found among the newest 10,000 cases and the newest 1,000 open ones, up to 100 of each; what at most\n' +
      '1,000 cases have is found by the index and weighed in full; what lies between is found among the latest 32,768 to 49,151 numbers, so of a word\n' +
      'of 1 % an old closed case may be missing from the 20 best. The list has all of them, the newest first.',
    run: async (server) => benchSearch({ ...(await large(server)), rounds: quick ? 15 : 40 }),
  },
  start: {
    heading: 'Start',
    about: '`npm start` until `/health/ready` answers.',
    run: () => benchStart({ rounds: quick ? 1 : rounds, withClone: given.clone }),
  },
};

const unknown = chosen.filter((name) => !(name in benchmarks));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}. Choose from: ${Object.keys(benchmarks).join(', ')}.`);
  process.exit(2);
}

function optionsOf(name) {
  if (name === 'start' && given.clone) return ' --clone';
  const isOther = name === 'timers' && (given.rounds !== '1' || given.timers !== '100000');
  return isOther ? ` --rounds ${given.rounds} --timers ${given.timers}` : '';
}

const opened = new Map();
const small = (server) => opening(server, 'bench_small', 1_000, 'ready');
const large = (server) => opening(server, quick ? 'bench_quick' : 'bench_large', cases);

async function opening(server, name, count, only) {
  if (!opened.has(name)) opened.set(name, await openDatabase(server, name, count, only));
  return { name: `${count.toLocaleString('en')} cases`, database: opened.get(name) };
}

const server = await startServer(given.folder);
try {
  const [{ version }] = await server.query(`SELECT split_part(current_setting('server_version'), ' ', 1) AS version`);
  for (const [name, benchmark] of Object.entries(benchmarks)) {
    if (chosen.length > 0 && !chosen.includes(name)) continue;
    const from = performance.now();
    console.log(`\n${benchmark.heading} …`);
    try {
      const figures = await benchmark.run(server);
      show(figures);
      const command = `npm run bench -- ${name}${optionsOf(name)}`;
      if (!quick) await keep({ ...benchmark, command }, figures, version);
    } catch (error) {
      console.error(error);
      process.exitCode = 1;
    }
    console.log(`  (${Math.round((performance.now() - from) / 1000)} s)`);
  }
} finally {
  for (const database of opened.values()) await database.close();
  await server.stop();
}
process.exit();
