import { List, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { companyDepartmentsOptions } from '../../api/generated/@tanstack/react-query.gen';
import type { JourneyView } from '../../api/generated';

/** A journey in words: who runs which leg after whom; legs of one step stand together. */
export function JourneyWords({ journey }: { readonly journey: JourneyView }) {
  const { t } = useTranslation();
  const { data: departments = [] } = useQuery(companyDepartmentsOptions());
  const nameOf = (id: string) => departments.find((department) => department.id === id)?.name ?? id;
  const steps = [...new Set(journey.legs.map(({ step }) => step))].sort((a, b) => a - b);
  return (
    <List type="ordered" size="sm" aria-label={t('open.journeyLegs')}>
      {steps.map((step) => (
        <List.Item key={step}>
          {journey.legs
            .filter((leg) => leg.step === step)
            .map((leg, index) => (
              <Text span inherit key={leg.key}>
                {index > 0 && ` ${t('open.and')} `}
                <b>{nameOf(leg.departmentId)}</b>: {leg.name}
              </Text>
            ))}
        </List.Item>
      ))}
    </List>
  );
}
