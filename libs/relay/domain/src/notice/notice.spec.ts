import { DAY, HOUR, MINUTE } from '@baton/kernel';
import { describe, expect, it } from '@jest/globals';

import type { CaseEvent, CaseEventType } from '../case/case-event.js';
import { cancelCase } from '../case/cancel-case.js';
import { offerOwnership } from '../case/ownership.js';
import { answerChase } from '../chase/answer-chase.js';
import type { EscalationPolicy } from '../chase/escalation-policy.js';
import { languages } from '../company/person.js';
import { joinCase } from '../co-owner/join-case.js';
import { customerAsks } from '../contact/customer-asks.js';
import { recordCustomerMessage } from '../contact/record-customer-message.js';
import { raiseDisruption } from '../disruption/raise-disruption.js';
import { acceptHandoff } from '../handoff/accept-handoff.js';
import { declineHandoff } from '../handoff/decline-handoff.js';
import { withdrawHandoff } from '../handoff/withdraw-handoff.js';
import { passOnLeg } from '../leg/pass-on-leg.js';
import { reserveLeg } from '../leg/reserve-leg.js';
import { makePromise } from '../promise/make-promise.js';
import { takePromise } from '../promise/move-promise.js';
import { askQuestion } from '../question/ask-question.js';
import { answerQuestion } from '../question/answer-question.js';
import {
  aCompany,
  aRelay,
  aRelayAtBilling,
  companyRecords,
  handToBilling,
  MONDAY_NINE,
  type Relay,
} from '../testing/index.js';
import { deliverAt } from './deliver-at.js';
import { noticeKinds, noticeReasons, type NoticeParams } from './notice.js';
import { noticesOf } from './notices-of.js';
import { noticeLetter } from './notice-letter.js';
import { noticeText, whyText } from './notice-text.js';

/** Who hears of the last event of a type, and why. */
function told(relay: Relay, type: CaseEventType, events: readonly CaseEvent[] = relay.events) {
  const event = events.findLast((one) => one.type === type)!;
  return noticesOf(event, relay.state, relay.company).map(({ personId, why }) => [personId, why]);
}

