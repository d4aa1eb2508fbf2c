import {
  type EffectScope,
  type EventSpan,
  type History,
  MOST_IN_A_LETTER,
  type NewNotice,
  type WaitingNotice,
} from '@baton/application';
import type { Case } from '@baton/domain';
import type { Instant } from '@baton/kernel';
import type { PoolClient } from 'pg';
import type { DataSource } from 'typeorm';

import { CaseReader } from '../case/case-reader.js';
import { CaseEventRow } from '../case/case-event.entity.js';
import type { CompanyDirectory } from '../company/company-directory.js';
import { rowShape, type RowShape } from '../database/row-shape.js';
import { NoticeRow } from '../notice/notice.entity.js';
import { forgetPush, queuePush, settlePush, unpushedOf } from '../push/push-scope.js';
import { addEffects } from './add-effects.js';

/** Makes the scopes in which effects read and write. */
export class EffectScopes {
  private readonly cases: CaseReader;
  private readonly notice: RowShape;
  private readonly event: RowShape;

  constructor(
    dataSource: DataSource,
    private readonly directory: CompanyDirectory,
  ) {
    this.cases = new CaseReader(dataSource);
    this.notice = rowShape(dataSource, NoticeRow);
    this.event = rowShape(dataSource, CaseEventRow);
  }

  async on(client: PoolClient): Promise<EffectScope> {
    const { rows } = await client.query<{ at: Instant; revision: number }>({
      name: 'moment',
      text: `SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::double precision AS at, revision FROM company_revision`,
    });
    const { at, revision } = rows[0]!;
    return {
      at,
      company: await this.directory.asOf(revision, client),
      histories: (spans) => this.histories(client, spans),
      post: (notices) => this.post(client, notices),
      add: (effects) => addEffects(client, effects),
      mailFor: (personId) => this.mailFor(client, personId),
      lastMails: (personIds) => lastMails(client, personIds),
      markMailed: (notices) => markMailed(client, notices),
      queuePush: (notices) => queuePush(client, notices),
      pushFor: (subscriptionId) => this.pushFor(client, subscriptionId),
      settlePush: (subscriptionId, notices) => settlePush(client, subscriptionId, notices),
      forgetPush: (subscriptionId) => forgetPush(client, subscriptionId),
    };
  }

  private async histories(client: PoolClient, spans: readonly EventSpan[]): Promise<readonly History[]> {
    const states = await this.states(client, [...new Set(spans.map(({ caseId }) => caseId))]);
    const { rows } = await client.query<Pick<History, 'events'>>({
      name: 'events-of-spans',
      text: `SELECT (
          SELECT coalesce(json_agg(${this.event.asJson('e')} ORDER BY e.seq), '[]') FROM case_event e
          WHERE e.case_id = span.case_id AND e.seq BETWEEN span.from_seq AND span.to_seq) AS events
        FROM unnest($1::uuid[], $2::integer[], $3::integer[]) WITH ORDINALITY AS span (case_id, from_seq, to_seq, at)
        ORDER BY span.at`,
      values: [spans.map(({ caseId }) => caseId), spans.map(({ fromSeq }) => fromSeq), spans.map(({ toSeq }) => toSeq)],
    });
    return spans.map(({ caseId }, at) => {
      const state = states.get(caseId);
      if (!state) throw new Error(`There is no case ${caseId}`);
      return { state, events: rows[at]!.events };
    });
  }

  private async post(client: PoolClient, notices: readonly NewNotice[]): Promise<void> {
    if (notices.length === 0) return;
    await client.query({
      name: 'post-notices',
      text: `${this.notice.insertFrom('$1')} ON CONFLICT DO NOTHING`,
      values: [JSON.stringify(notices)],
    });
  }

  private async mailFor(client: PoolClient, personId: string) {
    const { rows } = await client.query<{ waiting: readonly NewNotice[]; lastMailAt: Instant | null }>(
      `SELECT
         (SELECT coalesce(json_agg(${this.notice.asJson('n')} ORDER BY n.at, n.case_id, n.seq), '[]') FROM (
            SELECT * FROM notice WHERE person_id = $1 AND by_mail AND read_at IS NULL AND mailed_at IS NULL
            ORDER BY urgent DESC, at LIMIT ${MOST_IN_A_LETTER}) n) AS waiting,
         (SELECT floor(extract(epoch FROM max(mailed_at)) * 1000)::double precision FROM notice
          WHERE person_id = $1 AND mailed_at IS NOT NULL) AS "lastMailAt"`,
      [personId],
    );
    const { waiting, lastMailAt } = rows[0]!;
    return { waiting: await this.withStates(client, waiting), lastMailAt };
  }

  private async pushFor(client: PoolClient, subscriptionId: string) {
    const found = await unpushedOf(client, this.notice, subscriptionId);
    return found && { ...found, waiting: await this.withStates(client, found.waiting) };
  }

  private async withStates(client: PoolClient, notices: readonly NewNotice[]): Promise<readonly WaitingNotice[]> {
    const states = await this.states(client, [...new Set(notices.map(({ caseId }) => caseId))]);
    return notices.map((notice) => ({ notice, state: states.get(notice.caseId)! }));
  }

  private async states(client: PoolClient, caseIds: readonly string[]): Promise<ReadonlyMap<string, Case>> {
    const found = caseIds.length === 0 ? [] : await this.cases.read(client, caseIds, null);
    return new Map(found.map(({ loaded: { state } }) => [state.id, state]));
  }
}

async function lastMails(client: PoolClient, personIds: readonly string[]): Promise<ReadonlyMap<string, Instant>> {
  const { rows } = await client.query<{ personId: string; at: Instant | null }>({
    name: 'last-mails',
    text: `SELECT id AS "personId", (
        SELECT floor(extract(epoch FROM max(mailed_at)) * 1000)::double precision FROM notice
        WHERE person_id = id AND mailed_at IS NOT NULL) AS at
      FROM unnest($1::text[]) id`,
    values: [personIds],
  });
  return new Map(rows.flatMap(({ personId, at }) => (at === null ? [] : [[personId, at] as const])));
}

async function markMailed(client: PoolClient, notices: readonly NewNotice[]): Promise<void> {
  await client.query(
    `UPDATE notice n SET mailed_at = now()
     FROM json_to_recordset($1::json) AS r("caseId" uuid, seq integer, "personId" text)
     WHERE n.case_id = r."caseId" AND n.seq = r.seq AND n.person_id = r."personId"`,
    [JSON.stringify(notices.map(({ caseId, seq, personId }) => ({ caseId, seq, personId })))],
  );
}
