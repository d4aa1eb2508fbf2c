import { Avatar, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import type { PresentPersonView } from '../../api/generated/types.gen';
import type { Situation } from '../case/action';
import { usePeopleHere } from './people-here';
import classes from './presence.module.css';

/** More than these would say no more than their number. */
const MOST_NAMES = 5;

/** Who else is at the case now, and what they are writing. Read out when it changes. */
export function WhoIsHere({ situation }: { readonly situation: Situation }) {
  const { t } = useTranslation();
  const others = useOthersHere(situation);
  const named = others.slice(0, MOST_NAMES);
  return (
    <Group role="status" gap="4px 0.9rem" aria-label={t('presence.title')}>
      {named.map(({ personId, doing }) => (
        <Group key={personId} gap={6} wrap="nowrap">
          <Avatar size={22} name={situation.company.nameOf(personId)} className={classes.face} aria-hidden />
          <Text size="sm">
            <b>{situation.company.nameOf(personId)}</b>{' '}
            {doing.length === 0
              ? t('presence.here')
              : t('presence.writes', { what: doing.map((one) => nameOfAction(one, situation)).join(', ') })}
          </Text>
        </Group>
      ))}
      {others.length > named.length && (
        <Text size="sm" c="dimmed">
          {t('presence.more', { count: others.length - named.length })}
        </Text>
      )}
    </Group>
  );
}

/** In a dialog: somebody else has the same one open. It forbids nothing; versions decide. */
export function AlsoWriting({ situation, actionId }: { readonly situation: Situation; readonly actionId: string }) {
  const { t, i18n } = useTranslation();
  const writers = useOthersHere(situation)
    .filter(({ doing }) => doing.includes(actionId))
    .map(({ personId }) => situation.company.nameOf(personId));
  return (
    <Text size="sm" c="dimmed" role="status">
      {writers.length > 0 &&
        t('presence.sameForm', {
          count: writers.length,
          who: new Intl.ListFormat(i18n.language).format(writers),
        })}
    </Text>
  );
}

/** Those whose names are known; somebody who came to the company just now appears with the next reading of it. */
const useOthersHere = ({ record, me, company }: Situation): readonly PresentPersonView[] =>
  usePeopleHere(record.id).filter(({ personId }) => personId !== me.id && company.nameOf(personId) !== '');

/** What the form's button says, and of which leg. */
function nameOfAction(actionId: string, { t, record }: Situation): string {
  const [verb = '', about] = actionId.split('/');
  const leg = record.legs.find(({ id }) => id === about);
  return [t(`act.${verb}`, { defaultValue: t('presence.something') }), leg?.name].filter(Boolean).join(' · ');
}
