import { type Case, type Company, type Forecast, type ForecastRange, forecastRangeOf, isActive } from '@baton/domain';
import type { Instant } from '@baton/kernel';
import { type Stage, stagesOf } from './stages.js';

/**
 * All that a customer sees of a case. It is built field by field from what was written for them: the page is made from this
 * and nothing else, so that no word of ours can reach it.
 */
export interface TrackerView {
  readonly number: number;
  readonly subject: string;
  readonly zone: string;
  readonly status: Case['status'];
  readonly openedAt: Instant;
  readonly endedAt: Instant | null;
  readonly stages: readonly Stage[];
  readonly owner: { readonly firstName: string; readonly team: Team };
  readonly hands: Hands;
  /** What comes after the present stage, and when it all ends; null once there is nothing to come. */
  readonly outlook: Outlook | null;
  readonly promises: readonly TrackerPromise[];
  readonly request: TrackerRequest | null;
  readonly unansweredSince: Instant | null;
}

/** A department in a word that customers know. */
export type Team = 'frontline' | 'back-office' | 'oversight';

/** In whose hands it is right now. */
export type Hands = 'owner' | 'colleague' | 'on-its-way' | 'waits-for-customer' | 'waits';

export interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

export interface Outlook {
  readonly next: { readonly stage: Stage; readonly when: Span } | null;
  readonly done: Span;
  readonly changedAt: Instant;
  readonly isOverdue: boolean;
}

export interface TrackerPromise {
  readonly text: string;
  readonly dueAt: Instant;
  readonly precision: Case['promises'][number]['precision'];
  readonly zone: string;
  readonly state: 'open' | 'late' | 'kept' | 'kept-late' | 'renegotiated' | 'released';
}

export interface TrackerRequest {
  readonly kind: 'update' | 'urgent';
  readonly askedAt: Instant;
  readonly answerDueAt: Instant | null;
  readonly answeredAt: Instant | null;
}

export function trackerView(state: Case, company: Company, at: Instant): TrackerView {
  const stages = stagesOf(state);
  return {
    number: state.number,
    subject: state.subject,
    zone: state.requester.zone,
    status: state.status,
    openedAt: state.openedAt,
    endedAt: state.closedAt ?? state.resolvedAt,
    stages,
    owner: ownerOf(state, company),
    hands: handsOf(state),
    outlook: state.status === 'open' ? outlookOf(stages, forecastRangeOf(state, company, at)) : null,
    promises: promisesOf(state, at),
    request: requestOf(state),
    unansweredSince: state.status === 'open' ? state.unansweredSince : null,
  };
}

function ownerOf(state: Case, company: Company): TrackerView['owner'] {
  const owner = company.people.get(state.ownerId);
  const team = (owner && company.departments.get(owner.departmentId)?.kind) ?? 'frontline';
  return { firstName: owner?.name.trim().split(/\s+/u)[0] ?? '', team };
}

function handsOf(state: Case): Hands {
  const active = state.legs.filter(isActive);
  const waiting = active.filter(({ status }) => status === 'waiting');
  if (waiting.some(({ pauses }) => pauses.some(({ reason }) => reason === 'waiting-customer')))
    return 'waits-for-customer';
  const running = active.filter(({ status }) => status === 'running');
  if (running.some(({ holderId }) => holderId === state.ownerId)) return 'owner';
  if (running.length > 0) return 'colleague';
  if (active.some(({ status }) => status === 'offered')) return 'on-its-way';
  return waiting.length > 0 ? 'waits' : 'owner';
}

function outlookOf(stages: readonly Stage[], range: ForecastRange): Outlook {
  const current = stages.findLastIndex(({ state }) => state === 'now');
  const stage = stages.slice(current + 1).find(({ state }) => state === 'coming');
  const when = stage && spanOf(range, (forecast) => startOf(stage, forecast));
  return {
    next: stage && when ? { stage, when } : null,
    done: { from: range.early.endsAt, to: range.late.endsAt },
    changedAt: range.movedAt,
    isOverdue: range.isOverdue,
  };
}

function spanOf({ early, late }: ForecastRange, when: (forecast: Forecast) => Instant | null): Span | null {
  const [from, to] = [when(early), when(late)];
  return from === null || to === null ? null : { from, to: Math.max(from, to) };
}

function startOf(stage: Stage, { legs }: Forecast): Instant | null {
  const starts = legs.filter(({ legId }) => stage.legIds.includes(legId)).map(({ startsAt }) => startsAt);
  return starts.length === 0 ? null : Math.min(...starts);
}

/** What is owed goes before what has ended, and no more than fits on a page. */
function promisesOf({ promises }: Case, at: Instant): readonly TrackerPromise[] {
  return [...promises]
    .sort((a, b) => Number(a.endedAt !== null) - Number(b.endedAt !== null) || b.madeAt - a.madeAt)
    .slice(0, MOST_PROMISES)
    .map((promise) => ({
      text: promise.text,
      dueAt: promise.dueAt,
      precision: promise.precision,
      zone: promise.zone,
      state:
        promise.status === 'broken'
          ? promise.endedAt === null
            ? 'late'
            : 'kept-late'
          : promise.status === 'open' && promise.dueAt < at
            ? 'late'
            : promise.status,
    }));
}

const MOST_PROMISES = 8;

/** The last thing the customer asked for. What we answered reached them elsewhere: our notes of it stay ours. */
function requestOf({ escalations, clocks }: Case): TrackerRequest | null {
  const last = escalations.filter(({ request }) => request !== null).at(-1);
  if (!last?.request) return null;
  const clock = clocks.find(({ subject, kind }) => subject.id === last.id && kind === 'answer');
  return {
    kind: last.request.kind,
    askedAt: last.startedAt,
    answerDueAt: clock?.dueAt ?? null,
    answeredAt: last.endedAt,
  };
}