describe('who hears of it (O2)', () => {
  it('an offer to a person: that person; to a pool: whoever could take it', () => {
    const toBea = aRelay();
    handToBilling(toBea, 'bea');
    expect(told(toBea, 'handoff.offered')).toEqual([['bea', 'offered-to-you']]);
    const toAll = aRelay();
    handToBilling(toAll);
    expect(told(toAll, 'handoff.offered').map(([who]) => who)).toEqual(['bea', 'bob', 'hal', 'lea']);
  });

  it('an offer to a pool in which nobody is there: the lead; without the lead oversight; at night whoever leads it (H6)', () => {
    const offered = (...away: readonly string[]) => {
      const people = companyRecords.people.map((one) =>
        away.includes(one.id) ? { ...one, presence: 'away' as const } : one,
      );
      const relay = aRelay({ company: aCompany({ people }) });
      handToBilling(relay);
      expect(relay.state.handoffs[0]).toMatchObject({ level: 'pool', senderId: 'ann' });
      expect(relay.leg('check').responsibleId).toBe('ann');
      return told(relay, 'handoff.offered');
    };
    const departments = companyRecords.departments.map((one) =>
      one.id === 'billing' ? { ...one, leadId: 'ben' } : one,
    );
    const elsewhere = aRelay({
      company: aCompany({
        departments,
        people: companyRecords.people.filter(({ departmentId }) => departmentId !== 'billing'),
      }),
    });
    handToBilling(elsewhere);
    expect(told(elsewhere, 'handoff.offered')).toEqual([['ben', 'you-lead']]);
    expect(offered('bea', 'bob', 'hal', 'lea')).toEqual([['olga', 'you-oversee']]);
    expect(offered('bea', 'bob', 'hal', 'lea', 'olga')).toEqual([['lea', 'you-lead']]);
  });

  it('an offer to oversight of which nobody is there: whoever leads it, to read when back (H7)', () => {
    const people = companyRecords.people.map((one) =>
      one.id === 'olga' ? { ...one, presence: 'away' as const } : one,
    );
    const relay = aRelay({ company: aCompany({ people }) });
    handToBilling(relay);
    const events = relay.passUntil(MONDAY_NINE + 3 * DAY);
    const last = events.findLast(({ type }) => type === 'handoff.offered')!;
    expect(last.facts['level']).toBe('oversight');
    expect(noticesOf(last, relay.state, relay.company).map(({ personId }) => personId)).toEqual(['olga']);
  });

  it('an offer that nobody took: the sender, and each next rung', () => {
    const relay = aRelay();
    handToBilling(relay, 'bea');
    const events = relay.passUntil(MONDAY_NINE + 3 * DAY);
    const offers = events.filter(({ type }) => type === 'handoff.offered');
    const rungs = offers.map((event) => noticesOf(event, relay.state, relay.company).map(({ why }) => why));
    expect([...new Set(rungs.flat())]).toEqual(['offered-to-your-pool', 'you-lead', 'you-oversee']);
    expect(told(relay, 'handoff.expired')).toEqual([['ann', 'you-sent-it']]);
  });

  it('an answer to an offer: the sender; the withdrawal of one: whoever had it', () => {
    const accepted = aRelay();
    accepted.run('bea', acceptHandoff, { handoffId: handToBilling(accepted) });
    expect(told(accepted, 'handoff.accepted')).toEqual([['ann', 'you-sent-it']]);

    const declined = aRelay();
    const handoffId = handToBilling(declined, 'bea');
    declined.run('bea', declineHandoff, { handoffId, code: 'no-capacity', note: 'full', suggestDepartmentId: null });
    expect(told(declined, 'handoff.declined')).toEqual([['ann', 'you-sent-it']]);

    const withdrawn = aRelay();
    withdrawn.run('ann', withdrawHandoff, { handoffId: handToBilling(withdrawn, 'bea'), reason: 'found it' });
    expect(told(withdrawn, 'handoff.withdrawn')).toEqual([['bea', 'offered-to-you']]);
  });

  it('a pre-alert: whoever has reserved the leg, else the lead of its department', () => {
    const relay = aRelayAtBilling();
    expect(told(relay, 'leg.pre-alerted')).toEqual([['lalit', 'you-lead']]);
    relay.run('lakshmi', reserveLeg, { legId: relay.leg('approve').id });
    relay.passUntil(MONDAY_NINE + 5 * HOUR);
    expect(told(relay, 'leg.pre-alerted')).toEqual([['lakshmi', 'coming-to-you']]);
  });

  it('a stall: the holder is asked, then everyone on the ladder', () => {
    const relay = aRelayAtBilling();
    const first = relay.passUntil(MONDAY_NINE + 4 * HOUR);
    expect(told(relay, 'chase.sent', first)).toEqual([['bea', 'you-were-asked']]);
    expect(told(relay, 'escalation.climbed', first)).toEqual([]); // the chase says it
    const later = relay.passUntil(MONDAY_NINE + 8 * HOUR);
    expect(told(relay, 'escalation.climbed', later)).toEqual([['hal', 'on-the-ladder']]);
  });

  it('a call for help: the lead', () => {
    const relay = aRelayAtBilling();
    relay.passUntil(MONDAY_NINE + 4 * HOUR);
    const chaseId = relay.state.chases[0]!.id;
    relay.run('bea', answerChase, {
      chaseId,
      answer: 'need-help',
      etaAt: null,
      blockedBy: null,
      note: 'stuck',
      handBack: null,
    });
    expect(told(relay, 'chase.answered')).toEqual([['lea', 'you-lead']]);
  });

  it('a disruption: its recipients; a question: the asked, and then whoever asked', () => {
    const relay = aRelayAtBilling();
    const { id: legId } = relay.leg('check');
    relay.run('bea', raiseDisruption, {
      kind: 'quality',
      legId,
      text: 'Numbers differ.',
      newEtaAt: null,
      affectsOutcome: true,
      promiseIds: [],
    });
    expect(told(relay, 'disruption.raised')).toEqual([
      ['lalit', 'coming-to-you'],
      ['ben', 'coming-to-you'],
      ['ann', 'you-own'],
    ]);
    relay.run('bea', askQuestion, { legId, askedOfId: 'ann', text: 'Which one?', pauseLeg: false });
    expect(told(relay, 'question.asked')).toEqual([['ann', 'you-were-asked']]);
    relay.run('ann', answerQuestion, { questionId: relay.state.questions[0]!.id, answer: '17' });
    expect(told(relay, 'question.answered')).toEqual([['bea', 'you-asked']]);
  });

  it('a promise: its holder; a broken one: holder, owner and lead, urgently (P6)', () => {
    const relay = aRelayAtBilling();
    const due = { precision: 'minute', at: MONDAY_NINE + 3 * HOUR } as const;
    relay.run('ann', makePromise, { text: 'call', madeTo: null, due, zone: null });
    relay.run('bea', takePromise, { promiseId: relay.state.promises[0]!.id });
    expect(told(relay, 'promise.moved')).toEqual([['ann', 'you-own']]);
    relay.passUntil(due.at + MINUTE);
    expect(told(relay, 'promise.chased')).toEqual([['bea', 'you-hold-the-promise']]);
    expect(told(relay, 'promise.broken')).toEqual([
      ['bea', 'you-hold-the-promise'],
      ['ann', 'you-own'],
      ['lea', 'you-lead'],
    ]);
    const broken = relay.all('promise.broken')[0]!;
    expect(noticesOf(broken, relay.state, relay.company).every(({ urgent }) => urgent)).toBe(true);
  });

  it('what the customer says: the owner and the current holders', () => {
    const relay = aRelayAtBilling();
    relay.run(null, recordCustomerMessage, { channel: 'email', text: 'Hello?', receivedAt: relay.now });
    relay.run(null, customerAsks, { kind: 'update', text: '' });
    for (const type of ['customer.wrote', 'customer.asked'] as const)
      expect(told(relay, type)).toEqual([
        ['ann', 'you-own'],
        ['bea', 'you-hold-the-leg'],
      ]);
  });

  it('an offer of ownership: that person; a leg passed on: its new holder', () => {
    const relay = aRelayAtBilling();
    relay.run('ann', offerOwnership, { toPersonId: 'ben', note: 'I am leaving' });
    expect(told(relay, 'case.ownership-offered')).toEqual([['ben', 'offered-to-you']]);
    relay.run('bea', passOnLeg, { legId: relay.leg('check').id, toPersonId: 'bob', note: '' });
    expect(told(relay, 'leg.passed-on')).toEqual([['bob', 'you-hold-the-leg']]);
  });

  it('the end: everyone who was on it, but no watcher (N8)', () => {
    const relay = aRelayAtBilling();
    relay.run('bob', joinCase, { as: 'watcher' });
    relay.run('lea', joinCase, { as: 'contributor' });
    relay.run('ann', cancelCase, { reason: 'paid back by the bank' });
    expect(told(relay, 'case.cancelled')).toEqual([
      ['bea', 'you-were-on-it'],
      ['lea', 'you-were-on-it'],
    ]);
  });
});

