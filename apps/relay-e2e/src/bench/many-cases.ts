import type { Installation } from '../support/installation.js';

/** Opens one case as a client does, and copies what lists and search read of it, which is quicker than to open each. */
export async function copyCases(baton: Installation, count: number): Promise<void> {
  const { id } = await baton.as('ana').opens('refund', { subject: 'Umbrella lost on the ferry' });
  await baton.database.query(`
    BEGIN;
    SET LOCAL session_replication_role = replica;
    CREATE TEMP TABLE copy ON COMMIT DROP AS
      SELECT gen_random_uuid() AS id, 100000 + n AS number FROM generate_series(1, ${count}) n;
    INSERT INTO "case" SELECT (jsonb_populate_record(original, jsonb_build_object('id', copy.id, 'number', copy.number))).*
      FROM "case" original, copy WHERE original.id = '${id}';
    INSERT INTO case_search SELECT copy.id, copy.number, original.document
      FROM case_search original, copy WHERE original.case_id = '${id}';
    INSERT INTO leg SELECT (jsonb_populate_record(original, jsonb_build_object('id', gen_random_uuid(), 'case_id', copy.id))).*
      FROM leg original, copy WHERE original.case_id = '${id}';
    INSERT INTO clock SELECT (jsonb_populate_record(original, jsonb_build_object('id', gen_random_uuid(), 'case_id', copy.id,
        'subject_id', CASE WHEN original.subject_id = original.case_id THEN copy.id ELSE gen_random_uuid() END))).*
      FROM clock original, copy WHERE original.case_id = '${id}';
    COMMIT;
    ANALYZE;
  `);
}
