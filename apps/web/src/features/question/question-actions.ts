import { questionAnswer, questionAsk } from '../../api/generated/sdk.gen';
import type { LegView, QuestionView } from '../../api/generated/types.gen';
import { ownWords } from '../../ui/own-words';
import { type Action, isOn, type Situation, textOf, whyNotNow } from '../case/action';
import { pastHolders } from '../case/standing';

/** Asks somebody who ran an earlier leg, instead of sending the work back (H10). */
export function askQuestion(situation: Situation, leg: LegView): Action {
  const { t, me, company, standing } = situation;
  const holders = pastHolders(situation.record, leg).filter((id) => id !== me.id && company.person(id)?.active);
  return {
    id: `ask-question/${leg.id}`,
    verb: 'ask-question',
    label: t('act.ask-question'),
    about: leg.name,
    key: 'q',
    why: !leg.allowed.includes('progress-leg')
      ? whyNotNow(situation, 'leg', 'progress-leg', leg.status)
      : !standing.works(leg)
        ? t('act.why.notYourLeg', { who: company.nameOf(leg.holderId) })
        : holders.length === 0
          ? t('act.why.nobodyBefore')
          : null,
    fields: [
      { name: 'text', label: t('field.question'), kind: 'text', isRequired: true },
      {
        name: 'askedOfId',
        label: t('field.askedOf'),
        kind: 'choice',
        isRequired: true,
        initial: holders.at(-1) ?? '',
        choices: holders.map((id) => ({ value: id, label: company.nameOf(id) })),
      },
      { name: 'pauseLeg', label: t('field.pauseLeg'), kind: 'flag', hint: t('question.pauseHint') },
    ],
    send: (values, order) =>
      questionAsk({
        path: { id: situation.record.id },
        body: {
          legId: leg.id,
          askedOfId: textOf(values, 'askedOfId'),
          text: textOf(values, 'text'),
          pauseLeg: isOn(values, 'pauseLeg'),
        },
        ...order,
      }),
  };
}

export function answerQuestion(situation: Situation, question: QuestionView): readonly Action[] {
  const { t, me, company, standing } = situation;
  if (question.answeredAt !== null) return [];
  const asked = company.person(question.askedOfId);
  const may =
    asked?.id === me.id ||
    asked?.substituteId === me.id ||
    standing.leads(asked?.departmentId ?? '') ||
    standing.isOversight;
  return [
    {
      id: `answer-question/${question.id}`,
      verb: 'answer-question',
      label: t('act.answer-question'),
      tone: asked?.id === me.id ? 'first' : undefined,
      why: may ? null : t('act.why.notAsked', { who: asked?.name ?? '' }),
      intro: ownWords(question.text),
      fields: [{ name: 'answer', label: t('field.answer'), kind: 'text', isRequired: true }],
      send: (values, order) =>
        questionAnswer({ path: { id: question.id }, body: { answer: textOf(values, 'answer') }, ...order }),
    },
  ];
}