describe('by mail', () => {
  const ladder = (channels: EscalationPolicy['steps'][number]['channels']): EscalationPolicy => {
    const step = { unit: 'business', channels, needsAck: false } as const;
    return {
      id: 'quiet',
      version: 1,
      name: 'Quiet',
      trigger: 'stall',
      steps: [
        { ...step, offsetSeconds: 0, audience: 'holder', action: 'ask' },
        { ...step, offsetSeconds: 3600, audience: 'lead', action: 'notify' },
      ],
    };
  };
  const mailed = (relay: Relay, type: CaseEventType, trigger?: string) => {
    const event = relay.events.findLast((one) => one.type === type && one.facts['trigger'] === trigger)!;
    return noticesOf(event, relay.state, relay.company).map(({ byMail }) => byMail);
  };

  it.each([
    ['only what its steps say of a ladder', ['in-app'], false],
    ['and they say it', ['in-app', 'mail'], true],
  ] as const)('%s (E1)', (_, channels, expected) => {
    const relay = aRelay({ company: aCompany({ policies: [ladder(channels)] }) });
    handToBilling(relay, 'bea');
    relay.run('bea', acceptHandoff, { handoffId: relay.state.handoffs[0]!.id });
    relay.passUntil(MONDAY_NINE + 8 * HOUR);
    expect(mailed(relay, 'chase.sent', 'stall')).toEqual([expected]);
    expect(mailed(relay, 'escalation.climbed', 'stall')).toEqual([expected]);
  });

  it('everything else', () => {
    const relay = aRelay();
    handToBilling(relay, 'bea');
    expect(mailed(relay, 'handoff.offered')).toEqual([true]);
  });
});

