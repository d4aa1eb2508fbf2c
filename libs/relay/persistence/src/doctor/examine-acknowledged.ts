import type { CaseId } from '@baton/domain';

import type { Queryable } from '../database/transaction.js';
import { isId } from '../case/load-cases.js';
import type { Breach, Examined } from './breach.js';

/** A command that a client was told is done: the case and the event number (its version) it was told. */
export interface Acknowledged {
  readonly caseId: CaseId;
  readonly seq: number;
}

/** Is everything there that was acknowledged? The list is the client's own, kept outside the system (I1). */
export async function examineAcknowledged(client: Queryable, acknowledged: readonly Acknowledged[]): Promise<Examined> {
  const known = acknowledged.filter(({ caseId }) => isId(caseId));
  const { rows } = await client.query<Breach>(
    `SELECT 'I1' AS invariant, a."caseId"::text AS id, 'event ' || a.seq || ' was acknowledged and is not there' AS what
     FROM json_to_recordset($1::json) AS a("caseId" uuid, seq integer)
     WHERE NOT EXISTS (SELECT FROM case_event e WHERE e.case_id = a."caseId" AND e.seq = a.seq)`,
    [JSON.stringify(known)],
  );
  const strange = acknowledged
    .filter(({ caseId }) => !isId(caseId))
    .map(({ caseId, seq }) => ({ invariant: 'I1' as const, id: caseId, what: `event ${seq}: this is no case` }));
  return { invariant: 'I1', checked: acknowledged.length, breaches: [...rows, ...strange] };
}
