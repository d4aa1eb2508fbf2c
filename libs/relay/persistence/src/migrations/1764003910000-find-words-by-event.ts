import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a case is found by is said of one event, so that a command finds the words of what it has just written without a look at the
 * history. In PL/pgSQL, where a plain expression takes no plan: half of what the words of a note cost were plans.
 */
export class FindWordsByEvent1764003910000 implements MigrationInterface {
  readonly name = 'FindWordsByEvent1764003910000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [folded, ofEvent, ofCase, upkeep]) await runner.query(sql);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

// Languages mix in a company, so words are kept as they are written, without accents and case (`foldedText` folds alike), and
// what the parser would take for one piece, such as an address, in its words.
const folded = `
CREATE OR REPLACE FUNCTION folded(written text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  IF octet_length(written) <> length(written) THEN
    written := translate(
      replace(replace(replace(lower(regexp_replace(normalize(written, NFKD), '[\\u0300-\\u036f]', '', 'g')),
        'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'øłđı', 'oldi');
  END IF;
  RETURN regexp_replace(written, '[-./:@_&<>?=#%~+''\\\\]+', ' ', 'g');
END $$`;

// The weightiest first: number and subject, customer, description, what people wrote. A mark that no word can be says to which
// 16,384 numbers the case belongs, so that a search can keep to the latest of them.
const ofEvent = `
CREATE FUNCTION event_words(type text, facts jsonb, changes jsonb) RETURNS tsvector LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  of_case jsonb := changes -> 'case';
  r jsonb := of_case -> 'requester';
  said tsvector := setweight(to_tsvector('simple', folded(said_in(type, facts))), 'D');
BEGIN
  IF of_case IS NULL THEN
    RETURN said;
  END IF;
  RETURN setweight(to_tsvector('simple', folded(concat_ws(' ',
      of_case ->> 'number', facts ->> 'externalId', of_case ->> 'subject'))), 'A')
    || setweight(to_tsvector('simple', folded(concat_ws(' ', r ->> 'name', r ->> 'email', r ->> 'phone',
      r ->> 'reference', regexp_replace(r ->> 'phone', '\\D', '', 'g')))), 'B')
    || setweight(to_tsvector('simple', folded(coalesce(of_case ->> 'description', ''))), 'C')
    || said
    || CASE WHEN of_case ? 'number' THEN array_to_tsvector(ARRAY['#' || ((of_case ->> 'number')::integer >> 14)]) ELSE '' END;
END $$`;

// Of its events from one on.
const ofCase = `
CREATE AGGREGATE joined(tsvector) (sfunc = tsvector_concat, stype = tsvector, initcond = '');
CREATE OR REPLACE FUNCTION case_words(of_case uuid, from_seq integer) RETURNS tsvector LANGUAGE sql STABLE
RETURN (SELECT joined(event_words(type, facts, changes) ORDER BY seq) FROM case_event WHERE case_id = of_case AND seq >= from_seq)`;

// A document grows with its case, up to a novel's worth of words: PostgreSQL refuses larger ones, and a command must not fail by
// that. A case that is not known, whyever that is, is read from the start.
const upkeep = `
CREATE OR REPLACE FUNCTION keep_case_findable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM told WHERE says_something(facts, changes)) THEN
    RETURN NULL;
  END IF;
  INSERT INTO case_search AS known (case_id, number, document)
  SELECT c.id, c.number, said.words
  FROM (SELECT case_id, min(seq) AS from_seq, joined(event_words(type, facts, changes) ORDER BY seq) AS words
        FROM told WHERE says_something(facts, changes) GROUP BY case_id) news
  JOIN "case" c ON c.id = news.case_id
  CROSS JOIN LATERAL (SELECT CASE
    WHEN news.from_seq > 1 AND NOT EXISTS (SELECT FROM case_search s WHERE s.case_id = c.id) THEN case_words(c.id, 1)
    ELSE news.words END AS words) said
  WHERE said.words <> ''
  ON CONFLICT (case_id) DO UPDATE SET document = known.document || excluded.document
  WHERE pg_column_size(known.document || '') + pg_column_size(excluded.document) < 500000;
  RETURN NULL;
END $$`;
