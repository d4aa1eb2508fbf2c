import fc from 'fast-check';

import { addNote } from '../case/add-note.js';
import { cancelCase } from '../case/cancel-case.js';
import type { Case } from '../case/case.js';
import { changePriority } from '../case/change-priority.js';
import { closeCase } from '../case/close-case.js';
import { acceptOwnership, declineOwnership, offerOwnership, takeOwnership } from '../case/ownership.js';
import { reopenCase } from '../case/reopen-case.js';
import { resolveCase } from '../case/resolve-case.js';
import type { Rule } from '../case/rule.js';
import { acknowledgeEscalation } from '../chase/acknowledge-escalation.js';
import { answerChase } from '../chase/answer-chase.js';
import { chaseAnswerKinds } from '../chase/chase.js';
import { nudge } from '../chase/nudge.js';
import { callInHelper } from '../co-owner/call-in-helper.js';
import { joinCase, leaveCase } from '../co-owner/join-case.js';
import type { Company } from '../company/company.js';
import type { PersonId } from '../company/ids.js';
import { relievePerson } from '../company/relieve-person.js';
import { answerCustomerRequest } from '../contact/answer-customer-request.js';
import { customerAsks } from '../contact/customer-asks.js';
import { logContact } from '../contact/log-contact.js';
import { recordCustomerMessage } from '../contact/record-customer-message.js';
import { acknowledgeDisruption } from '../disruption/acknowledge-disruption.js';
import { raiseDisruption } from '../disruption/raise-disruption.js';
import { acceptHandoff } from '../handoff/accept-handoff.js';
import { amendHandoff } from '../handoff/amend-handoff.js';
import { declineHandoff } from '../handoff/decline-handoff.js';
import { declineCodes } from '../handoff/handoff.js';
import { rerouteHandoff } from '../handoff/reroute-handoff.js';
import { withdrawHandoff } from '../handoff/withdraw-handoff.js';
import { priorities } from '../journey/journey-template.js';
import { finishLeg } from '../leg/finish-leg.js';
import { grantTime } from '../leg/grant-time.js';
import { handOverLeg } from '../leg/hand-over-leg.js';
import { passOnLeg } from '../leg/pass-on-leg.js';
import { pauseLeg, pauseReasons } from '../leg/pause-leg.js';
import { planLegInCase } from '../leg/plan-leg.js';
import { prepareLeg } from '../leg/prepare-leg.js';
import { progressLeg } from '../leg/progress-leg.js';
import { reserveLeg } from '../leg/reserve-leg.js';
import { resumeLeg } from '../leg/resume-leg.js';
import { returnCodes, returnLeg } from '../leg/return-leg.js';
import { skipLeg } from '../leg/skip-leg.js';
import { makePromise } from '../promise/make-promise.js';
import { takePromise } from '../promise/move-promise.js';
import { releasePromise } from '../promise/release-promise.js';
import { renegotiatePromise } from '../promise/renegotiate-promise.js';
import { answerQuestion } from '../question/answer-question.js';
import { askQuestion } from '../question/ask-question.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The dice of one move: what it picks among the things there are, and whether somebody fitting does it or anyone. */
export interface Dice {
  readonly a: number;
  readonly b: number;
  readonly yes: boolean;
  readonly anyone: boolean;
}

/** A command on the case as it is now, and the people who would be expected to give it. */
export interface Move<Command = never> {
  readonly rule: Rule<Command>;
  readonly command: Command;
  readonly by: readonly (PersonId | null)[];
}

interface Scene {
  readonly state: Case;
  readonly company: Company;
  readonly at: number;
  readonly dice: Dice;
}

/** One of a list; a thing that does not exist when the list is empty. */
const one = <T>(list: readonly T[], n: number): T | undefined => list[n % list.length];
const idOf = (thing: { readonly id: string } | undefined) => thing?.id ?? 'nothing';
const move = <Command>(rule: Rule<Command>, command: Command, by: readonly (PersonId | null)[]): Move =>
  ({ rule, command, by }) as unknown as Move;

