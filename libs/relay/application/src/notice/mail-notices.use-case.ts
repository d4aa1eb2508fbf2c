import {
  deliverAt,
  isStillTrue,
  noticeLetter,
  type NoticeKind,
  type NoticeParams,
  type Person,
  type Subject,
} from '@baton/domain';

import type { Instant } from '@baton/kernel';

import type { Effect, EffectOutbox, NewEffect, WaitingNotice } from '../outbox/effect-outbox.js';

/** One mail to one person. What goes wrong is a value, since it decides whether to try again. */
export interface Postman {
  send(letter: Letter): Promise<'sent' | { readonly rejected: string } | { readonly deferred: string }>;
}

export interface Letter {
  /** The effect's key: the mail's own id is made from it, so that a mail sent twice is seen to be one. */
  readonly key: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Notices that one letter holds; what is left over is in the next. */
export const MOST_IN_A_LETTER = 100;

/** Has a person mailed what waits for them, not before `notBefore`. One that is done never stands in for another `cause`. */
export const mailEffect = (personId: string, urgent: boolean, notBefore: Instant, cause: string): NewEffect => ({
  key: `mail:${personId}:${cause}`,
  topic: 'mail',
  orderKey: `mail:${personId}`,
  body: { personId, urgent },
  notBefore,
  gathers: true,
});

/**
 * Mails a person what waits for them, as one letter, leaving out what is no longer true (E4, E5). A crash between the mail
 * server's yes and our commit sends the same letter again, under the same id; nothing else can.
 */
export class MailNoticesUseCase {
  constructor(
    private readonly outbox: EffectOutbox,
    private readonly postman: Postman,
  ) {}

  async execute(effect: Effect): Promise<unknown> {
    const { personId, urgent } = effect.body as { personId: string; urgent: boolean };
    const seen = await this.outbox.look(async ({ at, company, mailFor }) => {
      const { waiting, lastMailAt } = await mailFor(personId);
      const person = company.people.get(personId);
      return { waiting, person, notBefore: deliverAt({ personId, urgent }, lastMailAt, company, at), at };
    });
    if (seen.notBefore > seen.at) return this.outbox.postpone(effect, seen.notBefore);
    const due = seen.waiting.filter(isDue);
    const settled = seen.waiting.map(({ notice }) => notice);
    if (seen.person?.active && due.length > 0) {
      const answer = await this.postman.send(letterTo(seen.person, due, effect.key));
      if (answer !== 'sent' && 'deferred' in answer) throw new Error(answer.deferred);
      // A refused address stays refused; the notice is in the app all the same.
    }
    return this.outbox.finish(effect, async (scope) => {
      await scope.markMailed(settled);
      if (settled.length < MOST_IN_A_LETTER) return;
      const next = deliverAt({ personId, urgent: false }, scope.at, scope.company, scope.at);
      await scope.add([mailEffect(personId, false, next, `after ${effect.id}`)]);
    });
  }
}

const isDue = ({ notice, state }: WaitingNotice): boolean =>
  isStillTrue(notice.kind as NoticeKind, notice.body['about'] as Subject, state);

const letterTo = (person: Person, due: readonly WaitingNotice[], key: string): Letter => ({
  key,
  to: person.email,
  ...noticeLetter(
    person,
    due.map(({ notice: { kind, why, at, text, body } }) => {
      const { params, whyText } = body as { readonly params: NoticeParams; readonly whyText: string };
      return { kind, why, at, text, whyText, params: { ...params, code: params.code ?? null } };
    }),
  ),
});
