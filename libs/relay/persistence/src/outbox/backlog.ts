import type { DataSource } from 'typeorm';

import { poolOf } from '../database/transaction.js';
import { IS_HELD } from './dispatch-hold.js';

/** How far the worker is behind, in seconds and counts: what an operator watches (W2). */
export interface Backlog {
  /** Of the timer that has been due longest; 0 when none is. */
  readonly timerLagSeconds: number;
  readonly timersDue: number;
  /** Timers whose wake failed at least once. */
  readonly timersFailing: number;
  /** Of the effect that has been due longest and is not being done; 0 when none is. */
  readonly outboxLagSeconds: number;
  readonly outboxPending: number;
  readonly outboxFailing: number;
  readonly outboxParked: number;
  /** Kept back until an operator releases or discards it. */
  readonly outboxHeld: number;
}

export async function readBacklog(dataSource: DataSource): Promise<Backlog> {
  const { rows } = await poolOf(dataSource).query<Backlog>(`
    SELECT
      coalesce(extract(epoch FROM now() - timers.oldest), 0)::double precision AS "timerLagSeconds",
      timers.due AS "timersDue",
      (SELECT count(*)::integer FROM timer WHERE failures > 0 AND fired_at IS NULL AND cancelled_at IS NULL) AS "timersFailing",
      coalesce(extract(epoch FROM now() - effects.oldest), 0)::double precision AS "outboxLagSeconds",
      effects.pending AS "outboxPending", effects.failing AS "outboxFailing", effects.held AS "outboxHeld",
      (SELECT count(*)::integer FROM outbox WHERE parked_at IS NOT NULL) AS "outboxParked"
    FROM (
      SELECT min(wake_at) AS oldest, count(*)::integer AS due
      FROM timer WHERE fired_at IS NULL AND cancelled_at IS NULL AND wake_at <= now()
    ) timers, (
      SELECT min(next_attempt_at) FILTER (WHERE next_attempt_at <= now() AND (lease_until IS NULL OR lease_until < now()) AND NOT ${IS_HELD}) AS oldest,
        count(*)::integer AS pending, (count(*) FILTER (WHERE attempts > 0))::integer AS failing,
        (count(*) FILTER (WHERE ${IS_HELD}))::integer AS held
      FROM outbox WHERE done_at IS NULL AND parked_at IS NULL
    ) effects`);
  return rows[0]!;
}

/** One figure of the backlog as Prometheus asks for it. */
export interface BacklogGauge {
  readonly name: string;
  readonly help: string;
  read(): Promise<number>;
}

/** The backlog for `/metrics`, the same in every process, so that whichever is asked can answer. */
export function backlogGauges(dataSource: DataSource): readonly BacklogGauge[] {
  // Prometheus asks for all of them at once: one statement answers.
  let underWay: Promise<Backlog> | null = null;
  const read = () => (underWay ??= readBacklog(dataSource).finally(() => (underWay = null)));
  const gauge = (name: string, help: string, figure: keyof Backlog): BacklogGauge => ({
    name,
    help,
    read: async () => (await read())[figure],
  });
  return [
    gauge('baton_timer_oldest_due_seconds', 'Age of the oldest due timer that has not fired', 'timerLagSeconds'),
    gauge('baton_timers_due', 'Timers that are due', 'timersDue'),
    gauge('baton_timers_failing', 'Timers whose wake failed at least once', 'timersFailing'),
    gauge('baton_outbox_oldest_due_seconds', 'Age of the oldest due effect nobody works on', 'outboxLagSeconds'),
    gauge('baton_outbox_pending', 'Effects not done yet', 'outboxPending'),
    gauge('baton_outbox_failing', 'Effects that failed at least once and are tried again', 'outboxFailing'),
    gauge('baton_outbox_parked', 'Effects set aside for a person to look at', 'outboxParked'),
    gauge('baton_outbox_held', 'Messages kept back since a restore, until they are released', 'outboxHeld'),
  ];
}
