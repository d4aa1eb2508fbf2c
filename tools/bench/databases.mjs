import { createHash } from 'node:crypto';
import pg from 'pg';

import { migrate } from '../../apps/baton/dist/migrate/migrate.js';
import { sweepFinishedCases } from '../../libs/relay/persistence/dist/database/sweep-finished-cases.js';
import { CompanyDirectory, createDataSource, keepHouse } from '../../libs/relay/persistence/dist/index.js';
import { company } from './company.mjs';
import { Copies, OWN } from './copies.mjs';
import { lives, makeTemplates } from './template-cases.mjs';

const BATCH = 10_000;
/** An older one is made anew: its timers would begin to be due. */
const DAYS_OF_USE = 5;
const SCHEMA_OF_BENCH = 2;
/** As the worker has it unless it is set. */
const FINISHED_DAYS = 30;

/** What a program of this person signs in with. */
export const tokenOf = (personId) => `bench-${personId}`;

/** A database with so many cases, of which every tenth is open; made when the folder has none that can be used. */
export async function openDatabase(server, name, count, only) {
  const known = await server.query(
    `SELECT shobj_description(oid, 'pg_database') AS is FROM pg_database WHERE datname = $1`,
    [name],
  );
  const is = JSON.parse(known[0]?.is ?? 'null');
  const isUsable =
    is?.count === count && is.schema === SCHEMA_OF_BENCH && Date.now() - is.madeAt < DAYS_OF_USE * 86_400_000;
  if (known.length > 0 && !isUsable) await server.query(`DROP DATABASE "${name}" WITH (FORCE)`);
  if (!isUsable) await server.query(`CREATE DATABASE "${name}"`);
  const database = new Database(server.urlOf(name), is);
  if (isUsable) return database.ready();
  console.log(`Making the database of ${count.toLocaleString('en')} cases …`);
  const facts = await database.fill(count, only);
  const comment = JSON.stringify({ ...facts, count, schema: SCHEMA_OF_BENCH, madeAt: Date.now() });
  await server.query(`COMMENT ON DATABASE "${name}" IS '${comment}'`);
  return database.ready();
}

export class Database {
  constructor(url, facts) {
    this.url = url;
    this.facts = facts;
    this.pool = new pg.Pool({ connectionString: url, max: 4 });
    this.pool.on('error', () => undefined);
    this.copies = new Copies(this.pool);
  }

  query = async (sql, values) => (await this.pool.query(sql, values)).rows;

  /** Brings the schema up to date, as an update of Baton does. */
  async ready() {
    await migrate(this.url);
    await this.isSwept();
    return this;
  }

  /** Of cases that ended long ago nothing is left to remove: the templates were swept, and no worker looks for it meanwhile. */
  async isSwept() {
    await this.query(`UPDATE swept SET up_to = now() - interval '${FINISHED_DAYS} days'`);
  }

  async fill(count, only) {
    const from = performance.now();
    await migrate(this.url);
    const dataSource = await createDataSource({ url: this.url }).initialize();
    try {
      await new CompanyDirectory(dataSource).put(company);
      await this.pool.query(
        `INSERT INTO api_token (id, person_id, name, prefix, sha256, created_at)
         SELECT gen_random_uuid(), person, 'bench', 'bench', decode(hash, 'hex'), now()
         FROM json_to_recordset($1::json) AS r(person text, hash text)`,
        [JSON.stringify(company.people.map(({ id }) => ({ person: id, hash: hashOf(tokenOf(id)) })))],
      );
      const templates = await this.addTemplates(dataSource, lives(only));
      await this.copyAll(templates, count);
      await this.isSwept();
      while ((await keepHouse(dataSource, FINISHED_DAYS)).mayBeMore);
      const seconds = (performance.now() - from) / 1000;
      console.log(`… which took ${Math.round(seconds)} s.`);
      return (this.facts = { templates, seconds });
    } finally {
      await dataSource.destroy();
    }
  }

