import type { TFunction } from 'i18next';

import {
  caseAddNote,
  caseCancel,
  caseChangePriority,
  caseClose,
  caseReopen,
  caseResolve,
  contactAsk,
  contactLog,
  contactRecord,
  coOwnerCallIn,
  coOwnerJoin,
  coOwnerLeave,
  ownershipAccept,
  ownershipDecline,
  ownershipOffer,
  ownershipTake,
} from '../../api/generated/sdk.gen';
import type {
  ChangePriorityRequest,
  CustomerAsksRequest,
  JoinCaseRequest,
  LogContactRequest,
} from '../../api/generated/types.gen';
import {
  type Action,
  channelField,
  codeChoices,
  type Field,
  instantOrNull,
  isOn,
  listOf,
  peopleChoices,
  type Situation,
  textOf,
  textOrNull,
  whyNotNow,
  words,
} from './action';
import type { Company } from './company';
import { isActive } from './standing';

type Rest = Omit<Action, 'id' | 'verb' | 'label' | 'why'>;

/** Whoever may do it, if the case's state allows it. */
function caseAction(situation: Situation, verb: string, no: string | null, rest: Rest, tableVerb = verb): Action {
  const { t, record } = situation;
  return {
    id: verb,
    verb,
    label: t(`act.${verb}`),
    why: record.allowed.includes(tableVerb) ? no : whyNotNow(situation, 'case', tableVerb, record.status),
    ...rest,
  };
}

/** Words to and from the customer, and among ourselves. */
export function talkActions(situation: Situation): readonly Action[] {
  const { t, me, company, record, standing } = situation;
  const path = { id: record.id };
  const mine = record.promises.filter(({ status }) => status === 'open' || status === 'broken');
  const holdsOne = mine.some(({ holderId }) => holderId === me.id);
  const isWaitedFor =
    record.unansweredSince !== null ||
    record.escalations.some(({ trigger, endedAt }) => trigger === 'customer-asked' && endedAt === null);
  const channel = channelField(t);
  return [
    caseAction(situation, 'add-note', null, {
      key: 't',
      fields: [words(t, 'text')],
      send: (values, order) => caseAddNote({ path, body: { text: textOf(values, 'text') }, ...order }),
    }),
    caseAction(
      situation,
      'log-contact',
      standing.isVoice || holdsOne ? null : t('act.why.notTheVoice', { who: company.nameOf(record.ownerId) }),
      {
        key: 'm',
        fields: [
          { name: 'text', label: t('field.toldCustomer'), kind: 'text', isRequired: true },
          channel,
          { name: 'reached', label: t('field.reached'), kind: 'flag', initial: true },
          {
            name: 'promiseIds',
            label: t('field.promisesKept'),
            kind: 'ticks',
            choices: mine.map(({ id, text }) => ({ value: id, label: text })),
            when: () => mine.length > 0,
          },
          {
            name: 'answersCustomer',
            label: t('field.answersCustomer'),
            kind: 'flag',
            initial: isWaitedFor,
            when: () => isWaitedFor,
          },
          { name: 'closing', label: t('field.closing'), kind: 'flag', hint: t('casePage.closingHint') },
        ],
        send: (values, order) =>
          contactLog({
            path,
            body: {
              channel: textOf(values, 'channel') as LogContactRequest['channel'],
              text: textOf(values, 'text'),
              reached: isOn(values, 'reached'),
              promiseIds: listOf(values, 'promiseIds'),
              closing: isOn(values, 'closing'),
              answersCustomer: isOn(values, 'answersCustomer'),
            },
            ...order,
          }),
      },
    ),
    {
      id: 'record-message',
      verb: 'record-customer-message',
      label: t('act.record-message'),
      why: record.status === 'cancelled' ? whyNotNow(situation, 'case', 'log-contact', record.status) : null,
      fields: [
        { name: 'text', label: t('field.customersWords'), kind: 'text', isRequired: true },
        { ...channel, initial: 'email' },
        { name: 'receivedAt', label: t('field.receivedAt'), kind: 'moment', hint: t('casePage.receivedHint') },
      ],
      send: (values, order) =>
        contactRecord({
          path,
          body: {
            channel: textOf(values, 'channel') as LogContactRequest['channel'],
            text: textOf(values, 'text'),
            receivedAt: instantOrNull(values, 'receivedAt'),
          },
          ...order,
        }),
    },
    {
      id: 'customer-asks',
      verb: 'customer-asks',
      label: t('act.customer-asks'),
      why: record.status === 'open' ? null : t('act.why.caseNotOpen'),
      fields: [
        {
          name: 'kind',
          label: t('field.asksFor'),
          kind: 'choice',
          isRequired: true,
          initial: 'update',
          choices: codeChoices(t, 'asks', ['update', 'urgent']),
        },
        { name: 'text', label: t('field.customersWords'), kind: 'text', isRequired: true },
      ],
      send: (values, order) =>
        contactAsk({
          path,
          body: { kind: textOf(values, 'kind') as CustomerAsksRequest['kind'], text: textOf(values, 'text') },
          ...order,
        }),
    },
  ];
}

