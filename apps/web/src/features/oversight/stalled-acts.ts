import type { TFunction } from 'i18next';

import {
  caseChangePriority,
  chaseAcknowledge,
  chaseAnswer,
  chaseNudge,
  contactAnswer,
  coOwnerCallIn,
  handoffReroute,
  legGrantTime,
  ownershipTake,
} from '../../api/generated/sdk.gen';
import type {
  AnswerChaseRequest,
  AnswerCustomerRequestRequest,
  ChangePriorityRequest,
  MeView,
  StalledView,
} from '../../api/generated';
import {
  channelField,
  departmentChoices,
  type Field,
  instantOrNull,
  peopleChoices,
  textOf,
  textOrNull,
  type Values,
  words,
} from '../case/action';
import { helper } from '../case/case-actions';
import type { Company } from '../case/company';
import { wanted } from '../chase/chase-actions';
import { moreTime, nudgeNote } from '../leg/grant-time';

/** What one row's command is sent with: a key of its own, so that a second try does nothing twice. */
export interface Sent {
  readonly headers: { readonly 'Idempotency-Key': string };
  readonly throwOnError: true;
}

/** Something one can do about stalled things, about one of them or many: a question, and one command for each thing. */
export interface StalledAct {
  readonly id: string;
  fits(item: StalledView, me: MeView): boolean;
  /** What it is done to: rows about the same thing get one command. */
  of(item: StalledView): string;
  intro?(items: readonly StalledView[], t: TFunction): string;
  fields(t: TFunction, company: Company, items: readonly StalledView[]): readonly Field[];
  send(item: StalledView, values: Values, order: Sent): Promise<unknown>;
}

const seesAll = ({ role }: MeView): boolean => role === 'supervisor' || role === 'admin';
const legOrCase = ({ legId, caseId }: StalledView): string => legId ?? caseId;
const unansweredOf = ({ chases }: StalledView) =>
  chases.find(({ answer, closedAt }) => answer === null && closedAt === null);

const nudge: StalledAct = {
  id: 'nudge',
  fits: () => true,
  of: legOrCase,
  intro: (_, t) => t('leg.nudgeIntro'),
  fields: (t) => [nudgeNote(t)],
  send: ({ caseId, legId }, values, order) =>
    chaseNudge({ path: { id: caseId }, body: { legId, note: textOrNull(values, 'note') }, ...order }),
};

const reoffer: StalledAct = {
  id: 'reoffer',
  fits: ({ reason }) => reason === 'offer-waiting',
  of: ({ subjectId }) => subjectId,
  fields: (t, company, items) => {
    const departments = [...new Set(items.map(({ departmentId }) => departmentId))];
    return [
      {
        name: 'toDepartmentId',
        label: t('field.toDepartment'),
        kind: 'choice',
        isRequired: true,
        initial: departments.length === 1 ? departments[0] : '',
        choices: departmentChoices(company),
      },
      { name: 'toPersonId', label: t('field.toPerson'), kind: 'choice', choices: peopleChoices(company) },
      words(t, 'note'),
    ];
  },
  send: ({ subjectId }, values, order) =>
    handoffReroute({
      path: { id: subjectId },
      body: {
        toDepartmentId: textOf(values, 'toDepartmentId'),
        toPersonId: textOrNull(values, 'toPersonId'),
        note: textOf(values, 'note'),
      },
      ...order,
    }),
};

const grant: StalledAct = {
  id: 'grant',
  fits: ({ legId }, me) => legId !== null && seesAll(me),
  of: legOrCase,
  intro: (_, t) => t('leg.grantIntro'),
  fields: (t) => [moreTime(t), words(t, 'reason')],
  send: ({ legId }, values, order) =>
    legGrantTime({
      path: { id: legId! },
      body: { seconds: Number(textOf(values, 'seconds')), reason: textOf(values, 'reason') },
      ...order,
    }),
};

const helps: StalledAct = {
  id: 'helper',
  fits: () => true,
  of: legOrCase,
  intro: (_, t) => t('people.helpIntro'),
  fields: (t, company) => [helper(t, company), words(t, 'reason')],
  send: ({ caseId, legId }, values, order) =>
    coOwnerCallIn({
      path: { id: caseId },
      body: { personId: textOf(values, 'personId'), legId, reason: textOf(values, 'reason') },
      ...order,
    }),
};

