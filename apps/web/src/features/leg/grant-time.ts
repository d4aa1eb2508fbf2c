import type { TFunction } from 'i18next';

import { chaseNudge, legGrantTime } from '../../api/generated/sdk.gen';
import type { LegView } from '../../api/generated/types.gen';
import { type Action, type Field, type Situation, textOf, textOrNull, whyNotNow, words } from '../case/action';

const hours = [1, 2, 4, 8, 16, 40];

/** How much more, in working time; for the case page and the stalled queue alike. */
export const moreTime = (t: TFunction): Field => ({
  name: 'seconds',
  label: t('field.moreTime'),
  kind: 'choice',
  isRequired: true,
  initial: '7200',
  choices: [
    { value: '1800', label: t('time.minutes', { count: 30 }) },
    ...hours.map((count) => ({ value: String(count * 3600), label: t('time.hours', { count }) })),
  ],
});

/** Oversight gives a leg more time, for a reason. */
export function grantTime({ t, record, standing }: Situation, leg: LegView): readonly Action[] {
  if (!standing.isOversight || record.status !== 'open') return [];
  return [
    {
      ...about(t, 'grant-time', leg),
      why: null,
      intro: t('leg.grantIntro'),
      fields: [moreTime(t), words(t, 'reason')],
      send: (values, order) =>
        legGrantTime({
          path: { id: leg.id },
          body: { seconds: Number(textOf(values, 'seconds')), reason: textOf(values, 'reason') },
          ...order,
        }),
    },
  ];
}

/** Asks whoever must act on this leg how it stands, without waiting for the ladder. */
export function nudge(situation: Situation, leg: LegView): readonly Action[] {
  const { t, me, record, standing } = situation;
  if (leg.holderId === me.id) return [];
  const no = standing.isOnTheLine ? null : t('act.why.notOnTheLine');
  return [
    {
      ...about(t, 'nudge', leg),
      why: leg.allowed.includes('nudge') ? no : whyNotNow(situation, 'leg', 'nudge', leg.status),
      intro: t('leg.nudgeIntro'),
      fields: [nudgeNote(t)],
      send: (values, order) =>
        chaseNudge({
          path: { id: record.id },
          body: { legId: leg.id, note: textOrNull(values, 'note') },
          ...order,
        }),
    },
  ];
}

export const nudgeNote = (t: TFunction): Field => ({ name: 'note', label: t('field.nudgeNote'), kind: 'text' });

const about = (t: TFunction, verb: string, leg: LegView) => ({
  id: `${verb}/${leg.id}`,
  verb,
  label: t(`act.${verb}`),
  about: leg.name,
});
