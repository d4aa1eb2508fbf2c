/**
 * Fills an empty, migrated database with cases whose words are spread as in a language: a few are everywhere, most are rare.
 * Only what search looks at is real: the case, its opening and what was written into it. `invoice` is in 30 % of the cases.
 */
export async function fillWithCases(pool, count) {
  await pool.query(company);
  await pool.query('ALTER TABLE case_event DISABLE TRIGGER USER');
  const batch = 25_000;
  for (let from = 1; from <= count; from += batch) {
    const upTo = Math.min(from + batch - 1, count);
    await pool.query(cases, [from, upTo, count]);
    await pool.query(openings, [from, upTo]);
    await pool.query(writings, [from, upTo]);
  }
  await pool.query('ALTER TABLE case_event ENABLE TRIGGER USER');
  await pool.query('VACUUM ANALYZE "case"');
  await pool.query('ANALYZE case_event');
}

const company = `
BEGIN;
INSERT INTO department VALUES ('dispatch', 'Dispatch', 'frontline', 'office', 'ann', null, 3600, 3600, true),
  ('billing', 'Billing', 'back-office', 'office', 'ann', null, 3600, 3600, true);
INSERT INTO person VALUES ('ann', 'Ann', 'ann@bench.example', 'lead', 'dispatch', 'UTC', true, null, 'available', '[]'),
  ('bob', 'Bob', 'bob@bench.example', 'agent', 'billing', 'UTC', true, null, 'available', '[]');
COMMIT;
-- The n-th most frequent word of a language of 200,000: three syllables of its own.
CREATE FUNCTION word(n integer) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT (array['ba','ke','li','mo','nu','ra','se','ti','vo','zu','fan','gel','hir','jon','kur','lam','mer','nis','por','tul'])[n % 20 + 1]
    || (array['da','fe','gi','ho','ju','ka','le','mi','no','pu','bras','cher','drin','flor','grun','klam','pres','stin','trov','schu'])[n / 20 % 20 + 1]
    || (array['b','l','m','n','r','s','t','x','ck','ng'])[n / 400 % 10 + 1]
    || CASE WHEN n >= 4000 THEN (array['a','e','i','o','u','au','ei','ie','ou','y'])[n / 4000 % 10 + 1]
      || (array['ner','ling','tung','keit','dor'])[n / 40000 % 5 + 1] ELSE '' END
$$;
SELECT setseed(0.42);
-- Drawing every word of every case would take hours: cases are made of 200,000 sentences of 15 words.
CREATE TABLE sentence AS
  SELECT i / 15 AS id, string_agg(word(floor(exp(random() * ln(200000)))::integer), ' ') AS text
  FROM generate_series(0, 2999999) i GROUP BY 1;
ALTER TABLE sentence ADD PRIMARY KEY (id);
CREATE FUNCTION sentence(seed bigint) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT text FROM sentence WHERE id = (hashint8(seed)::bigint + 2147483648) % 200000
$$;
`;

/** Every tenth is open, every fiftieth confidential; the subject has some 6 words, the description 45. */
const cases = `
INSERT INTO "case" (id, number, subject, description, requester, priority, confidential, status, owner_id, opened_by_id,
  opened_at, department_id, calendar_id, plan_revision, hops, planned_handoffs, returns, ping_pongs, route, returns_frozen,
  urgency_raised, closed_at, reopened_count, imported, version, chain_hash)
SELECT gen_random_uuid(), 1000 + n,
  substring(sentence(n) FROM 1 FOR 40) || CASE WHEN n % 33333 = 7 THEN ' zanzibar' WHEN n % 100 = 3 THEN ' cable' ELSE '' END,
  concat_ws('. ', sentence(n * 7::bigint), sentence(n * 11::bigint), sentence(n * 13::bigint)) || CASE WHEN n % 10 IN (1, 4, 8) THEN ' invoice' ELSE '' END,
  json_build_object('name', initcap(word(4000 + n % 20000)) || ' ' || initcap(word(24000 + n / 7 % 60000)),
    'email', 'customer' || n || '@mail' || n % 50 || '.example', 'phone', '+49 30 ' || 1000000 + n, 'zone', 'UTC'),
  'P3', n % 50 = 0, CASE WHEN n % 10 = 0 THEN 'open' ELSE 'closed' END, CASE WHEN n % 3 = 0 THEN 'bob' ELSE 'ann' END, 'ann',
  now() - ($3 - n) * interval '1 minute', CASE WHEN n % 2 = 0 THEN 'billing' ELSE 'dispatch' END, 'office', 0, 0, 0, 0, 0, '[]',
  false, 0, CASE WHEN n % 10 = 0 THEN null ELSE now() - ($3 - n) * interval '1 minute' END, 0, false, 4,
  decode(repeat('00', 32), 'hex')
FROM generate_series($1::integer, $2::integer) n`;

const openings = `
INSERT INTO case_event (case_id, seq, type, at, by, about_kind, about_id, facts, changes, hash)
SELECT id, 1, 'case.opened', opened_at, owner_id, 'case', id, json_build_object('number', number, 'subject', subject),
  json_build_object('case', json_build_object('number', number, 'subject', subject, 'description', description,
    'requester', requester)), chain_hash
FROM "case" WHERE number BETWEEN 1000 + $1::integer AND 1000 + $2::integer`;

/** Three notes of a sentence each. */
const writings = `
INSERT INTO case_event (case_id, seq, type, at, by, about_kind, about_id, facts, changes, hash)
SELECT id, n, 'note.added', opened_at, owner_id, 'case', id, json_build_object('text', sentence(number * 17::bigint + n)), '{}', chain_hash
FROM "case", generate_series(2, 4) n WHERE number BETWEEN 1000 + $1::integer AND 1000 + $2::integer`;