  /** Makes templates through the use cases; answers them with the number by which they are copied. */
  async addTemplates(dataSource, chosen, first = 0) {
    await this.pool.query(`SELECT setval('case_number', 900000000)`);
    const templates = await makeTemplates(dataSource, Date.now(), chosen);
    while ((await sweepFinishedCases(this.pool, FINISHED_DAYS)).mayBeMore);
    templates.sort((a, b) => a.openedAt - b.openedAt);
    await this.copies.take(
      templates.map(({ caseId }) => caseId),
      first,
    );
    return templates.map(({ name, share }, at) => ({ name, share, template: first + at }));
  }

  /** The oldest have the smallest numbers. Indexes are made at the end, as when a backup is restored. */
  async copyAll(templates, count) {
    let from = 1;
    for (const one of templates) {
      one.from = from;
      from += Math.max(1, Math.round(count * one.share));
      one.upTo = from - 1;
    }
    templates.at(-1).upTo = Math.max(count, templates.at(-1).from);
    const indexes = await this.query(
      `SELECT indexname AS name, indexdef AS sql FROM pg_indexes WHERE schemaname = 'public'
         AND indexname NOT IN (SELECT conname FROM pg_constraint) AND tablename IN
           ('case', 'leg', 'handoff', 'clock', 'co_owner', 'case_event', 'timer', 'notice', 'case_search')`,
    );
    for (const { name } of indexes) await this.pool.query(`DROP INDEX "${name}"`);
    const batches = templates.flatMap(({ template, from, upTo }) =>
      Array.from({ length: Math.ceil((upTo - from + 1) / BATCH) }, (_, at) => ({
        sql: `INSERT INTO pg_temp.copy SELECT ${OWN} FROM (SELECT n, $3::integer AS template FROM generate_series($1::integer, $2::integer) n) r`,
        values: [from + at * BATCH, Math.min(upTo, from + (at + 1) * BATCH - 1), template],
      })),
    );
    const line = () =>
      this.copies.asReplica(async (client) => {
        for (let batch = batches.pop(); batch; batch = batches.pop()) await this.copies.makeWith(client, batch);
      });
    await Promise.all([line(), line()]);
    const build = () =>
      this.copies.asReplica(async (client) => {
        await client.query(`SET maintenance_work_mem = '1GB'; SET max_parallel_maintenance_workers = 0`);
        for (let index = indexes.pop(); index; index = indexes.pop()) await client.query(index.sql);
      });
    await Promise.all([build(), build()]);
    await this.pool.query(`SELECT setval('case_number', ${1000 + count})`);
    await this.pool.query('VACUUM (ANALYZE, PARALLEL 0)');
  }

  /** So many of the cases that are made after these templates, spread evenly over all of them; all when there are not as many. */
  pick(name, wanted) {
    const templates = this.facts.templates.filter((one) => one.name === name);
    const all = templates.reduce((sum, { from, upTo }) => sum + upTo - from + 1, 0);
    const count = Math.min(wanted, all);
    return Array.from({ length: count }, (_, at) => {
      let place = Math.floor((at * all) / count);
      const { template, from } = templates.find(({ from, upTo }) => {
        const isHere = place <= upTo - from;
        if (!isHere) place -= upTo - from + 1;
        return isHere;
      });
      return { n: from + place, template };
    });
  }

  /** What clients have to know of these copies. */
  async look(copies) {
    return this.query(
      `SELECT c.id, c.number, l.id AS "legId", l.holder_id AS holder FROM json_to_recordset($1::json) AS r(n integer)
       JOIN "case" c ON c.number = 1000 + r.n
       JOIN leg l ON l.case_id = c.id AND l.status = 'running' ORDER BY r.n`,
      [JSON.stringify(copies)],
    );
  }

  async close() {
    await this.pool.end();
  }
}

const hashOf = (text) => createHash('sha256').update(text).digest('hex');