describe('absence', () => {
  const withBea = (differs: Partial<(typeof companyRecords.people)[number]>) => {
    const relay = aRelay();
    handToBilling(relay, 'bea');
    const people = companyRecords.people.map((one) => (one.id === 'bea' ? { ...one, ...differs } : one));
    relay.company = aCompany({ people });
    return noticesOf(relay.all('handoff.offered')[0]!, relay.state, relay.company);
  };

  it('the stand-in reads for the absent, and sees for whom', () => {
    expect(withBea({ presence: 'away', substituteId: 'bob' })).toMatchObject([{ personId: 'bob', insteadOf: 'bea' }]);
    expect(withBea({ presence: 'away' })).toMatchObject([{ personId: 'lea', insteadOf: 'bea' }]);
  });

  it('nobody writes to people who have left', () => {
    expect(withBea({ active: false, substituteId: null }).map(({ personId }) => personId)).not.toContain('bea');
  });
});

describe('always', () => {
  it('nobody hears of what they did themselves, twice of one event, or after leaving', () => {
    const relay = aRelay();
    handToBilling(relay, 'bea');
    relay.passUntil(MONDAY_NINE + 4 * DAY);
    let count = 0;
    for (const event of relay.events) {
      const readers = noticesOf(event, relay.state, relay.company).map(({ personId }) => personId);
      count += readers.length;
      expect(new Set(readers).size).toBe(readers.length);
      expect(readers).not.toContain(event.by);
      expect(readers.every((id) => relay.company.people.get(id)?.active)).toBe(true);
    }
    expect(count).toBeGreaterThan(20);
  });

  it('imported cases are quiet (W6)', () => {
    const relay = aRelay();
    handToBilling(relay, 'bea');
    expect(noticesOf(relay.all('handoff.offered')[0]!, { ...relay.state, imported: true }, relay.company)).toEqual([]);
  });
});

describe('the words', () => {
  const params: NoticeParams = {
    number: 1001,
    subject: 'Paid twice',
    leg: 'check',
    who: 'Ann',
    text: 'please',
    code: null,
    at: Date.parse('2026-06-01T08:00:00Z'),
  };

  it('speak the reader’s time', () => {
    expect(noticeText('offer', { ...params, text: null }, 'Europe/Berlin')).toBe(
      'C-1001 Paid twice: Ann offers you “check”; please answer by 1 Jun 2026, 10:00 (Europe/Berlin).',
    );
    expect(noticeText('pre-alert', { ...params, text: null, at: null }, 'UTC')).toBe(
      'C-1001 Paid twice: “check” will reach you soon.',
    );
  });

  it.each([
    ['offer-declined', 'no-capacity', 'full', 'Ann declined “check”: no capacity, full'],
    ['offer-declined', 'duplicate', null, 'Ann declined “check”: duplicate'],
    ['escalation', 'breach', null, '“check” needs attention: its target was missed'],
    ['offer-withdrawn', null, 'leg-inserted', 'The offer of “check” was withdrawn: another leg comes before it'],
    ['undone', 'leg.handed-over', null, 'Ann took back what you were told a moment ago about “check”: the hand-over'],
  ] as const)('say of %s why: %s', (kind, code, text, expected) => {
    expect(noticeText(kind, { ...params, code, text }, 'UTC')).toBe(`C-1001 Paid twice: ${expected}`);
  });

  const kindsAndLanguages = noticeKinds.flatMap((kind) => languages.map((language) => [kind, language] as const));
  it.each(kindsAndLanguages)('%s is a whole sentence in %s', (kind, language) => {
    for (const some of [params, { ...params, leg: null, who: null, text: null, at: null }])
      expect(noticeText(kind, some, 'UTC', language)).toMatch(/^C-1001 Paid twice: (?!.*(undefined|null|[{}])).{7,}$/);
  });

  it('say what is Baton’s own in the reader’s language, and names that the company gave as they are', () => {
    const declined = { ...params, code: 'no-capacity', text: null };
    expect(noticeText('offer-declined', { ...declined, leg: 'first-contact' }, 'UTC', 'de')).toBe(
      'C-1001 Paid twice: Ann hat „Erstkontakt“ abgelehnt: keine Kapazität',
    );
    expect(noticeText('offer-declined', { ...declined, leg: 'First contact' }, 'UTC', 'es')).toBe(
      'C-1001 Paid twice: Ann rechazó «First contact»: sin capacidad',
    );
  });

  it.each(noticeReasons.map((why) => [why]))('%s has a reason to read', (why) => {
    expect(whyText(why)).toMatch(/\w+ \w+/);
  });
});

