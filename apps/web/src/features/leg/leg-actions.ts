import {
  legFinish,
  legPassOn,
  legPause,
  legPlan,
  legPrepare,
  legProgress,
  legReserve,
  legResume,
  legReturn,
  legSkip,
} from '../../api/generated/sdk.gen';
import type {
  LegView,
  PauseLegRequest,
  ProgressLegRequest,
  ResumeLegRequest,
  ReturnLegRequest,
} from '../../api/generated/types.gen';
import {
  type Action,
  codeChoices,
  departmentChoices,
  instantOrNull,
  isOn,
  listOf,
  peopleChoices,
  type Situation,
  textOf,
  textOrNull,
  whyNotNow,
  words,
} from '../case/action';
import { isActive, isBeingWorked } from '../case/standing';
import { grantTime, nudge } from './grant-time';
import { handOverLeg } from './hand-over-leg';

const progressKinds = [
  'work-recorded',
  'customer-informed',
  'vendor-answered',
  'test-recorded',
  'decision-recorded',
  'package-sent',
];
const pauseReasons = [
  'waiting-customer',
  'waiting-vendor',
  'waiting-other-leg',
  'customer-requested-date',
  'force-majeure',
];
export const returnCodes = ['incomplete-package', 'work-missing', 'wrong-result', 'wrong-department', 'other'];

/** Everything that can be done to a leg, with the reason where it cannot. Verbs of another phase of a leg are left out. */
export function legActions(situation: Situation, leg: LegView): readonly Action[] {
  const overseen = [...nudge(situation, leg), ...grantTime(situation, leg)];
  if (isBeingWorked(leg)) return [...workActions(situation, leg), ...overseen];
  if (leg.status === 'offered') return [...comingActions(situation, leg), ...overseen];
  if (leg.status === 'planned') return comingActions(situation, leg);
  return [];
}

