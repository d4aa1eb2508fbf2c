import type { Instant } from '@baton/kernel';

import { type Case, handoffOf, legOf, openHandoffTo } from '../case/case.js';
import type { CaseEvent } from '../case/case-event.js';
import type { Chase, Escalation } from '../chase/chase.js';
import { stepNumbered } from '../chase/ladder-time.js';
import type { Company } from '../company/company.js';
import type { DepartmentId, PersonId } from '../company/ids.js';
import { isPresent, poolOf } from '../company/presence.js';
import type { Disruption, DisruptionRecipient } from '../disruption/disruption.js';
import type { Handoff } from '../handoff/handoff.js';
import { isBeingWorked, type Leg } from '../leg/leg.js';
import type { CustomerPromise } from '../promise/promise.js';
import type { NoticeKind, NoticeWhy } from './notice.js';

/** A reader before absence is looked at. */
export interface Reader {
  readonly to: PersonId;
  readonly why: NoticeWhy;
}

/** What an event is to its readers. */
export interface Addressed {
  readonly kind: NoticeKind;
  readonly readers: readonly Reader[];
  readonly urgent: boolean;
  readonly byMail: boolean;
  readonly leg: Leg | undefined;
  readonly text: string | null;
  readonly code: string | null;
  readonly at: Instant | null;
  /** Who stands in the sentence, when it is not whoever acted. */
  readonly who: PersonId | null;
}

/** Whom an event is addressed to; null for the many events that nobody has a duty in. */
export function addressed(event: CaseEvent, state: Case, company: Company): Addressed | null {
  const { type, about, facts } = event;
  const offer = handoffOf(state, about.id);
  const leg = legOf(state, about.id);
  switch (type) {
    case 'handoff.offered':
      return offer
        ? say('offer', askedBy(offer, company, event), {
            ...ofOffer(offer, state),
            at: offer.expiresAt,
            who: offer.senderId,
          })
        : null;
    case 'handoff.amended':
      return offer ? say('offer-amended', askedBy(offer, company, event), ofOffer(offer, state)) : null;
    case 'handoff.accepted':
      return offer ? say('offer-accepted', senderAndOwner(offer, state), ofOffer(offer, state)) : null;
    case 'handoff.declined':
      return offer
        ? say('offer-declined', senderAndOwner(offer, state), {
            ...ofOffer(offer, state),
            code: offer.declineCode,
            text: offer.note,
          })
        : null;
    case 'handoff.expired':
      return offer ? say('offer-expired', senderAndOwner(offer, state), ofOffer(offer, state)) : null;
    case 'handoff.withdrawn':
      return offer
        ? say('offer-withdrawn', [...askedBy(offer, company, event), ...senderAndOwner(offer, state)], {
            ...ofOffer(offer, state),
            text: offer.note,
          })
        : null;
    case 'leg.passed-on':
      return say('leg-passed-on', holderOf(leg), { leg });
    case 'leg.returned': {
      const again = legOf(state, text(facts['toLegId']) ?? '');
      return say('leg-returned', [...holderOf(again), owner(state)], { leg: again, text: text(facts['missing']) });
    }
    case 'leg.resumed':
      return say('leg-resumed', holderOf(leg), { leg });
    case 'leg.skipped':
      return say('leg-skipped', upcoming(leg), { leg });
    case 'leg.time-granted': {
      const open = openHandoffTo(state, about.id);
      return say('time-granted', [...(open ? askedBy(open, company, event) : holderOf(leg)), owner(state)], {
        leg,
        text: text(facts['reason']),
        at: typeof facts['dueAt'] === 'number' ? facts['dueAt'] : null,
      });
    }
    case 'co-owner.called-in':
      return say('called-in', person(facts['personId'], 'you-were-called-in'), {
        leg,
        text: text(facts['reason']),
      });
    case 'leg.pre-alerted':
      return say('pre-alert', upcomingOrLead(leg, company), { leg, at: leg?.expectedAt ?? null });
    case 'chase.sent':
    case 'chase.answered':
      return ofChase(event, state);
    case 'escalation.climbed':
      return ofClimb(event, state);
    case 'disruption.raised': {
      const disruption = state.disruptions.find(({ id }) => id === about.id);
      return disruption
        ? say('disruption', recipients(disruption), {
            code: disruption.kind,
            text: disruption.text,
            at: disruption.newEtaAt,
          })
        : null;
    }
    case 'question.asked':
    case 'question.moved':
    case 'question.answered':
      return ofQuestion(event, state);
    case 'promise.chased':
    case 'promise.broken':
    case 'promise.moved':
      return ofPromise(event, state, company);
    case 'case.ownership-offered':
      return say('ownership-offered', person(facts['toPersonId'], 'offered-to-you'), { text: text(facts['note']) });
    case 'case.ownership-declined':
      return say('ownership-declined', [owner(state)], { text: text(facts['note']) });
    case 'case.owner-changed':
      return say(
        'owner-changed',
        [
          ...person(facts['toPersonId'], 'you-own'),
          ...person(facts['fromPersonId'], 'you-were-on-it'),
          ...holders(state),
        ],
        { who: state.ownerId },
      );
    case 'case.priority-changed':
      return say('priority-changed', [owner(state), ...holders(state)], { text: state.priority });
    case 'case.returns-frozen': {
      const between = Array.isArray(facts['between']) ? (facts['between'] as readonly DepartmentId[]) : [];
      return say('returns-frozen', [...between.flatMap((id) => leadOf(id, company)), owner(state)], {});
    }
    case 'customer.wrote':
      return say('customer-wrote', [owner(state), ...holders(state)], { text: text(facts['text']) });
    case 'customer.asked':
      return say('customer-asked', [owner(state), ...holders(state)], { text: text(facts['text']) });
    case 'case.reopened':
      return say('case-reopened', [owner(state), ...holders(state)], { text: text(facts['reason']) });
    case 'case.resolved':
      return say('case-resolved', everyoneOnIt(state), { text: text(facts['message']) });
    case 'case.closed':
      return say('case-closed', everyoneOnIt(state), {});
    case 'case.cancelled':
      return say('case-cancelled', everyoneOnIt(state), { text: text(facts['reason']) });
    case 'case.undone':
      return say('undone', told(facts['told']), {
        ...(offer ? ofOffer(offer, state) : { leg }),
        code: text(facts['did']),
      });
    // History that nobody has a duty in: told to nobody (O2).
    case 'case.opened':
    case 'case.imported':
    case 'case.returns-frozen':
    case 'case.urgency-raised':
    case 'note.added':
    case 'contact.logged':
    case 'leg.planned':
    case 'leg.cancelled':
    case 'leg.started':
    case 'leg.reserved':
    case 'leg.prepared':
    case 'leg.progressed':
    case 'leg.paused':
    case 'leg.handed-over':
    case 'leg.done':
    case 'leg.taken-back':
    case 'leg.half-time':
    case 'clock.started':
    case 'clock.paused':
    case 'clock.resumed':
    case 'clock.met':
    case 'clock.breached':
    case 'clock.retargeted':
    case 'clock.cancelled':
    case 'clock.reopened':
    case 'clock.recalculated':
    case 'co-owner.enrolled':
    case 'co-owner.role-changed':
    case 'co-owner.left':
    case 'co-owner.helped':
    case 'promise.made':
    case 'promise.attempted':
    case 'promise.kept':
    case 'promise.renegotiated':
    case 'promise.released':
    case 'disruption.acknowledged':
    case 'escalation.started':
    case 'escalation.deferred':
    case 'escalation.acknowledged':
    case 'escalation.ended':
    case 'chase.closed':
    case 'near-miss.opened':
    case 'near-miss.intervened':
    case 'near-miss.closed':
    case 'finding.opened':
      return null;
  }
}