describe('the letter', () => {
  const at = Date.parse('2026-06-01T08:00:00Z');
  const of = (differs: object) => ({
    kind: 'case-closed',
    why: 'you-own',
    at,
    params: { number: 7, subject: 'Paid twice', leg: null, who: null, text: null, code: null, at: null },
    text: 'in English',
    whyText: 'an English reason',
    ...differs,
  });
  const ann = { name: 'Ann', zone: 'Europe/Berlin' };

  it('speaks its reader’s language from the subject to the end', () => {
    expect(noticeLetter({ ...ann, language: 'de' }, [of({}), of({ kind: 'case-resolved' })])).toEqual({
      subject: 'C-7 Paid twice: Endgültig geschlossen. Danke für Ihren Anteil daran. (und 1 weitere Mitteilung)',
      text: [
        'Guten Tag Ann,',
        'C-7 Paid twice: Endgültig geschlossen. Danke für Ihren Anteil daran.\n' +
          '01.06.2026, 10:00 (Europe/Berlin) – warum Sie das lesen: Sie führen diesen Fall vom ersten Kontakt bis zum Abschluss',
        'C-7 Paid twice: Gelöst.\n' +
          '01.06.2026, 10:00 (Europe/Berlin) – warum Sie das lesen: Sie führen diesen Fall vom ersten Kontakt bis zum Abschluss',
        'Antworten können Sie in Baton; eine Antwort auf diese E-Mail wird nicht gelesen.',
      ].join('\n\n'),
    });
    expect(noticeLetter({ ...ann, language: 'es' }, [of({}), of({}), of({})]).subject).toMatch(/\(y 2 avisos más\)$/);
  });

  it('is English for whoever has not chosen, and in the words that came with it where the kind is not known here', () => {
    expect(noticeLetter({ ...ann, language: null }, [of({})]).text).toMatch(/^Hello Ann,\n\nC-7 Paid twice: Closed/);
    const { text } = noticeLetter({ ...ann, language: 'de' }, [of({ kind: 'of-tomorrow', why: 'a-new-duty' })]);
    expect(text).toContain('in English\n01.06.2026, 10:00 (Europe/Berlin) – warum Sie das lesen: an English reason');
  });
});

describe('when a mail may leave (E4, E5)', () => {
  const company = aCompany();
  const night = MONDAY_NINE + 12 * HOUR;
  it.each([
    ['at once in working hours', false, null, MONDAY_NINE, MONDAY_NINE],
    [
      'a quarter of an hour after the last one',
      false,
      MONDAY_NINE - 5 * MINUTE,
      MONDAY_NINE,
      MONDAY_NINE + 10 * MINUTE,
    ],
    ['in the morning', false, null, night, MONDAY_NINE + DAY],
    ['at night when it is urgent', true, night - MINUTE, night, night],
  ] as const)('%s', (_, urgent, lastMailAt, at, expected) => {
    expect(deliverAt({ personId: 'ann', urgent }, lastMailAt, company, at)).toBe(expected);
  });
});
