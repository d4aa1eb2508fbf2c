import { disruptionAcknowledge, disruptionRaise } from '../../api/generated/sdk.gen';
import type { DisruptionView, RaiseDisruptionRequest } from '../../api/generated/types.gen';
import {
  type Action,
  codeChoices,
  instantOrNull,
  isOn,
  listOf,
  type Situation,
  textOf,
  textOrNull,
  whyNotNow,
} from '../case/action';
import { isActive } from '../case/standing';

const kinds = ['delay', 'blocked', 'scope', 'quality', 'customer-change', 'cancel'];

/** Tells everyone on the line that something will not go as planned. */
export function raiseDisruption(situation: Situation): Action {
  const { t, me, record, standing } = situation;
  const legs = record.legs.filter((leg) => isActive(leg) || leg.status === 'planned');
  const owed = record.promises.filter(({ status }) => status === 'open' || status === 'broken');
  return {
    id: 'raise-disruption',
    verb: 'raise-disruption',
    label: t('act.raise-disruption'),
    key: 'x',
    why: !record.allowed.includes('raise-disruption')
      ? whyNotNow(situation, 'case', 'raise-disruption', record.status)
      : standing.isOnTheLine
        ? null
        : t('act.why.notOnTheLine'),
    fields: [
      {
        name: 'kind',
        label: t('field.disruptionKind'),
        kind: 'choice',
        isRequired: true,
        initial: 'delay',
        choices: codeChoices(t, 'disruption', kinds),
      },
      { name: 'text', label: t('field.whatHappened'), kind: 'text', isRequired: true },
      {
        name: 'newEtaAt',
        label: t('field.newEta'),
        kind: 'moment',
        isRequired: true,
        when: (values) => textOf(values, 'kind') === 'delay',
      },
      {
        name: 'legId',
        label: t('field.leg'),
        kind: 'choice',
        initial: legs.find((leg) => leg.holderId === me.id && isActive(leg))?.id ?? '',
        choices: legs.map(({ id, name }) => ({ value: id, label: name })),
      },
      {
        name: 'promiseIds',
        label: t('field.promisesTouched'),
        kind: 'ticks',
        choices: owed.map(({ id, text }) => ({ value: id, label: text })),
        when: () => owed.length > 0,
      },
      { name: 'affectsOutcome', label: t('field.affectsOutcome'), kind: 'flag' },
    ],
    send: (values, order) =>
      disruptionRaise({
        path: { id: record.id },
        body: {
          kind: textOf(values, 'kind') as RaiseDisruptionRequest['kind'],
          text: textOf(values, 'text'),
          newEtaAt: textOf(values, 'kind') === 'delay' ? instantOrNull(values, 'newEtaAt') : null,
          legId: textOrNull(values, 'legId'),
          promiseIds: listOf(values, 'promiseIds'),
          affectsOutcome: isOn(values, 'affectsOutcome'),
        },
        ...order,
      }),
  };
}

/** One tap of those it was sent to. */
export function acknowledgeDisruption({ t, me }: Situation, disruption: DisruptionView): readonly Action[] {
  const mine = disruption.recipients.find(({ personId }) => personId === me.id);
  if (!mine || mine.acknowledgedAt !== null) return [];
  return [
    {
      id: `acknowledge-disruption/${disruption.id}`,
      verb: 'acknowledge-disruption',
      label: t('act.acknowledge'),
      about: disruption.text,
      tone: 'first',
      why: null,
      fields: [],
      intro: t('disruption.ackIntro'),
      send: (_values, order) => disruptionAcknowledge({ path: { id: disruption.id }, ...order }),
    },
  ];
}
