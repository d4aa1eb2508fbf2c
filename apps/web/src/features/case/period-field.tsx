import { Group, Select, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { type PeriodEnds, type PeriodName, presetOf, presets } from './case-filter';
import { dayOf, endOfDay, startOfDay } from './whole-day';

interface Props {
  readonly period: PeriodName;
  readonly ends: PeriodEnds;
  readonly onChange: (ends: PeriodEnds) => void;
}

/** A period: one that moves on with time ("the last 7 days"), or from one day to another in the reader's zone. */
export function PeriodField({ period, ends, onChange }: Props) {
  const { t } = useTranslation();
  const isSet = ends.from !== undefined || ends.to !== undefined;
  const preset = presetOf(period, ends);
  const [isCustom, setCustom] = useState(isSet && preset === undefined);
  const label = t(`cases.field.${period}`);
  return (
    <Stack gap={4}>
      <Select
        label={label}
        placeholder={t('cases.any')}
        clearable
        clearButtonProps={{ 'aria-label': t('cases.clearField', { field: label }) }}
        data={[
          ...Object.keys(presets[period]).map((value) => ({ value, label: t(`cases.period.${period}.${value}`) })),
          { value: 'days', label: t('cases.period.days') },
        ]}
        value={preset ?? (isCustom || isSet ? 'days' : null)}
        onChange={(value) => {
          setCustom(value === 'days');
          onChange((value !== null && presets[period][value]) || {});
        }}
      />
      {preset === undefined && (isCustom || isSet) && (
        <Group gap={4} wrap="nowrap" grow>
          <TextInput
            type="date"
            aria-label={t('cases.period.from', { field: label })}
            value={dayOf(ends.from)}
            onChange={({ currentTarget: { value } }) => onChange({ ...ends, from: startOfDay(value) })}
          />
          <TextInput
            type="date"
            aria-label={t('cases.period.to', { field: label })}
            value={dayOf(ends.to)}
            onChange={({ currentTarget: { value } }) => onChange({ ...ends, to: endOfDay(value) })}
          />
        </Group>
      )}
    </Stack>
  );
}
