import type { DataSource } from 'typeorm';

import { poolOf } from '../database/transaction.js';

/**
 * Sorts the words that commands have laid before the index of search into it, so that neither a command has to nor does a search read
 * through a long list; answers how many pages the list had. Who does not own the index must leave it to PostgreSQL's autovacuum.
 */
export async function sortWordsIn(dataSource: DataSource): Promise<number> {
  const { rows } = await poolOf(dataSource).query<{ pages: number }>(
    // The index, or its parts where cases are spread over partitions.
    `SELECT coalesce(sum(gin_clean_pending_list(c.oid)), 0)::integer AS pages
     FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
     WHERE c.relkind = 'i' AND 'fastupdate=on' = ANY (c.reloptions) AND pg_has_role(c.relowner, 'USAGE')
       AND i.indrelid IN (SELECT 'case_search'::regclass UNION ALL
         SELECT inhrelid FROM pg_inherits WHERE inhparent = 'case_search'::regclass)`,
  );
  return rows[0]!.pages;
}
