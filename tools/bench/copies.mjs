import { canonicalJson } from '../../libs/relay/persistence/dist/case/canonical-json.js';
import { chainHash, CHAIN_START } from '../../libs/relay/persistence/dist/case/event-chain.js';
import { TEAMS } from './company.mjs';
import { MARKS } from './marks.mjs';

/** Everything that hangs on a case, what is referred to first. */
const TABLES = [
  'case',
  'leg',
  'handoff',
  'clock',
  'co_owner',
  'promise',
  'question',
  'disruption',
  'escalation',
  'chase',
  'near_miss',
  'finding',
  'case_event',
  'timer',
  'notice',
  'case_search',
];

const UUID = /([0-9a-f]{8}(?:-[0-9a-f]{4}){3})-[0-9a-f]{12}/g;

/**
 * Takes cases as templates and copies them by SQL, many at a time. Every id of a copy ends in the copy's number, its people are
 * those of another team, its words are its own and its chain of hashes is computed anew: a copy is as good as a case that was
 * worked on, and the same number always gives the same case.
 */
export class Copies {
  constructor(pool) {
    this.pool = pool;
  }

  /** Keeps these cases as templates `first`, `first` + 1 … and removes them from where they were. */
  async take(caseIds, first = 0) {
    await this.asReplica(async (client) => {
      await client.query(WORDS);
      for (const [at, caseId] of caseIds.entries()) {
        const { rows } = await client.query(`SELECT number::text FROM "case" WHERE id = $1`, [caseId]);
        const marked = (text) => text.replace(UUID, `$1-${MARKS.id}`).replaceAll(rows[0].number, MARKS.number);
        await this.takeEvents(client, caseId, first + at, marked);
        for (const table of TABLES) await takeRows(client, table, caseId, first + at, marked);
      }
      await remove(client, caseIds);
      await client.query('TRUNCATE outbox');
      await client.query('ANALYZE bench.template_row, bench.template_event');
    });
    this.plan = undefined;
  }

  async takeEvents(client, caseId, template, marked) {
    const { rows } = await client.query(
      `SELECT seq, type, (extract(epoch FROM at) * 1000)::double precision AS at, by, about_kind, about_id, facts, changes,
         encode(hash, 'hex') AS hash FROM case_event WHERE case_id = $1 ORDER BY seq`,
      [caseId],
    );
    let link = CHAIN_START;
    for (const { seq, type, at, by, about_kind, about_id, facts, changes, hash } of rows) {
      const event = { caseId, seq, type, at, by, about: { kind: about_kind, id: about_id }, facts, changes };
      link = chainHash(link, event);
      if (link !== hash) throw new Error(`Event ${seq} of template ${caseId} does not hash as it did.`);
      await client.query('INSERT INTO bench.template_event VALUES ($1, $2, $3)', [
        template,
        seq,
        marked(canonicalJson(event)),
      ]);
    }
  }

  /** Makes copies: number `n` is a copy of template `template`, for each of the list or for a range of numbers. */
  async make(copies) {
    await this.asReplica((client) => this.makeWith(client, copies));
  }

  async makeWith(client, copies) {
    this.plan ??= await planOf(client);
    await client.query('TRUNCATE pg_temp.copy').catch(() => client.query(COPY));
    const { sql, values } = Array.isArray(copies) ? { sql: LISTED, values: [JSON.stringify(copies)] } : copies;
    await client.query(sql, values);
    await client.query('ANALYZE pg_temp.copy');
    for (const statement of this.plan) await client.query(statement);
  }

  /** Puts copies back to how they were made. */
  async restore(copies) {
    await this.discard('number = ANY ($1)', [copies.map(({ n }) => 1000 + n)]);
    await this.make(copies);
  }

  /** Takes away the cases for which this holds, and what is left to be done because of any. */
  async discard(condition, values) {
    await this.asReplica(async (client) => {
      const { rows } = await client.query(`SELECT id FROM "case" WHERE ${condition}`, values);
      await remove(
        client,
        rows.map(({ id }) => id),
      );
      await client.query('TRUNCATE outbox, idempotency');
    });
  }

