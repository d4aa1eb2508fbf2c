import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people look for cases by: a row of words for each case, kept by the database itself from the case's events. */
export class CreateCaseSearch1764001200000 implements MigrationInterface {
  readonly name = 'CreateCaseSearch1764001200000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [tables, words, upkeep]) await runner.query(sql);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const tables = `
CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TABLE case_search (
  case_id uuid PRIMARY KEY REFERENCES "case",
  number integer NOT NULL UNIQUE,
  document tsvector NOT NULL
);

-- Words of subjects and customers, to correct what somebody mistyped. The worker learns them (learnWords).
CREATE TABLE search_word (word text PRIMARY KEY);
CREATE INDEX search_word_alike ON search_word USING gin (word gin_trgm_ops);

CREATE TABLE search_learnt (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  up_to_number integer NOT NULL
);
INSERT INTO search_learnt (up_to_number) VALUES (0);
`;

// Languages mix in a company, so words are kept as they are written, without accents and case (`foldedText` folds alike), and
// what the parser would take for one piece, such as an address, in its words.
const words = `
CREATE FUNCTION folded(written text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN regexp_replace(
  CASE WHEN octet_length(written) = length(written) THEN written ELSE translate(
    replace(replace(replace(lower(regexp_replace(normalize(written, NFKD), '[\\u0300-\\u036f]', '', 'g')),
      'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'øłđı', 'oldi') END,
  '[-./:@_&<>?=#%~+''\\\\]+', ' ', 'g');

-- What somebody wrote in an event.
CREATE FUNCTION said_in(type text, facts jsonb) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
RETURN concat_ws(' ', facts ->> 'text', facts ->> 'note', facts ->> 'message', facts ->> 'missing', facts ->> 'reply',
  CASE type WHEN 'question.answered' THEN facts ->> 'answer' END);

-- What its events from one on say, the weightiest first: number and subject, customer, description, what people wrote. A
-- mark that no word can be says to which 16,384 numbers it belongs, so that a search can keep to the latest of them.
CREATE FUNCTION case_words(of_case uuid, from_seq integer) RETURNS tsvector LANGUAGE sql STABLE
RETURN (
  SELECT setweight(to_tsvector('simple', folded(coalesce(string_agg(concat_ws(' ',
      facts_of_case ->> 'number', facts ->> 'externalId', facts_of_case ->> 'subject'), ' '), ''))), 'A')
    || setweight(to_tsvector('simple', folded(coalesce(string_agg(concat_ws(' ', r ->> 'name', r ->> 'email', r ->> 'phone',
      r ->> 'reference', regexp_replace(r ->> 'phone', '\\D', '', 'g')), ' '), ''))), 'B')
    || setweight(to_tsvector('simple', folded(coalesce(string_agg(facts_of_case ->> 'description', ' '), ''))), 'C')
    || setweight(to_tsvector('simple', folded(coalesce(string_agg(said_in(type, facts), ' ' ORDER BY seq), ''))), 'D')
    || coalesce(array_to_tsvector(array_agg('#' || ((facts_of_case ->> 'number')::integer >> 14))
      FILTER (WHERE facts_of_case ? 'number')), '')
  FROM (SELECT *, changes -> 'case' AS facts_of_case, changes -> 'case' -> 'requester' AS r
    FROM case_event WHERE case_id = of_case AND seq >= from_seq) e);
`;

// A document grows with its case, up to a novel's worth of words: PostgreSQL refuses larger ones, and a command must not fail by that.
const upkeep = `
CREATE FUNCTION keep_case_findable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO case_search AS known (case_id, number, document)
  SELECT c.id, c.number, said.words
  FROM (SELECT case_id, min(seq) AS seq FROM told
        WHERE changes -> 'case' ?| '{subject,description,requester}'
          OR facts ?| '{text,note,message,missing,reply,answer}'
        GROUP BY case_id) news
  JOIN "case" c ON c.id = news.case_id
  CROSS JOIN LATERAL (SELECT case_words(c.id,
    CASE WHEN EXISTS (SELECT FROM case_search s WHERE s.case_id = c.id) THEN news.seq ELSE 1 END) AS words) said
  WHERE said.words <> ''
  ON CONFLICT (case_id) DO UPDATE SET document = known.document || excluded.document
  WHERE pg_column_size(known.document || '') + pg_column_size(excluded.document) < 500000;
  RETURN NULL;
END $$;
CREATE TRIGGER keeps_case_findable AFTER INSERT ON case_event REFERENCING NEW TABLE AS told
  FOR EACH STATEMENT EXECUTE FUNCTION keep_case_findable();
`;