const members = (company: Company, departmentId: string | undefined) =>
  [...company.people.values()].filter((person) => person.departmentId === departmentId).map(({ id }) => id);
const everyone = (company: Company) => [...company.people.keys()];
const departments = (company: Company) => [...company.departments.keys()];

const inWork = ({ state, dice }: Scene) =>
  one(
    state.legs.filter(({ status }) => status === 'running' || status === 'waiting'),
    dice.a,
  );
const planned = ({ state, dice }: Scene) =>
  one(
    state.legs.filter(({ status }) => status === 'planned'),
    dice.a,
  );
const offered = ({ state, dice }: Scene) =>
  one(
    state.handoffs.filter(({ status }) => status === 'offered' || !dice.yes),
    dice.a,
  );
const promised = ({ state, dice }: Scene) => one(state.promises, dice.a);
const byHolder = (leg: { readonly holderId: string | null } | undefined) => (leg?.holderId ? [leg.holderId] : []);

/** Every verb there is, as somebody might use it. */
const verbs: Readonly<Record<string, (scene: Scene) => Move>> = {
  handOver: (scene) => {
    const { company, dice } = scene;
    const leg = inWork(scene);
    return move(
      handOverLeg,
      {
        legId: idOf(leg),
        toDepartmentId: dice.b % 4 === 0 ? one(departments(company), dice.a)! : null,
        toPersonId: dice.b % 5 === 0 ? one(everyone(company), dice.a)! : null,
        legName: null,
        package: dice.yes ? { what: `look at ${dice.b % 3}` } : {},
        note: 'please',
        waiver: dice.a % 6 === 0 ? null : 'no time for it',
        holdUntil: dice.b % 7 === 0 ? scene.at + (dice.b % 300) * HOUR : null,
      },
      byHolder(leg),
    );
  },
  accept: (scene) => {
    const handoff = offered(scene);
    return move(acceptHandoff, { handoffId: idOf(handoff) }, members(scene.company, handoff?.toDepartmentId));
  },
  decline: (scene) => {
    const { dice, company } = scene;
    const handoff = offered(scene);
    const command = {
      handoffId: idOf(handoff),
      code: one(declineCodes, dice.b)!,
      note: dice.yes ? 'not ours' : '',
      suggestDepartmentId: dice.yes ? one(departments(company), dice.a)! : null,
    };
    return move(declineHandoff, command, members(company, handoff?.toDepartmentId));
  },
  withdraw: (scene) => {
    const handoff = offered(scene);
    return move(withdrawHandoff, { handoffId: idOf(handoff), reason: 'too early' }, [handoff?.senderId ?? null]);
  },
  amend: (scene) => {
    const handoff = offered(scene);
    const content = { what: `revision ${scene.dice.b % 4}` };
    return move(amendHandoff, { handoffId: idOf(handoff), package: content }, [handoff?.senderId ?? null]);
  },
  reroute: (scene) => {
    const { dice, company } = scene;
    const command = {
      handoffId: idOf(offered(scene)),
      toDepartmentId: dice.yes ? one(departments(company), dice.b)! : null,
      toPersonId: dice.b % 3 === 0 ? one(everyone(company), dice.b)! : null,
      note: 'better there',
    };
    return move(rerouteHandoff, command, ['olga', 'lea', 'lalit', 'ben']);
  },
  finish: (scene) => {
    const leg = inWork(scene);
    return move(finishLeg, { legId: idOf(leg), note: 'done', waiver: 'small' }, byHolder(leg));
  },
  giveBack: (scene) => {
    const leg = inWork(scene);
    const command = { legId: idOf(leg), code: one(returnCodes, scene.dice.b)!, missing: 'the invoice' };
    return move(returnLeg, command, byHolder(leg));
  },
  passOn: (scene) => {
    const leg = inWork(scene);
    const toPersonId = one(members(scene.company, leg?.departmentId), scene.dice.b) ?? 'nobody';
    return move(passOnLeg, { legId: idOf(leg), toPersonId, note: 'please' }, byHolder(leg));
  },
  pause: (scene) => {
    const { dice, at } = scene;
    const leg = inWork(scene);
    const resumesAt = dice.yes ? at + (dice.b % 100) * HOUR : null;
    const command = { legId: idOf(leg), reason: one(pauseReasons, dice.b)!, waitingFor: 'them', resumesAt };
    return move(pauseLeg, command, byHolder(leg));
  },
  resume: (scene) => {
    const leg = inWork(scene);
    const reason = scene.dice.yes ? null : one(pauseReasons, scene.dice.b)!;
    return move(resumeLeg, { legId: idOf(leg), reason }, byHolder(leg));
  },
  progress: (scene) => {
    const { dice, at } = scene;
    const leg = inWork(scene);
    const command = {
      legId: idOf(leg),
      kind: 'work-recorded' as const,
      note: 'a bit',
      ticked: dice.yes ? (leg?.exitChecklist.map(({ key }) => key) ?? []) : [],
      etaAt: dice.b % 3 === 0 ? at + dice.b * HOUR : null,
    };
    return move(progressLeg, command, byHolder(leg));
  },
  plan: (scene) => {
    const { dice, company, state } = scene;
    const departmentId = one(departments(company), dice.a)!;
    const command = {
      departmentId,
      name: 'extra',
      afterLegId: dice.yes ? idOf(one(state.legs, dice.b)) : null,
      repeatsLegId: dice.b % 5 === 0 ? idOf(one(state.legs, dice.a)) : null,
      olaSeconds: null,
      namedPersonId: dice.b % 3 === 0 ? (one(members(company, departmentId), dice.b) ?? null) : null,
      mandatory: dice.yes,
      customerWording: null,
      reason: 'needed',
    };
    return move(planLegInCase, command, [state.ownerId]);
  },
  skip: (scene) => move(skipLeg, { legId: idOf(planned(scene)), reason: 'not needed' }, [scene.state.ownerId]),
  reserve: (scene) => {
    const leg = planned(scene);
    return move(reserveLeg, { legId: idOf(leg) }, members(scene.company, leg?.departmentId));
  },
  prepare: (scene) => {
    const leg = planned(scene);
    return move(prepareLeg, { legId: idOf(leg), item: 'read' }, members(scene.company, leg?.departmentId));
  },
  resolve: (scene) => {
    const { state, dice } = scene;
    const overrides = dice.b % 4 === 0;
    const command = {
      closureCode: 'done',
      message: dice.yes ? 'All done.' : null,
      causeCode: dice.b % 3 === 0 ? null : 'late',
      override: overrides ? 'customer insists' : null,
    };
    return move(resolveCase, command, [overrides ? 'olga' : state.ownerId]);
  },
  close: ({ state, dice }) =>
    move(closeCase, { note: '', override: dice.yes ? 'enough' : null }, [dice.yes ? 'olga' : state.ownerId]),
  reopen: ({ state }) => move(reopenCase, { reason: 'not solved' }, [state.ownerId]),
  cancel: ({ state }) => move(cancelCase, { reason: 'changed their mind' }, [state.ownerId]),
  changePriority: ({ state, dice }) =>
    move(changePriority, { priority: one(priorities, dice.b)!, reason: 'new facts' }, [state.ownerId]),
  offerOwnership: ({ state, company, dice }) =>
    move(offerOwnership, { toPersonId: one(everyone(company), dice.b)!, note: '' }, [state.ownerId]),
  acceptOwnership: ({ state }) => move(acceptOwnership, {}, [state.ownershipOffer?.toPersonId ?? null]),
  declineOwnership: ({ state }) => move(declineOwnership, { note: '' }, [state.ownershipOffer?.toPersonId ?? null]),
  takeOwnership: () => move(takeOwnership, { reason: 'stuck' }, ['olga']),
  join: ({ company, dice }) =>
    move(joinCase, { as: dice.yes ? ('watcher' as const) : ('contributor' as const) }, everyone(company)),
  leave: ({ company }) => move(leaveCase, {}, everyone(company)),
  note: ({ state }) => move(addNote, { text: 'fyi' }, [state.ownerId]),
  relieve: ({ company, dice }) => {
    const personId = one(everyone(company), dice.a)!;
    return move(relievePerson, { personId, entirely: dice.yes, reason: 'away' }, [null, personId]);
  },
  answerChase: ({ state, company, dice, at }) => {
    const chase = one(
      state.chases.filter(({ answer, closedAt }) => answer === null && closedAt === null),
      dice.a,
    );
    const command = {
      chaseId: idOf(chase),
      answer: one(chaseAnswerKinds, dice.b)!,
      etaAt: dice.a % 5 === 0 ? null : at + (1 + (dice.a % 40)) * HOUR,
      blockedBy: dice.yes ? one(everyone(company), dice.b)! : 'the bank',
      note: null,
      handBack: dice.yes ? { code: 'work-missing' as const, missing: 'a page' } : null,
    };
    return move(answerChase, command, chase?.askedIds ?? []);
  },
  acknowledge: ({ state, dice }) => {
    const ladder = one(
      state.escalations.filter(({ endedAt }) => endedAt === null),
      dice.a,
    );
    return move(acknowledgeEscalation, { escalationId: idOf(ladder) }, [...(ladder?.told ?? []), 'olga']);
  },
  nudge: (scene) => {
    const { state, dice } = scene;
    const legId = dice.a % 4 === 0 ? null : idOf(one(state.legs, dice.b));
    return move(nudge, { legId, note: dice.yes ? 'and?' : null }, ['olga', state.ownerId]);
  },
  grantTime: ({ state, dice }) =>
    move(grantTime, { legId: idOf(one(state.legs, dice.a)), seconds: 60 * (1 + dice.b), reason: 'parts are late' }, [
      'olga',
    ]),
  callIn: ({ state, company, dice }) => {
    const legId = dice.a % 4 === 0 ? null : idOf(one(state.legs, dice.a));
    const personId = one(everyone(company), dice.b)!;
    return move(callInHelper, { personId, legId, reason: 'knows the bank' }, ['olga', state.ownerId]);
  },
  promise: ({ state, dice, at }) =>
    move(
      makePromise,
      {
        text: 'a call',
        madeTo: null,
        due: { precision: 'minute' as const, at: at + (1 + (dice.b % 60)) * HOUR },
        zone: null,
      },
      [state.ownerId],
    ),
  renegotiate: (scene) => {
    const promise = promised(scene);
    const command = {
      promiseId: idOf(promise),
      due: { precision: 'minute' as const, at: scene.at + (1 + scene.dice.b) * HOUR },
      text: null,
      message: { channel: 'phone' as const, text: 'later' },
    };
    return move(renegotiatePromise, command, [promise?.holderId ?? null]);
  },
  release: (scene) => {
    const promise = promised(scene);
    return move(releasePromise, { promiseId: idOf(promise), message: 'never mind' }, [promise?.holderId ?? null]);
  },
  takePromise: (scene) => move(takePromise, { promiseId: idOf(promised(scene)) }, ['olga', 'ben', scene.state.ownerId]),
  contact: (scene) => {
    const { state, dice } = scene;
    const owed = state.promises.filter(({ endedAt }) => endedAt === null).map(({ id }) => id);
    const command = {
      channel: 'phone' as const,
      text: 'hello',
      reached: dice.b % 3 !== 0,
      promiseIds: dice.yes ? owed.slice(0, 1) : [],
      closing: dice.b % 5 === 0,
      answersCustomer: dice.a % 2 === 0,
    };
    return move(logContact, command, [state.ownerId]);
  },
  customerWrites: ({ at }) =>
    move(recordCustomerMessage, { channel: 'email' as const, text: 'and?', receivedAt: at }, [null]),
  customerAsks: ({ dice }) =>
    move(customerAsks, { kind: dice.yes ? ('urgent' as const) : ('update' as const), text: 'please hurry' }, [null]),
  answerCustomer: ({ state, dice }) =>
    move(answerCustomerRequest, { accepts: dice.yes, reply: { channel: 'phone' as const, text: 'we will' } }, [
      state.ownerId,
    ]),
  disrupt: (scene) => {
    const { dice, at } = scene;
    const leg = inWork(scene);
    const command = {
      kind: dice.yes ? ('delay' as const) : ('blocked' as const),
      legId: idOf(leg),
      text: 'it takes longer',
      newEtaAt: dice.yes ? at + (1 + dice.b) * HOUR : null,
      affectsOutcome: false,
      promiseIds: [],
    };
    return move(raiseDisruption, command, byHolder(leg));
  },
  acknowledgeDisruption: ({ state, dice }) => {
    const disruption = one(state.disruptions, dice.a);
    const told = disruption?.recipients.map(({ personId }) => personId) ?? [];
    return move(acknowledgeDisruption, { disruptionId: idOf(disruption) }, told);
  },
  ask: (scene) => {
    const { company, dice, state } = scene;
    const leg = inWork(scene);
    const past = state.legs.flatMap(({ holderId }) => (holderId === null ? [] : [holderId]));
    const askedOfId = one(dice.yes ? past : everyone(company), dice.b) ?? 'nobody';
    return move(
      askQuestion,
      { legId: idOf(leg), askedOfId, text: 'which one?', pauseLeg: dice.a % 2 === 0 },
      byHolder(leg),
    );
  },
  answer: ({ state, dice }) => {
    const question = one(state.questions, dice.a);
    return move(answerQuestion, { questionId: idOf(question), answer: 'that one' }, [question?.askedOfId ?? null]);
  },
};

