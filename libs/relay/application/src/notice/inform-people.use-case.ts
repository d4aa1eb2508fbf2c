import { deliverAt, type Notice, noticesOf, noticeText, whyText } from '@baton/domain';

import type { Effect, EffectOutbox, EffectScope, NewEffect, NewNotice } from '../outbox/effect-outbox.js';
import { pushEffect } from '../push/push-notices.use-case.js';

/** Whose inbox has something new, and about which case. */
export interface Informed {
  readonly caseId: string;
  readonly seq: number;
  readonly people: readonly string[];
}

/** Tells everyone with a duty in what just happened to a case (O2). Safe to run twice: one notice per event and person. */
export class InformPeopleUseCase {
  constructor(
    private readonly outbox: EffectOutbox,
    /** Is there a mail server? Without one, nothing waits to be mailed. */
    private readonly byMail: boolean,
  ) {}

  async execute(effect: Effect): Promise<Informed> {
    let people: readonly string[] = [];
    const { caseId, fromSeq, toSeq } = effect.body as { caseId: string; fromSeq: number; toSeq: number };
    await this.outbox.finish(effect, async (scope) => {
      const { state, events } = await scope.history(caseId, fromSeq, toSeq);
      const loud = new Set<NewNotice>();
      const notices = events.flatMap((event) =>
        noticesOf(event, state, scope.company).map((notice): NewNotice => {
          const zone = scope.company.people.get(notice.personId)?.zone ?? 'UTC';
          const posted: NewNotice = {
            caseId,
            seq: event.seq,
            personId: notice.personId,
            why: notice.why,
            kind: notice.kind,
            text: noticeText(notice.kind, notice.params, zone),
            body: {
              about: event.about,
              insteadOf: notice.insteadOf,
              whyText: whyText(notice.why),
              params: notice.params,
            },
            at: event.at,
            urgent: notice.urgent,
            byMail: this.byMail && notice.byMail,
          };
          if (notice.byMail) loud.add(posted);
          return posted;
        }),
      );
      await scope.post(notices);
      await scope.add(await mailsFor(notices, scope));
      // A step of a ladder that is to be quiet is quiet on devices too (E1).
      await scope.add(await pushesFor([...loud], scope));
      people = [...new Set(notices.map(({ personId }) => personId))];
    });
    return { caseId, seq: toSeq, people };
  }
}

/** One message for each device, at once or when its person's hours begin; what gathers until then goes out together (E5). */
async function pushesFor(notices: readonly NewNotice[], scope: EffectScope): Promise<readonly NewEffect[]> {
  const devices = notices.length === 0 ? [] : await scope.queuePush(notices);
  return devices.map(({ subscriptionId, personId }) => {
    const urgent = notices.some((notice) => notice.personId === personId && notice.urgent);
    return pushEffect(subscriptionId, urgent, deliverAt({ personId, urgent }, null, scope.company, scope.at));
  });
}

/** One mail for each reader, when they may be mailed next; what gathers until then goes out together (E4, E5). */
async function mailsFor(notices: readonly NewNotice[], scope: EffectScope): Promise<readonly NewEffect[]> {
  const readers = new Map<string, Pick<Notice, 'personId' | 'urgent'>>();
  for (const { personId, urgent } of notices.filter(({ byMail }) => byMail))
    readers.set(personId, { personId, urgent: urgent || (readers.get(personId)?.urgent ?? false) });
  const effects: NewEffect[] = [];
  for (const reader of readers.values()) {
    const { lastMailAt } = await scope.mailFor(reader.personId);
    const notBefore = deliverAt(reader, lastMailAt, scope.company, scope.at);
    effects.push({
      key: `mail:${reader.personId}:${notBefore}`,
      topic: 'mail',
      orderKey: `mail:${reader.personId}`,
      body: { personId: reader.personId, urgent: reader.urgent },
      notBefore,
    });
  }
  return effects;
}
