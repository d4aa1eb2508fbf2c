import {
  deliverAt,
  isStillTrue,
  type NoticeKind,
  type NoticeParams,
  ofUseUntil,
  pushText,
  pushUrgency,
  type Subject,
  trialText,
} from '@baton/domain';
import { HOUR, type Instant, MINUTE, SECOND } from '@baton/kernel';

import type { Effect, EffectOutbox, NewEffect, NewNotice, WaitingNotice } from '../outbox/effect-outbox.js';
import type { Push, PushService, PushSubscription } from './push-service.js';

interface Body {
  readonly subscriptionId: string;
  readonly urgent: boolean;
  /** When it could first leave: from then on it loses its use. */
  readonly since: Instant;
  /** Its person wants to see that it works. */
  readonly isTrial: boolean;
}

/** Has a device told what waits for it, not before `notBefore`. One that is done never stands in for another `cause`. */
export const pushEffect = (subscriptionId: string, urgent: boolean, notBefore: Instant, cause: string): NewEffect => ({
  ...effectOf('push', cause, { subscriptionId, urgent, since: notBefore, isTrial: false }),
  gathers: true,
});

/** Has a device show that it is told; asked for several times within some seconds, it is done once. */
export function pushTrialEffect(subscriptionId: string, at: Instant): NewEffect {
  const since = at - (at % TRIAL_PAUSE);
  return effectOf('push-trial', String(since), { subscriptionId, urgent: true, since, isTrial: true });
}

const TRIAL_PAUSE = 5 * SECOND;
/** Nobody waits any longer to see whether it works. */
const TRIAL_LASTS = 5 * MINUTE;
/** A service that wants to be left alone for longer is asked again all the same. */
const LONGEST_PAUSE = HOUR;

const effectOf = (name: string, cause: string, body: Body): NewEffect => ({
  key: `${name}:${body.subscriptionId}:${cause}`,
  topic: 'push',
  orderKey: `${name}:${body.subscriptionId}`,
  body: { ...body },
  notBefore: body.since,
});

/**
 * Tells one device what waits for its person, as one message: the first of it and how much more there is. What is no longer
 * true, read elsewhere or of no use any more is left out (E5). A crash between the push service's yes and our commit sends it
 * again, and the device shows it in the place of the first.
 */
export class PushNoticesUseCase {
  constructor(
    private readonly outbox: EffectOutbox,
    private readonly service: PushService,
  ) {}

  async execute(effect: Effect): Promise<unknown> {
    const { subscriptionId, urgent, since, isTrial } = effect.body as unknown as Body;
    const seen = await this.outbox.look(async ({ at, company, pushFor }) => {
      const found = await pushFor(subscriptionId);
      if (found === null) return null;
      const { personId } = found.subscription;
      return { ...found, at, notBefore: deliverAt({ personId, urgent }, null, company, at) };
    });
    if (seen === null) return this.outbox.finish(effect, async () => undefined);
    const { at, notBefore, subscription, waiting } = seen;
    if (notBefore > at) return this.outbox.postpone(effect, notBefore);

    const push = isTrial
      ? trialOf(subscription, effect.key, at, since)
      : pushOf(subscription, waiting, effect.key, at, since);
    const answer = push === null ? 'sent' : await this.service.send(subscription, push);
    if (answer === 'gone') return this.outbox.finish(effect, (scope) => scope.forgetPush(subscriptionId));
    if (answer !== 'sent') {
      if (answer.afterSeconds === null) throw new Error(answer.deferred);
      return this.outbox.postpone(effect, at + Math.min(answer.afterSeconds * SECOND, LONGEST_PAUSE));
    }
    if (isTrial) return this.outbox.finish(effect, async () => undefined);
    return this.outbox.finish(effect, (scope) =>
      scope.settlePush(
        subscriptionId,
        waiting.map(({ notice }) => notice),
      ),
    );
  }
}

/** Null when nothing is left that is worth it. */
function pushOf(
  { language }: PushSubscription,
  waiting: readonly WaitingNotice[],
  key: string,
  at: Instant,
  since: Instant,
): Push | null {
  const due = waiting.filter((one) => untilOf(one.notice, since) > at && isTrue(one));
  const first = due.toSorted((a, b) => weightOf(b.notice) - weightOf(a.notice) || b.notice.at - a.notice.at)[0];
  if (first === undefined) return null;
  const { notice, state } = first;
  const kind = notice.kind as NoticeKind;
  return {
    key,
    title: `C-${state.number}`,
    text: pushText(kind, due.length - 1, language),
    language,
    at: notice.at,
    about: { caseId: notice.caseId, seq: notice.seq },
    urgency: urgencyOf(notice),
    ttlSeconds: (untilOf(notice, since) - at) / SECOND,
  };
}

function trialOf({ language }: PushSubscription, key: string, at: Instant, since: Instant): Push | null {
  const left = since + TRIAL_LASTS - at;
  if (left <= 0) return null;
  const text = trialText(language);
  return { key, title: 'Baton', text, language, at, about: null, urgency: 'high', ttlSeconds: left / SECOND };
}

const isTrue = ({ notice, state }: WaitingNotice): boolean =>
  isStillTrue(notice.kind as NoticeKind, notice.body['about'] as Subject, state);

const untilOf = ({ kind, body }: NewNotice, since: Instant): Instant =>
  ofUseUntil(kind as NoticeKind, body['params'] as NoticeParams, since);

const urgencyOf = ({ kind, urgent }: NewNotice) => pushUrgency(kind as NoticeKind, urgent);

/** What calls for an answer stands before what merely happened. */
const weightOf = (notice: NewNotice): number =>
  Number(notice.urgent) * 3 + ['low', 'normal', 'high'].indexOf(urgencyOf(notice));
