import { Button, Group, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import type { OversightSearch } from './oversight-search';
import { type Period, periodEndingAt } from './period';

interface Props {
  readonly period: Period;
  readonly go: (change: OversightSearch) => void;
}

/** From when to when, as it stands in the address. */
export function PeriodPicker({ period, go }: Props) {
  const { t } = useTranslation();
  const now = new Date().toISOString();
  return (
    <Group align="flex-end" gap="sm">
      {(['from', 'to'] as const).map((end) => (
        <TextInput
          key={end}
          type="date"
          label={t(`oversight.${end}`)}
          value={period[end]}
          {...(end === 'from' ? { max: period.to } : { min: period.from })}
          onChange={(event) => event.currentTarget.value && go({ [end]: event.currentTarget.value })}
        />
      ))}
      {[28, 84, 365].map((days) => (
        <Button key={days} variant="default" onClick={() => go(periodEndingAt(now, days))}>
          {days === 365 ? t('oversight.year') : t('oversight.weeks', { count: days / 7 })}
        </Button>
      ))}
    </Group>
  );
}
