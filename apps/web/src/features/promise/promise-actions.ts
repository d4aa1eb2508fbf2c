import { promiseMake, promiseRelease, promiseRenegotiate, promiseTake } from '../../api/generated/sdk.gen';
import type { PromiseDueRequest, PromiseView, RenegotiatePromiseRequest } from '../../api/generated/types.gen';
import {
  type Action,
  codeChoices,
  type Field,
  instantOrNull,
  type Situation,
  textOf,
  textOrNull,
  type Values,
  whyNotNow,
  words,
} from '../case/action';

export const isOwed = ({ status }: PromiseView): boolean => status === 'open' || status === 'broken';

/** A word given to the customer. */
export function makePromise(situation: Situation): Action {
  const { t, record, standing } = situation;
  return {
    id: 'make-promise',
    verb: 'make-promise',
    label: t('act.make-promise'),
    key: 's',
    why: !record.allowed.includes('make-promise')
      ? whyNotNow(situation, 'case', 'make-promise', record.status)
      : standing.isOnTheLine
        ? null
        : t('act.why.notOnTheLine'),
    fields: [words(t, 'text'), ...dueFields(situation)],
    intro: t('promise.intro', { name: record.requester.name, zone: record.requester.zone }),
    send: (values, order) =>
      promiseMake({ path: { id: record.id }, body: { text: textOf(values, 'text'), due: dueOf(values) }, ...order }),
  };
}

/** What can still be done about a promise that is owed. */
export function promiseActions(situation: Situation, promise: PromiseView): readonly Action[] {
  const { t, me, company, record, standing } = situation;
  if (!isOwed(promise)) return [];
  const path = { id: promise.id };
  const isHolder = promise.holderId === me.id;
  const mayTell =
    standing.isVoice || isHolder ? null : t('act.why.notTheVoice', { who: company.nameOf(record.ownerId) });
  const base = (verb: string, why: string | null) => ({
    id: `${verb}/${promise.id}`,
    verb,
    label: t(`act.${verb}`),
    about: promise.text,
    why,
  });
  return [
    {
      ...base('renegotiate-promise', mayTell),
      fields: [
        ...dueFields(situation),
        { name: 'message', label: t('field.toldCustomer'), kind: 'text', isRequired: true },
        channelField(situation),
        { name: 'text', label: t('field.newText'), kind: 'line' },
      ],
      send: (values, order) =>
        promiseRenegotiate({
          path,
          body: {
            due: dueOf(values),
            text: textOrNull(values, 'text'),
            message: {
              channel: textOf(values, 'channel') as RenegotiatePromiseRequest['message']['channel'],
              text: textOf(values, 'message'),
            },
          },
          ...order,
        }),
    },
    {
      ...base('release-promise', standing.isOversight ? null : mayTell),
      fields: [{ name: 'message', label: t('field.customersWords'), kind: 'text', isRequired: true }],
      send: (values, order) => promiseRelease({ path, body: { message: textOf(values, 'message') }, ...order }),
    },
    {
      ...base(
        'take-promise',
        isHolder ? t('act.why.yoursAlready') : standing.isOnTheLine ? null : t('act.why.notOnTheLine'),
      ),
      fields: [],
      intro: t('promise.takeIntro', { who: company.nameOf(promise.holderId) }),
      send: (_values, order) => promiseTake({ path, ...order }),
    },
  ];
}

export const channels = ['phone', 'email', 'chat', 'in-person', 'web', 'letter'];

export const channelField = ({ t }: Situation): Field => ({
  name: 'channel',
  label: t('field.channel'),
  kind: 'choice',
  isRequired: true,
  initial: 'phone',
  choices: codeChoices(t, 'channel', channels),
});

function dueFields({ t }: Situation): readonly Field[] {
  const isMinute = (values: Values) => textOf(values, 'precision') === 'minute';
  return [
    {
      name: 'precision',
      label: t('field.precision'),
      kind: 'choice',
      isRequired: true,
      initial: 'day',
      choices: codeChoices(t, 'precision', ['day', 'noon', 'evening', 'minute']),
    },
    { name: 'date', label: t('field.date'), kind: 'date', isRequired: true, when: (values) => !isMinute(values) },
    { name: 'at', label: t('field.at'), kind: 'moment', isRequired: true, when: isMinute },
  ];
}

function dueOf(values: Values): PromiseDueRequest {
  const precision = textOf(values, 'precision');
  const date = textOf(values, 'date');
  switch (precision) {
    case 'minute':
      return { precision, at: instantOrNull(values, 'at') ?? '' };
    case 'noon':
    case 'evening':
      return { precision: 'part-of-day', date, part: precision };
    default:
      return { precision: 'day', date };
  }
}
