import type { CaseRef } from '@baton/application';
import type { Case } from '@baton/domain';
import type { Instant } from '@baton/kernel';
import type { DataSource } from 'typeorm';

import { poolOf } from '../database/transaction.js';
import { type CaseColumns, caseOf, CaseShape, isId } from './load-cases.js';
import type { RememberedCases } from './remembered-cases.js';

/** A case for those who only look, and the moment at which they did. */
export interface SeenCase extends Look {
  readonly state: Case;
}

/** What says who may see it, and when it was seen. */
interface Look {
  /** By the database's clock. */
  readonly at: Instant;
  /** Of the company. */
  readonly revision: number;
}

/** Reads the case of a reference without a lock; null when there is none. Not from a replica: whoever wrote reads what they wrote. */
export async function readCaseOf(
  dataSource: DataSource,
  ref: CaseRef,
  remembered: RememberedCases | null = null,
): Promise<SeenCase | null> {
  if (!isId(ref.id)) return null;
  if (remembered?.mayKnow(ref)) {
    const known = await readRemembered(dataSource, ref, remembered);
    if (known) return known;
  }
  const shape = new CaseShape(dataSource);
  const { rows } = await poolOf(dataSource).query<CaseColumns & Look>({
    name: `read-${ref.kind}`,
    text: `SELECT ${shape.columns}, ${LOOK} FROM "case" c WHERE ${caseOf(ref.kind, '$1')}`,
    values: [ref.id],
  });
  if (!rows[0]) return null;
  const { at, revision, ...columns } = rows[0];
  const loaded = shape.read(columns);
  remembered?.remember(loaded);
  return { state: loaded.state, at, revision };
}

/** The case as it is remembered, if it is still the same in the database. */
async function readRemembered(
  dataSource: DataSource,
  ref: CaseRef,
  remembered: RememberedCases,
): Promise<SeenCase | null> {
  const { rows } = await poolOf(dataSource).query<Look & { id: string; version: number; chainHash: string }>({
    name: `read-end-of-${ref.kind}`,
    text: `SELECT c.id, c.version, encode(c.chain_hash, 'hex') AS "chainHash", ${LOOK} FROM "case" c WHERE ${caseOf(ref.kind, '$1')}`,
    values: [ref.id],
  });
  if (!rows[0]) return null;
  const { id, version, chainHash, at, revision } = rows[0];
  const known = remembered.asOf(id, version, chainHash);
  return known && { state: known.state, at, revision };
}

const LOOK = `floor(extract(epoch FROM clock_timestamp()) * 1000)::double precision AS at,
  (SELECT revision FROM company_revision) AS revision`;

/** Is there such a case, and may everybody see it? For a confidential one `maySeeCase` decides. */
export async function isOpenToTheCompany(dataSource: DataSource, caseId: string): Promise<boolean> {
  const { rows } = await poolOf(dataSource).query<{ open: boolean }>({
    name: 'is-open-to-the-company',
    text: 'SELECT NOT confidential AS open FROM "case" WHERE id = $1',
    values: [caseId],
  });
  return rows[0]?.open ?? false;
}