function say(
  kind: NoticeKind,
  readers: readonly Reader[],
  details: Partial<Omit<Addressed, 'kind' | 'readers'>>,
): Addressed {
  return {
    kind,
    readers,
    urgent: false,
    byMail: true,
    leg: undefined,
    text: null,
    code: null,
    at: null,
    who: null,
    ...details,
  };
}

const text = (fact: unknown): string | null => (typeof fact === 'string' ? fact : null);
const person = (fact: unknown, why: NoticeWhy): readonly Reader[] =>
  typeof fact === 'string' ? [{ to: fact, why }] : [];
const told = (fact: unknown): readonly Reader[] =>
  Array.isArray(fact) ? fact.flatMap((personId) => person(personId, 'you-were-told')) : [];
const owner = (state: Case): Reader => ({ to: state.ownerId, why: 'you-own' });
const holderOf = (leg: Leg | undefined): readonly Reader[] => person(leg?.holderId, 'you-hold-the-leg');
const holders = (state: Case): readonly Reader[] => state.legs.filter(isBeingWorked).flatMap(holderOf);
const upcoming = (leg: Leg | undefined): readonly Reader[] =>
  person(leg?.reservedById ?? leg?.namedPersonId, 'coming-to-you');

function upcomingOrLead(leg: Leg | undefined, company: Company): readonly Reader[] {
  const named = upcoming(leg);
  return named.length > 0 || leg === undefined ? named : leadOf(leg.departmentId, company);
}

const leadOf = (departmentId: DepartmentId | undefined, company: Company): readonly Reader[] =>
  person(departmentId === undefined ? null : company.departments.get(departmentId)?.leadId, 'you-lead');

const senderAndOwner = (offer: Handoff, state: Case): readonly Reader[] => [
  { to: offer.senderId, why: 'you-sent-it' },
  owner(state),
];

const ofOffer = (offer: Handoff, state: Case) => ({ leg: legOf(state, offer.toLegId) });

/**
 * To whom an offer stands (H7). A pool in which nobody is there but whoever acts would leave it unseen until its time is up:
 * then whoever can take it or send it elsewhere hears of it, who is there before who is not (H6).
 */