  /** Takes away what an addition made: its copies and its templates. */
  async undo(firstNumber, firstTemplate) {
    await this.discard('number >= $1', [1000 + firstNumber]);
    await this.pool.query('DELETE FROM bench.template_row WHERE template >= $1', [firstTemplate]);
    await this.pool.query('DELETE FROM bench.template_event WHERE template >= $1', [firstTemplate]);
  }

  /** Checks of foreign keys and triggers are for those who work on cases; these were checked as templates. */
  async asReplica(work) {
    const client = await this.pool.connect();
    try {
      await client.query("SET session_replication_role = replica; SET synchronous_commit = off; SET work_mem = '64MB'");
      return await work(client);
    } finally {
      await client.query('RESET session_replication_role; RESET synchronous_commit; RESET work_mem');
      client.release();
    }
  }
}

async function remove(client, caseIds) {
  for (const table of TABLES.toReversed())
    await client.query(`DELETE FROM "${table}" WHERE ${table === 'case' ? 'id' : 'case_id'} = ANY ($1::uuid[])`, [
      caseIds,
    ]);
}

async function takeRows(client, table, caseId, template, marked) {
  const { rows } = await client.query(
    `SELECT to_json(t)::text AS row FROM "${table}" t WHERE ${table === 'case' ? 'id' : 'case_id'} = $1`,
    [caseId],
  );
  if (table === 'case_search') return;
  for (const { row } of rows)
    await client.query('INSERT INTO bench.template_row VALUES ($1, $2, $3)', [template, table, marked(row)]);
}

const COPY = `CREATE TEMP TABLE copy (n integer PRIMARY KEY, template integer, number text, tail text, team text,
  subject text, words text, customer text)`;

/** What is a copy's own: words that are spread as in a language, of which a few are everywhere and most are rare. */
export const OWN = `
  n, template, (1000 + n)::text, lpad(to_hex(n), 12, '0'), '.t' || lpad((1 + n % ${TEAMS})::text, 4, '0'),
  substring(bench.sentence(n) FROM 1 FOR 40)
    || CASE WHEN n % 33333 = 7 THEN ' zanzibar' WHEN n % 100 = 3 THEN ' cable' ELSE '' END,
  bench.sentence(n * 7::bigint) || CASE WHEN n % 10 IN (1, 4, 8) THEN ' invoice' ELSE '' END,
  bench.word(4000 + n % 20000) || n`;

const LISTED = `INSERT INTO pg_temp.copy SELECT ${OWN} FROM json_to_recordset($1::json) AS r(n integer, template integer)`;

const WORDS = `
CREATE SCHEMA IF NOT EXISTS bench;
CREATE TABLE IF NOT EXISTS bench.template_row (template integer, name text, row jsonb);
CREATE TABLE IF NOT EXISTS bench.template_event (template integer, seq integer, text text);
-- The n-th most frequent word of a language of 200,000: three syllables of its own.
CREATE OR REPLACE FUNCTION bench.word(n integer) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT (array['ba','ke','li','mo','nu','ra','se','ti','vo','zu','fan','gel','hir','jon','kur','lam','mer','nis','por','tul'])[n % 20 + 1]
    || (array['da','fe','gi','ho','ju','ka','le','mi','no','pu','bras','cher','drin','flor','grun','klam','pres','stin','trov','schu'])[n / 20 % 20 + 1]
    || (array['b','l','m','n','r','s','t','x','ck','ng'])[n / 400 % 10 + 1]
    || CASE WHEN n >= 4000 THEN (array['a','e','i','o','u','au','ei','ie','ou','y'])[n / 4000 % 10 + 1]
      || (array['ner','ling','tung','keit','dor'])[n / 40000 % 5 + 1] ELSE '' END
$$;
-- Drawing every word of every case would take hours: cases are made of 10,000 sentences of 15 words.
CREATE TABLE IF NOT EXISTS bench.sentence (id integer PRIMARY KEY, text text);
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM bench.sentence) THEN
    PERFORM setseed(0.42);
    INSERT INTO bench.sentence
      SELECT i / 15, string_agg(bench.word(floor(exp(random() * ln(200000)))::integer), ' ')
      FROM generate_series(0, 149999) i GROUP BY 1;
  END IF;
END $$;
CREATE OR REPLACE FUNCTION bench.sentence(seed bigint) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT text FROM bench.sentence WHERE id = (hashint8(seed)::bigint + 2147483648) % 10000
$$;
CREATE OR REPLACE FUNCTION bench.link(hash bytea, event text) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT sha256(hash || convert_to(event, 'UTF8'))
$$;
CREATE OR REPLACE AGGREGATE bench.chain(text) (sfunc = bench.link, stype = bytea, initcond = '\\x${CHAIN_START}');
`;

