import { deliverAt, type Notice, noticesOf, noticeText, whyText } from '@baton/domain';

import type {
  Effect,
  EffectOutbox,
  EffectScope,
  EventSpan,
  History,
  NewEffect,
  NewNotice,
} from '../outbox/effect-outbox.js';
import { pushEffect } from '../push/push-notices.use-case.js';
import { mailEffect } from './mail-notices.use-case.js';

/** Whose inbox has something new, and about which case. */
export interface Informed {
  readonly caseId: string;
  readonly seq: number;
  readonly people: readonly string[];
}

/**
 * Tells everyone with a duty in what just happened to some cases (O2), all in one transaction. Safe to run twice: one notice
 * per event and person.
 */
export class InformPeopleUseCase {
  constructor(
    private readonly outbox: EffectOutbox,
    /** Is there a mail server? Without one, nothing waits to be mailed. */
    private readonly byMail: boolean,
  ) {}

  async execute(effects: readonly Effect[]): Promise<readonly Informed[]> {
    let informed: readonly Informed[] = [];
    await this.outbox.finishAll(effects, async (scope, held) => {
      const spans = held.map(({ body }) => body as unknown as EventSpan);
      const histories = await scope.histories(spans);
      const told = histories.map((history) => this.noticesAbout(history, scope));
      const notices = told.flat().map(({ notice }) => notice);
      // A step of a ladder that is to be quiet is quiet on devices too (E1).
      const loud = told.flat().flatMap(({ notice, isLoud }) => (isLoud ? [notice] : []));
      await scope.post(notices);
      await scope.add([...(await mailsFor(notices, scope)), ...(await pushesFor(loud, scope))]);
      informed = spans.map(({ caseId, toSeq: seq }, at) => ({ caseId, seq, people: readersOf(told[at]!) }));
    });
    return informed.filter(({ people }) => people.length > 0);
  }

  private noticesAbout({ state, events }: History, { company }: EffectScope): readonly Told[] {
    return events.flatMap((event) =>
      noticesOf(event, state, company).map(({ personId, why, kind, insteadOf, params, urgent, byMail }) => ({
        isLoud: byMail,
        notice: {
          caseId: event.caseId,
          seq: event.seq,
          personId,
          why,
          kind,
          text: noticeText(kind, params, company.people.get(personId)?.zone ?? 'UTC'),
          body: { about: event.about, insteadOf, whyText: whyText(why), params },
          at: event.at,
          urgent,
          byMail: this.byMail && byMail,
        },
      })),
    );
  }
}

interface Told {
  readonly notice: NewNotice;
  readonly isLoud: boolean;
}

const readersOf = (told: readonly Told[]) => [...new Set(told.map(({ notice: { personId } }) => personId))];

/** One message for each device, at once or when its person's hours begin; what gathers until then goes out together (E5). */
async function pushesFor(notices: readonly NewNotice[], scope: EffectScope): Promise<readonly NewEffect[]> {
  const devices = notices.length === 0 ? [] : await scope.queuePush(notices);
  const news = newsOf(notices);
  return devices.map(({ subscriptionId, personId }) => {
    const { urgent, cause } = news.get(personId)!;
    return pushEffect(subscriptionId, urgent, deliverAt({ personId, urgent }, null, scope.company, scope.at), cause);
  });
}

/** One mail for each reader, when they may be mailed next; what gathers until then goes out together (E4, E5). */
async function mailsFor(notices: readonly NewNotice[], scope: EffectScope): Promise<readonly NewEffect[]> {
  const readers = newsOf(notices.filter(({ byMail }) => byMail));
  const lastMails = readers.size === 0 ? new Map<string, number>() : await scope.lastMails([...readers.keys()]);
  return [...readers].map(([personId, { urgent, cause }]) => {
    const notBefore = deliverAt({ personId, urgent }, lastMails.get(personId) ?? null, scope.company, scope.at);
    return mailEffect(personId, urgent, notBefore, cause);
  });
}

interface News {
  /** Is anything of it urgent? */
  readonly urgent: boolean;
  /** The first of it. */
  readonly cause: string;
}

/** What each reader of these learns. */
function newsOf(notices: readonly NewNotice[]): ReadonlyMap<Notice['personId'], News> {
  const readers = new Map<string, News>();
  for (const { personId, urgent, caseId, seq } of notices) {
    const { urgent: wasUrgent, cause } = readers.get(personId) ?? { urgent: false, cause: `${caseId}:${seq}` };
    readers.set(personId, { urgent: urgent || wasUrgent, cause });
  }
  return readers;
}