function askedBy(offer: Handoff, company: Company, { at, by }: CaseEvent): readonly Reader[] {
  const { level, toPersonId, toDepartmentId } = offer;
  const lead = leadOf(toDepartmentId, company);
  const pool = readersIn(poolOf(company, toDepartmentId, at), 'offered-to-your-pool');
  const oversight = readersIn(poolOf(company, company.oversightId, at), 'you-oversee');
  const isHeard = (readers: readonly Reader[]) => readers.some(({ to }) => to !== by);
  switch (level) {
    case 'person':
      return person(toPersonId, 'offered-to-you');
    case 'pool':
      return [pool, lead.filter(({ to }) => isPresent(company.people.get(to), at)), oversight].find(isHeard) ?? lead;
    case 'lead':
      return lead;
    case 'oversight':
      return isHeard(oversight) ? oversight : leadOf(company.oversightId, company);
  }
}

const readersIn = (people: readonly PersonId[], why: NoticeWhy): readonly Reader[] => people.map((to) => ({ to, why }));

function ofChase({ type, facts }: CaseEvent, state: Case): Addressed | null {
  const chase = state.chases.find(({ id }) => id === facts['chaseId']);
  if (!chase) return null;
  const ladder = state.escalations.find(({ id }) => id === chase.escalationId);
  const leg = chase.legId === null ? undefined : legOf(state, chase.legId);
  if (type === 'chase.sent')
    return say('chase', chaseReaders(chase), {
      leg,
      text: text(facts['text']),
      urgent: isAboutPromise(ladder),
      byMail: isMailed(ladder, chase.step),
    });
  const helpers = Array.isArray(facts['helperIds']) ? (facts['helperIds'] as readonly PersonId[]) : [];
  return say(
    'help-needed',
    helpers.map((to) => ({ to, why: 'you-lead' })),
    { leg, text: chase.note },
  );
}

const chaseReaders = ({ askedIds }: Chase): readonly Reader[] => askedIds.map((to) => ({ to, why: 'you-were-asked' }));

/** Those who are asked get the chase itself. */
function ofClimb({ facts }: CaseEvent, state: Case): Addressed | null {
  const ladder = state.escalations.find(({ id }) => id === facts['escalationId']);
  if (!ladder || facts['action'] === 'ask') return null;
  const people = facts['people'] as readonly PersonId[];
  const leg = ladder.legId === null ? undefined : legOf(state, ladder.legId);
  return say(
    'escalation',
    people.map((to) => ({ to, why: 'on-the-ladder' })),
    {
      leg,
      code: ladder.trigger,
      urgent: isAboutPromise(ladder),
      byMail: isMailed(ladder, facts['step']),
    },
  );
}

/** Does this step of the ladder ask for mail? */
const isMailed = (ladder: Escalation | undefined, step: unknown): boolean =>
  ladder === undefined || stepNumbered(ladder, Number(step)).channels.includes('mail');

const isAboutPromise = (ladder: Escalation | undefined): boolean => ladder?.trigger === 'promise-due';

const recipients = (disruption: Disruption): readonly Reader[] =>
  disruption.recipients.map(({ personId, why }) => ({ to: personId, why: disruptionWhy[why] }));

const disruptionWhy: Readonly<Record<DisruptionRecipient['why'], NoticeWhy>> = {
  owner: 'you-own',
  'current-leg': 'you-hold-the-leg',
  'next-leg': 'coming-to-you',
  'later-leg': 'coming-to-you',
  'promise-holder': 'you-hold-the-promise',
};

function ofQuestion({ type, about, facts }: CaseEvent, state: Case): Addressed | null {
  const question = state.questions.find(({ id }) => id === about.id);
  if (!question) return null;
  const leg = legOf(state, question.legId);
  return type !== 'question.answered'
    ? say('question', [{ to: question.askedOfId, why: 'you-were-asked' }], {
        leg,
        text: question.text,
        at: typeof facts['answerBy'] === 'number' ? facts['answerBy'] : null,
      })
    : say('question-answered', [{ to: question.askedById, why: 'you-asked' }], { leg, text: question.answer });
}

/** Promises wake people at any hour (P6, E5). */
function ofPromise({ type, about }: CaseEvent, state: Case, company: Company): Addressed | null {
  const promise = state.promises.find(({ id }) => id === about.id);
  if (!promise) return null;
  const holder: Reader = { to: promise.holderId, why: 'you-hold-the-promise' };
  const details = { text: promise.text, at: promise.dueAt };
  if (type === 'promise.chased') return say('promise-due', [holder], { ...details, urgent: true });
  if (type === 'promise.moved')
    return say('promise-moved', [holder, owner(state)], { ...details, who: promise.holderId });
  return say('promise-broken', [holder, owner(state), ...leadOf(homeOf(promise, company), company)], {
    ...details,
    urgent: true,
  });
}

const homeOf = ({ holderId }: CustomerPromise, company: Company) => company.people.get(holderId)?.departmentId;

/** Everyone who has touched it hears how it ends; watchers read their digest (O2, N8). */
const everyoneOnIt = (state: Case): readonly Reader[] =>
  state.coOwners
    .filter(({ role, leftAt }) => role !== 'watcher' && leftAt === null)
    .map(({ personId, role }) => ({ to: personId, why: role === 'owner' ? 'you-own' : 'you-were-on-it' }));
