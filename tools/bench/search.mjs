// How long a search takes: `npm run bench:search -- postgres://user:password@host/empty-database [cases]`.
// The first run fills the database (a million cases: some ten minutes), later runs find it filled.
import pg from 'pg';

import {
  createDataSource,
  keepHouse,
  listCases,
  runMigrations,
  searchCases,
} from '../../libs/relay/persistence/dist/index.js';
import { fillWithCases } from './search-cases.mjs';

const [url, cases = '1000000'] = process.argv.slice(2);
if (!url) {
  console.error('Name an empty database: npm run bench:search -- postgres://user:password@host/database [cases]');
  process.exit(1);
}
const ROUNDS = 40;

const searches = {
  'a number': 'C-500123',
  'a rare word (1 in 33,000)': 'zanzibar',
  'a word of 1 %': 'cable',
  'a word of 30 %': 'invoice',
  'a word of nearly all': 'kedab',
  'a frequent and a rare word': 'invoice zanzibar',
  'two frequent words': 'invoice lidab',
  'five frequent words': 'kedab lidab modab nudab radab',
  'a prefix of 3 letters': 'kur',
  'a customer': 'tifelauner',
  'an e-mail address': 'customer77777@mail27.example',
  'two letters swapped': 'zanzibra',
  'a word that is nowhere': 'qqqqqqqq',
};
const readers = { supervisor: 'everyone', agent: { personId: 'bob', departmentIds: ['billing'] } };

const dataSource = await createDataSource({ url }).initialize();
const pool = new pg.Pool({ connectionString: url, max: 1 });
try {
  await prepare();
  const [{ version, count }] = await dataSource.query(
    `SELECT current_setting('server_version') AS version, (SELECT count(*) FROM "case") AS count`,
  );
  console.log(`\n${Number(count).toLocaleString('en')} cases, Node ${process.versions.node}, PostgreSQL ${version}`);
  console.log('Milliseconds, median / 95th percentile; in brackets how many were found.\n');
  console.log(`| | ${Object.keys(readers).join(' | ')} | first page of the list |\n|---|---|---|---|`);
  for (const [name, text] of Object.entries(searches)) {
    const cells = [];
    for (const reader of Object.values(readers))
      cells.push(
        await timed(
          () => searchCases(dataSource, text, reader, 20),
          ({ hits, more }) => hits.length + (more ? '+' : ''),
        ),
      );
    const filter = { text, visibleTo: readers.agent };
    cells.push(
      await timed(
        () => listCases(dataSource, filter, 50),
        ({ cases, next }) => cases.length + (next ? '+' : ''),
      ),
    );
    console.log(`| ${name} | ${cells.join(' | ')} |`);
  }
} finally {
  await pool.end();
  await dataSource.destroy();
}

async function prepare() {
  await runMigrations(dataSource);
  const { rows } = await pool.query('SELECT FROM "case" LIMIT 1');
  if (rows.length > 0) return;
  console.log(`Filling the database with ${cases} cases …`);
  await fillWithCases(pool, Number(cases));
  // From here on as with a database that is older than search.
  await pool.query(`DELETE FROM schema_migration WHERE name LIKE 'FillCaseSearch%'; DROP INDEX case_search_by_word`);
  const from = performance.now();
  await runMigrations(dataSource);
  console.log(`The migration took in all of their words in ${Math.round((performance.now() - from) / 1000)} s.`);
  while ((await keepHouse(dataSource)).mayBeMore);
}

async function timed(work, found) {
  const times = [];
  let answer;
  for (let round = 0; round < ROUNDS; round++) {
    const from = performance.now();
    answer = await work();
    if (round >= 5) times.push(performance.now() - from);
  }
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.floor((times.length - 1) * share)].toFixed(0);
  return `${at(0.5)} / ${at(0.95)} (${found(answer)})`;
}