/** One statement for each table: its columns, with everything replaced that is a copy's own. */
async function planOf(client) {
  const { rows: columns } = await client.query(
    `SELECT table_name AS table, column_name AS name, format_type(a.atttypid, a.atttypmod) AS type
     FROM information_schema.columns c
     JOIN pg_attribute a ON a.attrelid = format('%I.%I', table_schema, table_name)::regclass AND a.attname = column_name
     WHERE table_schema = 'public' AND table_name = ANY ($1) ORDER BY ordinal_position`,
    [TABLES],
  );
  const statements = [];
  for (const table of TABLES.filter((name) => !['case', 'case_event', 'case_search'].includes(name))) {
    const { rowCount } = await client.query('SELECT FROM bench.template_row WHERE name = $1 LIMIT 1', [table]);
    if (rowCount > 0) statements.push(await insertion(client, table, columns));
  }
  return [await insertionOfHistory(client, columns), ...statements, SEARCH];
}

async function insertion(client, table, columns) {
  const own = columns.filter((column) => column.table === table);
  const values = await valuesOf(client, own);
  return `INSERT INTO "${table}" (${own.map(({ name }) => `"${name}"`)}) SELECT ${values} FROM pg_temp.copy
    JOIN bench.template_row t USING (template) WHERE t.name = '${table}'`;
}

/** A case ends with the hash of its last event. */
async function insertionOfHistory(client, columns) {
  const listed = async (table) => {
    const own = columns.filter((column) => column.table === table && !/hash$/.test(column.name));
    return {
      names: own.map(({ name }) => `"${name}"`),
      values: await valuesOf(client, own),
    };
  };
  const [kase, event] = [await listed('case'), await listed('case_event')];
  return `WITH linked AS MATERIALIZED (
      SELECT n, seq, bench.chain(${replaced('e.text', Object.keys(MARKS))}) OVER (PARTITION BY n ORDER BY seq) AS hash
      FROM pg_temp.copy JOIN bench.template_event e USING (template)),
    events AS (INSERT INTO case_event (${event.names}, hash) SELECT ${event.values}, hash FROM linked
      JOIN pg_temp.copy USING (n) JOIN bench.template_row t
        ON t.template = copy.template AND t.name = 'case_event' AND (t.row ->> 'seq')::integer = linked.seq)
    INSERT INTO "case" (${kase.names}, chain_hash) SELECT ${kase.values}, hash FROM linked
      JOIN pg_temp.copy USING (n) JOIN bench.template_row t
        ON t.template = copy.template AND t.name = 'case' AND (t.row ->> 'version')::integer = linked.seq`;
}

const SEARCH = `INSERT INTO case_search SELECT id, "case".number, case_words(id, 1) FROM pg_temp.copy
  JOIN "case" ON "case".number = copy.number::integer`;

async function valuesOf(client, columns) {
  const values = [];
  for (const column of columns) values.push(await valueOf(client, column));
  return values;
}

/** Only what stands in the templates is looked for. */
async function valueOf(client, { table, name, type }) {
  const text = `(t.row ->> '${name}')`;
  if (type === 'uuid') return `(left(${text}, 24) || tail)::uuid`;
  const { rows } = await client.query(
    `SELECT mark FROM json_each_text($1::json) AS m(mark, text)
     WHERE EXISTS (SELECT FROM bench.template_row WHERE name = $2 AND strpos(row ->> $3, m.text) > 0)`,
    [JSON.stringify(MARKS), table, name],
  );
  return `${replaced(
    text,
    rows.map(({ mark }) => mark),
  )}::${type}`;
}

const replaced = (text, marks) =>
  marks.reduce((sql, mark) => `replace(${sql}, '${MARKS[mark]}', ${mark === 'id' ? 'tail' : mark})`, text);