/** The names of all verbs, and how often a random relay uses each: what moves a case on more than what ends it. */
const weights: Readonly<Record<string, number>> = {
  handOver: 8,
  accept: 10,
  giveBack: 3,
  decline: 3,
  ask: 3,
  answer: 3,
  pause: 2,
  prepare: 2,
  reroute: 2,
  resume: 3,
  declineOwnership: 2,
  resolve: 3,
  close: 4,
  reopen: 2,
  cancel: 0.4,
};
const anyVerb = fc.oneof(
  ...Object.keys(verbs).map((verb) => ({
    weight: Math.round((weights[verb] ?? 1) * 10),
    arbitrary: fc.constant(verb),
  })),
);

/** A random move of a random person, after a random while, with the worker awake or not; people come and go meanwhile. */
export const anyMove = fc.record({
  /** Tried one after the other until one is accepted: what is refused must leave nothing behind. */
  tries: fc.array(anyVerb, { minLength: 1, maxLength: 4 }),
  dice: fc.record({
    a: fc.nat(1000),
    b: fc.nat(1000),
    yes: fc.boolean(),
    anyone: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  }),
  waitMs: fc.oneof(
    { weight: 3, arbitrary: fc.constant(0) },
    { weight: 4, arbitrary: fc.nat(90 * MINUTE) },
    { weight: 2, arbitrary: fc.nat(30 * HOUR) },
    { weight: 1, arbitrary: fc.nat(100 * HOUR) },
  ),
  workerSleeps: fc.boolean(),
  presence: fc.option(fc.record({ who: fc.nat(20), what: fc.constantFrom('away', 'available', 'gone' as const) }), {
    freq: 6,
    nil: null,
  }),
});

/** The command that a move means in this scene, and who gives it. */
export function asCommand(verb: string, scene: Scene): Move & { readonly actorId: PersonId | null } {
  const { dice, company } = scene;
  const meant = verbs[verb]!(scene);
  const people = dice.anyone ? [...everyone(company), null] : meant.by;
  return { ...meant, actorId: one(people, dice.b) ?? null };
}

/** The verbs that a random relay may use. */
export const verbNames: readonly string[] = Object.keys(verbs);