/** Whom to call in; for the case page and the stalled queue alike. */
export const helper = (t: TFunction, company: Company): Field => ({
  name: 'personId',
  label: t('field.helper'),
  kind: 'choice',
  isRequired: true,
  choices: peopleChoices(company),
});

/** Who owns it, and who is on the line. */
export function peopleActions(situation: Situation): readonly Action[] {
  const { t, me, company, record, standing } = situation;
  const path = { id: record.id };
  const offer = record.ownershipOffer;
  const ownersOnly =
    standing.isOwner || standing.isOversight ? null : t('act.why.notTheOwner', { who: company.nameOf(record.ownerId) });
  const isOnIt = record.coOwners.some(({ personId, leftAt }) => personId === me.id && leftAt === null);
  const actions: Action[] = [];
  if (offer !== null) {
    const isMine = offer.toPersonId === me.id;
    actions.push(
      caseAction(
        situation,
        'accept-ownership',
        isMine ? null : t('act.why.notOfferedToYou', { who: company.nameOf(offer.toPersonId) }),
        {
          tone: isMine ? 'first' : undefined,
          fields: [],
          intro: `${company.nameOf(offer.byPersonId)}: ${offer.note}`,
          send: (_values, order) => ownershipAccept({ path, ...order }),
        },
      ),
      caseAction(
        situation,
        'decline-ownership',
        isMine || offer.byPersonId === me.id || standing.isOwner || standing.isOversight
          ? null
          : t('act.why.notOfferedToYou', { who: company.nameOf(offer.toPersonId) }),
        {
          fields: [words(t, 'note')],
          send: (values, order) => ownershipDecline({ path, body: { note: textOf(values, 'note') }, ...order }),
        },
      ),
    );
  } else
    actions.push(
      caseAction(situation, 'offer-ownership', ownersOnly, {
        fields: [
          {
            name: 'toPersonId',
            label: t('field.newOwner'),
            kind: 'choice',
            isRequired: true,
            choices: peopleChoices(company).filter(({ value }) => value !== record.ownerId),
          },
          words(t, 'note'),
        ],
        send: (values, order) =>
          ownershipOffer({
            path,
            body: { toPersonId: textOf(values, 'toPersonId'), note: textOf(values, 'note') },
            ...order,
          }),
      }),
    );
  if (standing.isOversight && !standing.isOwner)
    actions.push(
      caseAction(situation, 'take-ownership', null, {
        tone: 'careful',
        fields: [words(t, 'reason')],
        send: (values, order) => ownershipTake({ path, body: { reason: textOf(values, 'reason') }, ...order }),
      }),
    );
  if (record.status === 'open')
    actions.push({
      id: 'call-in-helper',
      verb: 'call-in-helper',
      label: t('act.call-in-helper'),
      why: standing.isOnTheLine ? null : t('act.why.notOnTheLine'),
      intro: t('people.helpIntro'),
      fields: [
        helper(t, company),
        {
          name: 'legId',
          label: t('field.helpsWith'),
          kind: 'choice',
          initial: record.legs.find(isActive)?.id ?? '',
          choices: record.legs.filter(isActive).map(({ id, name }) => ({ value: id, label: name })),
          hint: t('field.wholeCaseHint'),
        },
        words(t, 'reason'),
      ],
      send: (values, order) =>
        coOwnerCallIn({
          path,
          body: {
            personId: textOf(values, 'personId'),
            legId: textOrNull(values, 'legId'),
            reason: textOf(values, 'reason'),
          },
          ...order,
        }),
    });
  actions.push(
    isOnIt
      ? caseAction(situation, 'leave-case', standing.isOwner ? t('act.why.ownerStays') : null, {
          fields: [],
          intro: t('casePage.leaveIntro'),
          send: (_values, order) => coOwnerLeave({ path, ...order }),
        })
      : caseAction(situation, 'join-case', null, {
          fields: [
            {
              name: 'as',
              label: t('field.joinAs'),
              kind: 'choice',
              isRequired: true,
              initial: 'contributor',
              choices: codeChoices(t, 'role', ['contributor', 'watcher']),
            },
          ],
          send: (values, order) =>
            coOwnerJoin({ path, body: { as: textOf(values, 'as') as JoinCaseRequest['as'] }, ...order }),
        }),
  );
  return actions;
}

