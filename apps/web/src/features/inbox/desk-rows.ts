import type { TFunction } from 'i18next';

import type { CaseListItemView } from '../../api/generated';
import { legName, ownWords } from '../../ui/own-words';
import { standingOf, type Standing } from './standing';
import type { DeskState } from './use-desk';

/** One line of the desk: what must happen next, by when, and who holds the baton. */
export interface DeskRow {
  readonly key: string;
  readonly caseId: string;
  readonly number: number;
  readonly subject: string;
  readonly priority: string;
  readonly next: string;
  readonly holder: string | null;
  readonly by: string | null;
  /** What `by` is: a due date, an expected arrival, or a moment in the past. */
  readonly byKind: 'due' | 'expected' | 'wasExpected' | 'asked' | 'handedOn';
  /** There is a date to come, but its time does not run now. */
  readonly isPaused?: boolean;
  /** Working seconds until then, where working hours count. */
  readonly openSecondsLeft?: number | null;
  readonly standing: Standing;
  /** The offer that can be accepted on the spot. */
  readonly handoffId?: string;
}

export const sectionNames = ['asked', 'offers', 'legs', 'promises', 'owned', 'coming', 'handedOn'] as const;
export type SectionName = (typeof sectionNames)[number];

/** Is there more of it than its first rows? */
export const goesOn = ({ inbox, ownsMore }: DeskState, name: SectionName): boolean =>
  name === 'owned' ? ownsMore : inbox.next[name] !== null;

interface Held {
  readonly now: readonly { readonly responsibleId: string }[];
  readonly ownerId: string;
}

/** The desk in words. */
export function deskRows(desk: DeskState, t: TFunction, now: number): Record<SectionName, readonly DeskRow[]> {
  const { inbox, owned, me, nameOf, departmentOf } = desk;
  const you = t('desk.holder.you');
  const who = (id: string) => (id === me.id ? you : nameOf(id));
  /** Whoever answers for an active leg; the owner while there is none. */
  const holderOf = ({ now: legs, ownerId }: Held) => {
    const ids = legs.length > 0 ? legs.map(({ responsibleId }) => responsibleId) : [ownerId];
    return t('desk.holder.with', { name: [...new Set(ids.map(who))].join(', ') });
  };
  return {
    asked: inbox.asked.map((row) => ({
      ...row,
      key: row.id,
      next: t(`desk.next.${row.kind}`, { text: ownWords(row.text ?? '') }),
      holder: holderOf(row),
      by: row.dueAt ?? row.since,
      byKind: row.dueAt ? 'due' : 'asked',
      standing: standingOf({ dueAt: row.dueAt, since: row.since }, now),
    })),
    offers: inbox.offers.map((row) => ({
      ...row,
      key: row.handoffId,
      next: t(`desk.next.offer.${row.level}`, { leg: legName(row.leg), department: departmentOf(row.departmentId) }),
      holder: t('desk.holder.stillWith', { name: who(row.senderId) }),
      by: row.expiresAt,
      byKind: 'due',
      standing: standingOf({ dueAt: row.expiresAt, since: row.offeredAt }, now),
    })),
    legs: inbox.legs.map((row) => ({
      ...row,
      key: row.legId,
      next: t(`desk.next.leg.${row.status}`, { leg: legName(row.leg) }),
      holder: t('desk.holder.with', { name: you }),
      by: row.dueAt,
      isPaused: row.dueAt === null,
      byKind: 'due',
      standing: standingOf({ ...row, since: row.acceptedAt }, now),
    })),
    promises: inbox.promises.map((row) => ({
      ...row,
      key: row.promiseId,
      next: t(row.brokenAt ? 'desk.next.promiseBroken' : 'desk.next.promise', { text: row.text, to: row.madeTo }),
      holder: holderOf(row),
      by: row.dueAt,
      byKind: 'due',
      standing: standingOf({ dueAt: row.dueAt, breachedAt: row.brokenAt }, now),
    })),
    owned: owned.map((row) => ({
      ...row,
      key: row.id,
      caseId: row.id,
      next: nextOfOwned(row, desk, t),
      holder: holderOf({ now: row.activeLegs, ownerId: row.ownerId }),
      by: row.status === 'open' ? row.dueAt : null,
      isPaused: row.status === 'open' && row.dueAt === null,
      byKind: 'due',
      standing: row.status === 'open' ? standingOf({ ...row, since: row.openedAt }, now) : null,
    })),
    coming: inbox.coming.map((row) => ({
      ...row,
      key: row.legId,
      next: t(row.reservedById === me.id ? 'desk.next.reserved' : `desk.next.coming.${row.to}`, {
        leg: legName(row.leg),
      }),
      holder: holderOf(row),
      by: row.expectedAt,
      byKind: row.expectedAt && Date.parse(row.expectedAt) < now ? 'wasExpected' : 'expected',
      standing: null,
    })),
    handedOn: inbox.handedOn.map((row) => ({
      ...row,
      key: row.legId,
      next:
        row.now.map(({ leg, status }) => t(`desk.next.now.${status}`, { leg: legName(leg) })).join(' · ') ||
        t('desk.next.idle'),
      holder: holderOf(row),
      by: row.endedAt,
      byKind: 'handedOn',
      standing: null,
    })),
  };
}

function nextOfOwned({ status, activeLegs }: CaseListItemView, { departmentOf }: DeskState, t: TFunction): string {
  if (status === 'resolved') return t('desk.next.close');
  const isOffered = activeLegs.some((leg) => leg.status === 'offered');
  const words = activeLegs
    .filter((leg) => !(isOffered && leg.status === 'handing-over'))
    .map((leg) =>
      t(`desk.next.owned.${leg.status}`, { leg: legName(leg.name), department: departmentOf(leg.departmentId) }),
    );
  return words.join(' · ') || t('desk.next.idle');
}
