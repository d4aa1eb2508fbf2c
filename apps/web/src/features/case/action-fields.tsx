import { Checkbox, MultiSelect, Select, Stack, Switch, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import {
  choicesOf,
  type Field,
  isAsked,
  isRequired,
  isTooLong,
  listOf,
  textOf,
  type Value,
  type Values,
} from './action';

interface Props {
  readonly fields: readonly Field[];
  readonly values: Values;
  readonly set: (name: string, value: Value) => void;
  /** Labels of fields the service wants filled in. */
  readonly missing: readonly string[];
}

/** The questions of a dialog, in order. */
export function ActionFields({ fields, values, set, missing }: Props) {
  return (
    <Stack gap="sm">
      {fields
        .filter((field) => isAsked(field, values))
        .map((field, index) => (
          <OneField
            key={field.name}
            field={field}
            values={values}
            set={(value) => set(field.name, value)}
            isFirst={index === 0}
            isMissing={missing.includes(field.name)}
          />
        ))}
    </Stack>
  );
}

function OneField({
  field,
  values,
  set,
  isFirst,
  isMissing,
}: {
  readonly field: Field;
  readonly values: Values;
  readonly set: (value: Value) => void;
  readonly isFirst: boolean;
  readonly isMissing: boolean;
}) {
  const { t } = useTranslation();
  const { name, label, kind, hint } = field;
  const choices = choicesOf(field, values);
  const common = {
    name,
    label,
    description: hint,
    required: isRequired(field, values),
    error: isMissing || (isTooLong(field, values) && t('act.tooLong', { length: textOf(values, name).length })),
    ...(isFirst ? { 'data-autofocus': true } : {}),
  };
  switch (kind) {
    case 'line':
      return <TextInput {...common} value={textOf(values, name)} onChange={(e) => set(e.currentTarget.value)} />;
    case 'moment':
    case 'date':
      return (
        <TextInput
          {...common}
          type={kind === 'date' ? 'date' : 'datetime-local'}
          value={textOf(values, name)}
          onChange={(e) => set(e.currentTarget.value)}
        />
      );
    case 'text':
      return (
        <Textarea
          {...common}
          autosize
          minRows={2}
          maxRows={12}
          value={textOf(values, name)}
          onChange={(e) => set(e.currentTarget.value)}
        />
      );
    case 'flag':
      return (
        <Switch
          label={label}
          description={hint}
          checked={values[name] === true}
          onChange={(e) => set(e.currentTarget.checked)}
        />
      );
    case 'ticks':
      return choices.length > 8 ? (
        <MultiSelect {...common} data={[...choices]} value={listOf(values, name)} onChange={set} searchable />
      ) : (
        <Checkbox.Group label={label} description={hint} value={listOf(values, name)} onChange={set}>
          <Stack gap={4} mt={4}>
            {choices.map((choice) => (
              <Checkbox key={choice.value} value={choice.value} label={choice.label} />
            ))}
          </Stack>
        </Checkbox.Group>
      );
    case 'choice':
      return (
        <Select
          {...common}
          data={[...choices]}
          value={textOf(values, name) || null}
          onChange={(next) => set(next ?? '')}
          searchable={choices.length > 7}
          clearable={!isRequired(field, values)}
          allowDeselect={!isRequired(field, values)}
          comboboxProps={{ withinPortal: true }}
        />
      );
  }
}
