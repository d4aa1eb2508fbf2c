import type { TFunction } from 'i18next';

import { chaseAcknowledge, chaseAnswer, contactAnswer } from '../../api/generated/sdk.gen';
import type {
  AnswerChaseRequest,
  AnswerCustomerRequestRequest,
  ChaseView,
  CustomerRequestView,
  EscalationView,
  LegView,
  ReturnLegRequest,
} from '../../api/generated/types.gen';
import { localInput } from '../../ui/zoned-time';
import {
  type Action,
  channelField,
  codeChoices,
  instantOrNull,
  peopleChoices,
  type Situation,
  textOf,
  textOrNull,
} from '../case/action';

const returnCodes = ['incomplete-package', 'work-missing', 'wrong-result', 'wrong-department', 'other'];

/** The four answers to "how does it stand?". Each is one button; only what is needed is asked. */
export function chaseAnswers(situation: Situation, chase: ChaseView): readonly Action[] {
  const { t, me, company, record, standing } = situation;
  if (chase.answer !== null || chase.closedAt !== null) return [];
  const escalation = record.escalations.find(({ id }) => id === chase.escalationId);
  const leg = record.legs.find(({ id }) => id === chase.legId);
  const isAsked = chase.askedIds.some((id) => id === me.id || company.person(id)?.substituteId === me.id);
  const why =
    isAsked || escalation?.told.includes(me.id) || standing.isOversight || (leg && standing.leads(leg.departmentId))
      ? null
      : t('act.why.notAsked', { who: chase.askedIds.map((id) => company.nameOf(id)).join(', ') });
  const answer = (
    kind: AnswerChaseRequest['answer'],
    fields: Action['fields'],
    body: (values: Parameters<Action['send']>[0]) => Partial<AnswerChaseRequest> = () => ({}),
  ): Action => ({
    id: `${kind}/${chase.id}`,
    verb: 'answer-chase',
    label: t(`code.chase.${kind}`),
    about: leg?.name,
    tone: kind === 'on-track' && isAsked ? 'first' : undefined,
    why,
    fields: [...fields, { name: 'note', label: t('field.note'), kind: 'text' }],
    send: (values, order) =>
      chaseAnswer({
        path: { id: chase.id },
        body: { answer: kind, note: textOrNull(values, 'note'), ...body(values) },
        ...order,
      }),
  });
  return [
    answer(
      'on-track',
      [{ name: 'etaAt', label: t('field.doneBy'), kind: 'moment', isRequired: true, initial: localIn(4) }],
      (values) => ({ etaAt: instantOrNull(values, 'etaAt') }),
    ),
    answer(
      'blocked',
      [
        { name: 'blockedBy', label: t('field.blockedBy'), kind: 'choice', choices: peopleChoices(company) },
        {
          name: 'blockedByWhat',
          label: t('field.blockedByWhat'),
          kind: 'line',
          isRequired: true,
          when: (values) => textOf(values, 'blockedBy') === '',
        },
      ],
      (values) => ({ blockedBy: textOrNull(values, 'blockedBy') ?? textOrNull(values, 'blockedByWhat') }),
    ),
    answer('need-help', []),
    ...(canGoBack(leg)
      ? [
          answer(
            'hand-back',
            [
              {
                name: 'code',
                label: t('field.returnCode'),
                kind: 'choice',
                isRequired: true,
                initial: 'incomplete-package',
                choices: codeChoices(t, 'returned', returnCodes),
              },
              { name: 'missing', label: t('field.missing'), kind: 'text', isRequired: true },
            ],
            (values) => ({
              handBack: {
                code: textOf(values, 'code') as ReturnLegRequest['code'],
                missing: textOf(values, 'missing'),
              },
            }),
          ),
        ]
      : []),
  ];
}

const canGoBack = (leg: LegView | undefined): boolean => leg?.status === 'running' || leg?.status === 'waiting';

/** "I have seen it": holds the climb of a ladder for a while. */
export function acknowledgeEscalation({ t, me, standing }: Situation, escalation: EscalationView): readonly Action[] {
  if (escalation.endedAt !== null || escalation.lastStep === 0 || escalation.acknowledgedAt !== null) return [];
  return [
    {
      id: `acknowledge/${escalation.id}`,
      verb: 'acknowledge-escalation',
      label: t('act.seen'),
      why: escalation.told.includes(me.id) || standing.isOversight ? null : t('act.why.notTold'),
      fields: [],
      intro: t('chase.seenIntro'),
      send: (_values, order) => chaseAcknowledge({ path: { id: escalation.id }, ...order }),
    },
  ];
}

/** Yes or no to what the customer asked for, always with what they are told (E8). */
export function answerRequest({ t, company, record, standing }: Situation, ladder: EscalationView): readonly Action[] {
  if (ladder.request?.state !== 'requested' || ladder.endedAt !== null) return [];
  const answer = (accepts: boolean): Action => ({
    id: `answer-request/${ladder.id}/${accepts}`,
    verb: 'answer-customer-request',
    label: t(accepts ? 'act.accept-request' : 'act.decline-request'),
    tone: accepts && standing.isVoice ? 'first' : undefined,
    why: standing.isVoice ? null : t('act.why.notTheVoice', { who: company.nameOf(record.ownerId) }),
    intro: wanted(t, ladder.request!),
    fields: [{ name: 'text', label: t('field.toldCustomer'), kind: 'text', isRequired: true }, channelField(t)],
    send: (values, order) =>
      contactAnswer({
        path: { id: record.id },
        body: {
          accepts,
          text: textOf(values, 'text'),
          channel: textOf(values, 'channel') as AnswerCustomerRequestRequest['channel'],
        },
        ...order,
      }),
  });
  return [answer(true), answer(false)];
}

/** What the customer wants, in their own words. */
export const wanted = (t: TFunction, { kind, text }: Pick<CustomerRequestView, 'kind' | 'text'>): string =>
  t('chase.wants', { what: t(`code.asks.${kind}`), text, ...(text === '' && { context: 'silent' }) });

/** The reader's wall time in some hours, as the input wants it. */
function localIn(hours: number): string {
  const quarter = 15 * 60_000;
  return localInput(Math.ceil((Date.now() + hours * 4 * quarter) / quarter) * quarter);
}
