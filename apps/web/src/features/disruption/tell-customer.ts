import type { DisruptionView } from '../../api/generated/types.gen';
import { formatIn } from '../../ui/zone';
import type { Action, Situation } from '../case/action';
import { talkActions } from '../case/case-actions';

/** The newest delay, told to the customer by those who may: words to begin with, in their time and the language of the page (O4, E6). */
export function tellCustomer(situation: Situation, disruption: DisruptionView, language: string): readonly Action[] {
  const { t, record } = situation;
  const { id, newEtaAt } = disruption;
  const newest = record.disruptions.findLast(({ customerDraft }) => customerDraft !== null);
  const log = talkActions(situation).find((action) => action.id === 'log-contact');
  if (newEtaAt === null || newest?.id !== id || Date.parse(newEtaAt) < Date.now()) return [];
  if (!log || log.why !== null || record.status !== 'open') return [];
  const { requester, number, subject } = record;
  const at = formatIn(requester.zone, language, moment).format(Date.parse(newEtaAt));
  const draft = t('disruption.customerDraft', { name: requester.name, number, subject, at });
  const { key: _, ...rest } = log;
  return [
    {
      ...rest,
      id: `tell-customer/${id}`,
      label: t('disruption.tellCustomer'),
      intro: t('disruption.draftIntro'),
      fields: rest.fields.map((field) => (field.name === 'text' ? { ...field, initial: draft } : field)),
    },
  ];
}

const moment: Intl.DateTimeFormatOptions = {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
};
