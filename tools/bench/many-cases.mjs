/**
 * Multiplies the cases of a database, with everything that hangs on them, until there are so many events. A copy has ids and a
 * number of its own and is otherwise the same, so its hashes are those of the first. For a superuser: rows go in past triggers
 * and foreign keys.
 */
export async function multiplyCases(client, events) {
  const { rows: tables } = await client.query(`
    SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
    GROUP BY c.oid, c.relname ORDER BY c.oid`);
  const ofCases = tables.filter(({ name, columns }) => name === 'case' || columns.includes('case_id'));
  const { rows } = await client.query(
    `SELECT count(*)::integer AS events, (SELECT max(number) - min(number) + 1 FROM "case")::integer AS numbers FROM case_event`,
  );
  const copies = Math.ceil(events / rows[0].events) - 1;
  await client.query(`SET session_replication_role = replica; CREATE TEMP TABLE first_case AS SELECT id FROM "case"`);
  for (const { name, columns } of ofCases) {
    const [id] = name === 'case' ? ['id'] : ['case_id'];
    const values = columns.map((column) => {
      if (column === id) return `md5(t.${id}::text || n)::uuid`;
      return column === 'number' ? `t.number + n * ${rows[0].numbers}` : `t."${column}"`;
    });
    for (let from = 1; from <= copies; from += 500)
      await client.query(
        `INSERT INTO "${name}" (${columns.map((column) => `"${column}"`).join(', ')}) SELECT ${values.join(', ')}
         FROM "${name}" t JOIN first_case f ON f.id = t.${id}, generate_series($1::integer, $2::integer) n`,
        [from, Math.min(from + 499, copies)],
      );
  }
  await client.query(`SET session_replication_role = origin; DROP TABLE first_case;
    SELECT setval('case_number', (SELECT max(number) FROM "case"))`);
  await client.query('VACUUM ANALYZE');
}