const take: StalledAct = {
  id: 'take',
  fits: ({ ownerId }, me) => seesAll(me) && ownerId !== me.id,
  of: ({ caseId }) => caseId,
  intro: (_, t) => t('oversight.takeHint'),
  fields: (t) => [words(t, 'reason')],
  send: ({ caseId }, values, order) =>
    ownershipTake({ path: { id: caseId }, body: { reason: textOf(values, 'reason') }, ...order }),
};

const acknowledge: StalledAct = {
  id: 'acknowledge',
  fits: ({ ladderId }) => ladderId !== null,
  of: ({ ladderId }) => ladderId!,
  intro: (_, t) => t('oversight.acknowledgeHint'),
  fields: () => [],
  send: ({ ladderId }, _values, order) => chaseAcknowledge({ path: { id: ladderId! }, ...order }),
};

const priority: StalledAct = {
  id: 'priority',
  fits: () => true,
  of: ({ caseId }) => caseId,
  fields: (t, _company, items) => [
    {
      name: 'priority',
      label: t('field.priority'),
      kind: 'choice',
      isRequired: true,
      initial: items[0]?.priority,
      choices: ['P1', 'P2', 'P3', 'P4'].map((value) => ({ value, label: value })),
    },
    words(t, 'reason'),
  ],
  send: ({ caseId }, values, order) =>
    caseChangePriority({
      path: { id: caseId },
      body: {
        priority: textOf(values, 'priority') as ChangePriorityRequest['priority'],
        reason: textOf(values, 'reason'),
      },
      ...order,
    }),
};

const is =
  (kind: AnswerChaseRequest['answer']) =>
  (values: Values): boolean =>
    textOf(values, 'answer') === kind;

const answer: StalledAct = {
  id: 'answer',
  fits: (item) => unansweredOf(item) !== undefined,
  of: (item) => unansweredOf(item)!.id,
  fields: (t) => [
    {
      name: 'answer',
      label: t('field.answer'),
      kind: 'choice',
      isRequired: true,
      initial: 'on-track',
      choices: (['on-track', 'blocked', 'need-help'] as const).map((value) => ({
        value,
        label: t(`oversight.answer.${value}`),
      })),
    },
    { name: 'etaAt', label: t('field.doneBy'), kind: 'moment', isRequired: true, when: is('on-track') },
    { name: 'blockedBy', label: t('field.blockedByWhat'), kind: 'line', isRequired: true, when: is('blocked') },
    words(t, 'note', false),
  ],
  send: (item, values, order) =>
    chaseAnswer({
      path: { id: unansweredOf(item)!.id },
      body: {
        answer: textOf(values, 'answer') as AnswerChaseRequest['answer'],
        etaAt: is('on-track')(values) ? instantOrNull(values, 'etaAt') : null,
        blockedBy: is('blocked')(values) ? textOf(values, 'blockedBy') : null,
        note: textOrNull(values, 'note'),
      },
      ...order,
    }),
};

const request: StalledAct = {
  id: 'request',
  fits: ({ request: asked, ownerId }, me) => asked !== null && ownerId === me.id,
  of: ({ caseId }) => caseId,
  intro: ([item], t) => (item?.request ? wanted(t, item.request) : ''),
  fields: (t) => [
    {
      name: 'accepts',
      label: t('oversight.theReply'),
      kind: 'choice',
      isRequired: true,
      initial: 'yes',
      choices: [
        { value: 'yes', label: t('oversight.accepts') },
        { value: 'no', label: t('oversight.declines') },
      ],
    },
    { name: 'text', label: t('field.toldCustomer'), kind: 'text', isRequired: true },
    channelField(t),
  ],
  send: ({ caseId }, values, order) =>
    contactAnswer({
      path: { id: caseId },
      body: {
        accepts: textOf(values, 'accepts') === 'yes',
        text: textOf(values, 'text'),
        channel: textOf(values, 'channel') as AnswerCustomerRequestRequest['channel'],
      },
      ...order,
    }),
};

/** What can be done about many rows at once. */
export const bulkActs: readonly StalledAct[] = [nudge, reoffer, grant, helps, take, acknowledge];

/** What can be done about one row; the first that fits is chosen already. */
export const rowActs: readonly StalledAct[] = [
  request,
  reoffer,
  nudge,
  grant,
  helps,
  take,
  answer,
  acknowledge,
  priority,
];

/** One row for each thing that the act is done to. */
export function targetsOf(act: StalledAct, items: readonly StalledView[], me: MeView): readonly StalledView[] {
  const targets = new Map<string, StalledView>();
  for (const item of items) if (act.fits(item, me) && !targets.has(act.of(item))) targets.set(act.of(item), item);
  return [...targets.values()];
}