/** The case as a whole: how urgent it is, and how it ends. */
export function endActions(situation: Situation): readonly Action[] {
  const { t, company, record, standing } = situation;
  const path = { id: record.id };
  const ownersOnly =
    standing.isOwner || standing.isOversight ? null : t('act.why.notTheOwner', { who: company.nameOf(record.ownerId) });
  const override: Field = {
    name: 'override',
    label: t('field.override'),
    kind: 'text',
    hint: t('casePage.overrideHint'),
    when: () => standing.isOversight,
  };
  const actions = [
    caseAction(situation, 'change-priority', standing.isOnTheLine ? null : t('act.why.notOnTheLine'), {
      fields: [
        {
          name: 'priority',
          label: t('field.priority'),
          kind: 'choice',
          isRequired: true,
          initial: record.priority,
          choices: ['P1', 'P2', 'P3', 'P4'].map((value) => ({ value, label: value })),
        },
        words(t, 'reason'),
      ],
      send: (values, order) =>
        caseChangePriority({
          path,
          body: {
            priority: textOf(values, 'priority') as ChangePriorityRequest['priority'],
            reason: textOf(values, 'reason'),
          },
          ...order,
        }),
    }),
    caseAction(situation, 'resolve-case', ownersOnly, {
      fields: [
        {
          name: 'closureCode',
          label: t('field.closureCode'),
          kind: 'choice',
          isRequired: true,
          initial: 'solved',
          choices: codeChoices(t, 'closure', ['solved', 'workaround', 'not-reproducible', 'withdrawn', 'duplicate']),
        },
        {
          name: 'message',
          label: t('field.closingMessage'),
          kind: 'text',
          isRequired: record.closingMessageAt === null,
        },
        { name: 'causeCode', label: t('field.causeCode'), kind: 'line', longest: 100, hint: t('casePage.causeHint') },
        override,
      ],
      send: (values, order) =>
        caseResolve({
          path,
          body: {
            closureCode: textOf(values, 'closureCode'),
            message: textOrNull(values, 'message'),
            causeCode: textOrNull(values, 'causeCode'),
            override: textOrNull(values, 'override'),
          },
          ...order,
        }),
    }),
    caseAction(situation, 'close-case', ownersOnly, {
      fields: [words(t, 'note', false), override],
      send: (values, order) =>
        caseClose({
          path,
          body: { note: textOf(values, 'note'), override: textOrNull(values, 'override') },
          ...order,
        }),
    }),
    caseAction(situation, 'reopen-case', null, {
      fields: [words(t, 'reason')],
      send: (values, order) => caseReopen({ path, body: { reason: textOf(values, 'reason') }, ...order }),
    }),
    caseAction(situation, 'cancel-case', ownersOnly, {
      tone: 'careful',
      fields: [words(t, 'reason')],
      send: (values, order) => caseCancel({ path, body: { reason: textOf(values, 'reason') }, ...order }),
    }),
  ];
  const isOver = record.status !== 'open';
  // What belongs to another end of the case's life would only be in the way.
  return actions.filter(({ verb }) =>
    isOver ? verb === 'reopen-case' || verb === 'close-case' : verb !== 'reopen-case' && verb !== 'close-case',
  );
}
