import type { EffectScope, NewEffect, NewNotice } from '@baton/application';
import type { CaseEvent } from '@baton/domain';
import type { Instant } from '@baton/kernel';
import type { PoolClient } from 'pg';
import type { DataSource } from 'typeorm';

import { CaseEventRow } from '../case/case-event.entity.js';
import { type CaseColumns, caseColumns, readCase } from '../case/load-cases.js';
import type { CompanyDirectory } from '../company/company-directory.js';
import { rowShape } from '../database/row-shape.js';
import { NoticeRow } from '../notice/notice.entity.js';

/** Opens scopes for effects: what they may read and write inside their transaction. */
export class EffectScopes {
  private readonly readCaseStatement: string;
  private readonly readEventsStatement: string;
  private readonly mailForStatement: string;

  constructor(
    dataSource: DataSource,
    private readonly directory: CompanyDirectory,
  ) {
    this.readCaseStatement = `SELECT ${caseColumns(dataSource)} FROM "case" c WHERE c.id = $1`;
    this.readEventsStatement = `SELECT ${rowShape(dataSource, CaseEventRow).asJson('e')} AS event FROM case_event e
      WHERE e.case_id = $1 AND e.seq BETWEEN $2 AND $3 ORDER BY e.seq`;
    this.mailForStatement = `SELECT ${rowShape(dataSource, NoticeRow).asJson('n')} AS notice, ${caseColumns(dataSource)}
      FROM notice n JOIN "case" c ON c.id = n.case_id
      WHERE n.person_id = $1 AND n.by_mail AND n.mailed_at IS NULL AND n.read_at IS NULL ORDER BY n.at, n.seq LIMIT 100`;
  }

  async open(client: PoolClient): Promise<EffectScope> {
    const { rows } = await client.query<{ at: string; revision: number }>({
      name: 'effect-moment',
      text: `SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint AS at, revision FROM company_revision`,
    });
    const { at, revision } = rows[0]!;
    const company = await this.directory.asOf(revision, client);
    return {
      at: Number(at) satisfies Instant,
      company,
      history: async (caseId, fromSeq, toSeq) => {
        const cases = await client.query<CaseColumns>({
          name: 'effect-case',
          text: this.readCaseStatement,
          values: [caseId],
        });
        const events = await client.query<{ event: CaseEvent }>({
          name: 'effect-events',
          text: this.readEventsStatement,
          values: [caseId, fromSeq, toSeq],
        });
        if (!cases.rows[0]) throw new Error(`There is no case ${caseId}`);
        return { state: readCase(cases.rows[0]).state, events: events.rows.map(({ event }) => event) };
      },
      post: (notices) => post(client, notices),
      add: (effects) => add(client, effects),
      mailFor: async (personId) => {
        const waiting = await client.query<CaseColumns & { notice: NewNotice }>({
          name: 'mail-for',
          text: this.mailForStatement,
          values: [personId],
        });
        const last = await client.query<{ at: Instant | null }>({
          name: 'last-mail',
          text: `SELECT floor(extract(epoch FROM max(mailed_at)) * 1000)::float8 AS at FROM notice WHERE person_id = $1`,
          values: [personId],
        });
        return {
          waiting: waiting.rows.map(({ notice, ...columns }) => ({
            notice,
            state: readCase(columns as CaseColumns).state,
          })),
          lastMailAt: last.rows[0]!.at,
        };
      },
      markMailed: async (notices) => {
        await client.query({
          name: 'mark-mailed',
          text: `UPDATE notice n SET mailed_at = clock_timestamp() FROM json_to_recordset($1::json)
              AS m("caseId" uuid, seq integer, "personId" text)
            WHERE n.case_id = m."caseId" AND n.seq = m.seq AND n.person_id = m."personId"`,
          values: [JSON.stringify(notices)],
        });
      },
    };
  }
}

async function post(client: PoolClient, notices: readonly NewNotice[]): Promise<void> {
  if (notices.length === 0) return;
  await client.query({
    name: 'post-notices',
    text: `
      INSERT INTO notice (case_id, seq, person_id, why, kind, text, body, at, urgent, by_mail)
      SELECT "caseId", seq, "personId", why, kind, text, body, to_timestamp(at / 1000.0), urgent, "byMail"
      FROM json_to_recordset($1::json) AS n("caseId" uuid, seq integer, "personId" text, why text, kind text, text text,
        body jsonb, at bigint, urgent boolean, "byMail" boolean)
      ON CONFLICT (case_id, seq, person_id) DO NOTHING`,
    values: [JSON.stringify(notices)],
  });
}

async function add(client: PoolClient, effects: readonly NewEffect[]): Promise<void> {
  if (effects.length === 0) return;
  await client.query({
    name: 'add-effects',
    text: `
      INSERT INTO outbox (effect_key, topic, order_key, body, next_attempt_at)
      SELECT key, topic, "orderKey", body, to_timestamp("notBefore" / 1000.0)
      FROM json_to_recordset($1::json) AS e(key text, topic text, "orderKey" text, body jsonb, "notBefore" bigint)
      ON CONFLICT (effect_key) DO NOTHING`,
    values: [JSON.stringify(effects)],
  });
}