function workActions(situation: Situation, leg: LegView): readonly Action[] {
  const { t, me, record, company, standing } = situation;
  const helps = record.coOwners.some(({ personId, help }) => personId === me.id && help?.legId === leg.id);
  const why = (verb: string): string | null =>
    !leg.allowed.includes(verb)
      ? whyNotNow(situation, 'leg', verb, leg.status)
      : standing.works(leg) || (helps && verb === 'progress-leg')
        ? null
        : t('act.why.notYourLeg', { who: company.nameOf(leg.holderId) });
  const path = { id: leg.id };
  const action = (verb: string, rest: Omit<Action, 'id' | 'verb' | 'label' | 'about' | 'why'>): Action => ({
    id: `${verb}/${leg.id}`,
    verb,
    label: t(`act.${verb}`),
    about: leg.name,
    why: why(verb),
    ...rest,
  });
  const open = leg.exitChecklist.filter(({ key, required }) => required && !leg.ticked.includes(key));

  return [
    action('progress-leg', {
      key: 'p',
      fields: [
        {
          name: 'ticked',
          label: t('field.ticked'),
          kind: 'ticks',
          choices: leg.exitChecklist
            .filter(({ key }) => !leg.ticked.includes(key))
            .map(({ key, label }) => ({ value: key, label })),
          when: () => leg.exitChecklist.some(({ key }) => !leg.ticked.includes(key)),
        },
        words(t, 'note'),
        {
          name: 'kind',
          label: t('field.kind'),
          kind: 'choice',
          isRequired: true,
          initial: 'work-recorded',
          choices: codeChoices(t, 'progress', progressKinds),
          when: (values) => listOf(values, 'ticked').length === 0,
        },
        { name: 'etaAt', label: t('field.eta'), kind: 'moment', hint: t('leg.etaHint') },
      ],
      send: (values, order) =>
        legProgress({
          path,
          body: {
            kind: (listOf(values, 'ticked').length > 0
              ? 'checklist-item'
              : textOf(values, 'kind')) as ProgressLegRequest['kind'],
            note: textOf(values, 'note'),
            ticked: listOf(values, 'ticked'),
            etaAt: instantOrNull(values, 'etaAt'),
          },
          ...order,
        }),
    }),
    handOverLeg(situation, leg, why('hand-over-leg')),
    leg.status === 'waiting'
      ? action('resume-leg', {
          key: 'w',
          fields: [
            {
              name: 'reason',
              label: t('field.pauseReason'),
              kind: 'choice',
              initial: leg.pauses[0]?.reason ?? '',
              choices: codeChoices(
                t,
                'pause',
                leg.pauses.map(({ reason }) => reason),
              ),
              when: () => leg.pauses.length > 1,
            },
          ],
          send: (values, order) =>
            legResume({
              path,
              body: { reason: textOrNull(values, 'reason') as ResumeLegRequest['reason'] },
              ...order,
            }),
        })
      : action('pause-leg', {
          key: 'w',
          fields: [
            {
              name: 'reason',
              label: t('field.pauseReason'),
              kind: 'choice',
              isRequired: true,
              initial: 'waiting-customer',
              choices: codeChoices(t, 'pause', pauseReasons),
            },
            { name: 'waitingFor', label: t('field.waitingFor'), kind: 'line', isRequired: true },
            { name: 'resumesAt', label: t('field.resumesAt'), kind: 'moment', hint: t('leg.resumesHint') },
          ],
          send: (values, order) =>
            legPause({
              path,
              body: {
                reason: textOf(values, 'reason') as PauseLegRequest['reason'],
                waitingFor: textOf(values, 'waitingFor'),
                resumesAt: instantOrNull(values, 'resumesAt'),
              },
              ...order,
            }),
        }),
    action('return-leg', {
      key: 'r',
      tone: 'careful',
      fields: [
        {
          name: 'code',
          label: t('field.returnCode'),
          kind: 'choice',
          isRequired: true,
          initial: 'incomplete-package',
          choices: codeChoices(t, 'returned', returnCodes),
        },
        words(t, 'missing'),
      ],
      send: (values, order) =>
        legReturn({
          path,
          body: { code: textOf(values, 'code') as ReturnLegRequest['code'], missing: textOf(values, 'missing') },
          ...order,
        }),
    }),
    action('pass-on-leg', {
      fields: [
        {
          name: 'toPersonId',
          label: t('field.colleague'),
          kind: 'choice',
          isRequired: true,
          choices: peopleChoices(company, leg.departmentId).filter(({ value }) => value !== leg.holderId),
        },
        words(t, 'note', false),
      ],
      send: (values, order) =>
        legPassOn({ path, body: { toPersonId: textOf(values, 'toPersonId'), note: textOf(values, 'note') }, ...order }),
    }),
    action('finish-leg', {
      fields: [
        words(t, 'note', false),
        {
          name: 'waiver',
          label: t('field.waiver'),
          kind: 'text',
          isRequired: true,
          hint: t('leg.stillOpen', { items: open.map(({ label }) => label).join(', ') }),
          when: () => open.length > 0,
        },
      ],
      send: (values, order) =>
        legFinish({ path, body: { note: textOf(values, 'note'), waiver: textOrNull(values, 'waiver') }, ...order }),
    }),
  ];
}

