import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import type { CoOwnerView } from '../../api/generated/types.gen';
import type { Situation } from './action';
import { isActive, isBeingWorked } from './standing';

const order: readonly CoOwnerView['role'][] = ['owner', 'current', 'upcoming', 'past', 'contributor', 'watcher'];

/** Everyone on the line, each with what is expected of them now. */
export function PeoplePanel({ situation }: { readonly situation: Situation }) {
  const { t } = useTranslation();
  const { record, company } = situation;
  const here = record.coOwners
    .filter(({ leftAt }) => leftAt === null)
    .sort((one, other) => order.indexOf(one.role) - order.indexOf(other.role));
  return (
    <Stack gap={6} component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
      {here.map(({ personId, role }) => (
        <li key={personId}>
          <Text size="sm">
            <b>{company.nameOf(personId)}</b> · {company.departmentName(company.person(personId)?.departmentId)} ·{' '}
            {t(`code.role.${role}`)}
          </Text>
          <Text size="sm" c="dimmed">
            {dutiesOf(situation, personId).join(' · ') || t(`people.duty.${role}`)}
          </Text>
        </li>
      ))}
    </Stack>
  );
}

/** What this person has to do now, by name. */
function dutiesOf({ record, t }: Situation, personId: string): readonly string[] {
  const legs = record.legs.filter((leg) => isActive(leg) && (leg.responsibleId ?? leg.holderId) === personId);
  const coming = record.legs.filter((leg) => leg.status === 'planned' && leg.reservedById === personId);
  const promises = record.promises.filter(
    ({ holderId, status }) => holderId === personId && (status === 'open' || status === 'broken'),
  );
  const questions = record.questions.filter(
    ({ askedOfId, answeredAt }) => askedOfId === personId && answeredAt === null,
  );
  const unseen = record.disruptions.filter(({ recipients }) =>
    recipients.some((one) => one.personId === personId && one.acknowledgedAt === null),
  );
  const help = record.coOwners.find((one) => one.personId === personId)?.help;
  const helpsWith = record.legs.find(({ id }) => id === help?.legId)?.name ?? t('event.theCase');
  return [
    ...(help ? [t('people.helps', { leg: helpsWith, reason: help.reason })] : []),
    ...legs.map((leg) => t(isBeingWorked(leg) ? 'people.works' : 'people.answersFor', { leg: leg.name })),
    ...coming.map((leg) => t('people.reserved', { leg: leg.name })),
    ...(promises.length > 0 ? [t('people.promises', { count: promises.length })] : []),
    ...(questions.length > 0 ? [t('people.questions', { count: questions.length })] : []),
    ...(unseen.length > 0 ? [t('people.unseen', { count: unseen.length })] : []),
  ];
}
