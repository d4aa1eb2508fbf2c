import { Group, Input, NativeSelect, NumberInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

const units = { second: 1, minute: 60, hour: 3600 } as const;
type Unit = keyof typeof units;

/** A length of time in seconds, written in the unit that fits. */
export function DurationField({ label, seconds, onChange, description, error, isBare }: DurationFieldProps) {
  const { t } = useTranslation();
  const [unit, setUnit] = useState<Unit>(fitting(seconds));
  const fields = (
    <Group gap={4} mt={isBare ? 0 : 4} wrap="nowrap" align="flex-start">
      <NumberInput
        aria-label={label}
        value={seconds === null ? '' : round(seconds / units[unit])}
        onChange={(value) => onChange(value === '' ? null : Math.round(Number(value) * units[unit]))}
        min={0}
        decimalScale={2}
        hideControls
        error={error}
        w={84}
      />
      <NativeSelect
        aria-label={t('admin.unitOf', { what: label })}
        miw={104}
        value={unit}
        onChange={(event) => {
          const next = event.currentTarget.value as Unit;
          setUnit(next);
          if (seconds !== null) onChange(Math.round((seconds / units[unit]) * units[next]));
        }}
        data={(Object.keys(units) as Unit[]).map((value) => ({ value, label: t(`admin.unit.${value}`) }))}
      />
    </Group>
  );
  if (isBare) return fields;
  return (
    <Input.Wrapper label={label} description={description} labelElement="div">
      {fields}
    </Input.Wrapper>
  );
}

interface DurationFieldProps {
  readonly label: string;
  readonly seconds: number | null;
  readonly onChange: (seconds: number | null) => void;
  readonly description?: string;
  readonly error?: boolean;
  /** Without a visible label, in a table. */
  readonly isBare?: boolean;
}

const fitting = (seconds: number | null): Unit =>
  seconds === null || (seconds >= 3600 && seconds % 1800 === 0)
    ? 'hour'
    : seconds >= 60 && seconds % 60 === 0
      ? 'minute'
      : 'second';

const round = (value: number) => Math.round(value * 100) / 100;

/** "2 h 30 min", in the reader's language. */
export function useDurationText(): (seconds: number) => string {
  const { i18n } = useTranslation();
  const part = (value: number, unit: Unit) =>
    new Intl.NumberFormat(i18n.language, { style: 'unit', unit, unitDisplay: 'short' }).format(value);
  return (seconds) => {
    const h = Math.floor(seconds / 3600);
    const m = Math.floor((seconds % 3600) / 60);
    const s = Math.round(seconds % 60);
    const parts = [h > 0 && part(h, 'hour'), m > 0 && part(m, 'minute'), s > 0 && h === 0 && part(s, 'second')];
    return parts.filter(Boolean).join(' ') || part(0, 'minute');
  };
}