function comingActions(situation: Situation, leg: LegView): readonly Action[] {
  const { t, me, company, record, standing } = situation;
  const isOpen = record.status === 'open';
  const path = { id: leg.id };
  const base = (verb: string, why: string | null) => ({
    id: `${verb}/${leg.id}`,
    verb,
    label: t(`act.${verb}`),
    about: leg.name,
    why: !isOpen || !leg.allowed.includes(verb) ? whyNotNow(situation, 'leg', verb, leg.status) : why,
  });
  const inDepartment = me.departmentId === leg.departmentId;
  const notOurs = t('act.why.notYourDepartment', { department: company.departmentName(leg.departmentId) });
  const isTaken = leg.reservedById !== null && leg.reservedById !== me.id;
  const todo = leg.preparation.filter(({ key }) => !leg.ticked.includes(key));
  const actions: Action[] = [];
  if (leg.status === 'planned')
    actions.push({
      ...base(
        'reserve-leg',
        isTaken
          ? t('act.why.reserved', { who: company.nameOf(leg.reservedById) })
          : leg.reservedById === me.id
            ? t('act.why.reservedByYou')
            : inDepartment || standing.leads(leg.departmentId) || standing.isOversight
              ? null
              : notOurs,
      ),
      key: 'v',
      fields: [],
      intro: t('leg.reserveIntro'),
      send: (_values, order) => legReserve({ path, ...order }),
    });
  if (todo.length > 0)
    actions.push({
      ...base('prepare-leg', inDepartment ? null : notOurs),
      fields: [
        {
          name: 'item',
          label: t('field.prepared'),
          kind: 'choice',
          isRequired: true,
          initial: todo[0]?.key ?? '',
          choices: todo.map(({ key, label }) => ({ value: key, label })),
        },
      ],
      send: (values, order) => legPrepare({ path, body: { item: textOf(values, 'item') }, ...order }),
    });
  if (leg.status === 'planned')
    actions.push({
      ...base(
        'skip-leg',
        !standing.isOnTheLine
          ? t('act.why.notOnTheLine')
          : leg.mandatory && !standing.isOwner && !standing.isOversight
            ? t('act.why.ownerDecides', { who: company.nameOf(record.ownerId) })
            : null,
      ),
      tone: 'careful',
      fields: [words(t, 'reason')],
      send: (values, order) => legSkip({ path, body: { reason: textOf(values, 'reason') }, ...order }),
    });
  return actions;
}

/** A stop more on the way, or a stop again. */
export function planLeg(situation: Situation): Action {
  const { t, company, record, standing } = situation;
  const legs = record.legs.filter((leg) => isActive(leg) || leg.status === 'planned');
  const done = record.legs.filter((leg) => leg.status === 'done');
  const repeated = (id: string) => done.find((leg) => leg.id === id);
  return {
    id: 'plan-leg',
    verb: 'plan-leg',
    label: t('act.plan-leg'),
    why: !record.allowed.includes('plan-leg')
      ? whyNotNow(situation, 'case', 'plan-leg', record.status)
      : standing.isOnTheLine
        ? null
        : t('act.why.notOnTheLine'),
    fields: [
      {
        name: 'repeatsLegId',
        label: t('field.repeats'),
        kind: 'choice',
        choices: done.map(({ id, name, departmentId }) => ({
          value: id,
          label: `${name} · ${company.departmentName(departmentId)}`,
        })),
        when: () => done.length > 0,
      },
      {
        name: 'departmentId',
        label: t('field.department'),
        kind: 'choice',
        isRequired: true,
        choices: departmentChoices(company),
        when: (values) => textOf(values, 'repeatsLegId') === '',
      },
      {
        name: 'name',
        label: t('field.legName'),
        kind: 'line',
        isRequired: true,
        when: (values) => textOf(values, 'repeatsLegId') === '',
      },
      words(t, 'reason'),
      {
        name: 'afterLegId',
        label: t('field.after'),
        kind: 'choice',
        choices: legs.map(({ id, name }) => ({ value: id, label: name })),
        hint: t('leg.afterHint'),
      },
      { name: 'mandatory', label: t('field.mandatory'), kind: 'flag', initial: true },
      { name: 'customerWording', label: t('field.customerWording'), kind: 'line' },
    ],
    send: (values, order) => {
      const again = repeated(textOf(values, 'repeatsLegId'));
      return legPlan({
        path: { id: record.id },
        body: {
          departmentId: again?.departmentId ?? textOf(values, 'departmentId'),
          name: again?.name ?? textOf(values, 'name'),
          afterLegId: textOrNull(values, 'afterLegId'),
          repeatsLegId: again?.id ?? null,
          mandatory: isOn(values, 'mandatory'),
          customerWording: textOrNull(values, 'customerWording'),
          reason: textOf(values, 'reason'),
        },
        ...order,
      });
    },
  };
}
