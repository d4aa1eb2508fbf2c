import type { CasesOfPerson } from '@baton/application';
import type { PersonId } from '@baton/domain';
import type { DataSource } from 'typeorm';

import { poolOf } from '../database/transaction.js';

/** Open cases in which something rests on a person who goes away or leaves. */
export class FindCasesOfPerson implements CasesOfPerson {
  constructor(private readonly dataSource: DataSource) {}

  async find(
    personId: PersonId,
    which: 'offers' | 'duties',
    afterId: string | null = null,
    limit: number | null = null,
  ): Promise<readonly string[]> {
    const { rows } = await poolOf(this.dataSource).query<{ id: string }>(
      `SELECT c.id FROM "case" c WHERE c.status = 'open' AND ($3::uuid IS NULL OR c.id > $3::uuid) AND c.id IN (
         SELECT case_id FROM handoff WHERE to_person_id = $1 AND status = 'offered'
         UNION ALL
         SELECT duty.case_id FROM (
           SELECT id AS case_id FROM "case" WHERE owner_id = $1 AND status = 'open'
           UNION ALL
           SELECT case_id FROM leg WHERE status IN ('offered', 'running', 'waiting', 'handing-over')
             AND $1 IN (holder_id, responsible_id)
           UNION ALL
           SELECT case_id FROM promise WHERE holder_id = $1 AND ended_at IS NULL
           UNION ALL
           SELECT case_id FROM question WHERE asked_of_id = $1 AND answered_at IS NULL
         ) duty WHERE $2
       ) ORDER BY c.id LIMIT $4`,
      [personId, which === 'duties', afterId, limit],
    );
    return rows.map(({ id }) => id);
  }
}
