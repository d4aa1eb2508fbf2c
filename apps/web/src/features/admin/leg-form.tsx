import { Button, Checkbox, Fieldset, Group, NativeSelect, NumberInput, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import type { DepartmentView } from '../../api/generated/types.gen';
import { DurationField } from './duration-field';
import { ItemList } from './item-list';
import type { DraftLeg } from './journey-draft';

/** One leg of a plan, in full. */
export function LegForm({ leg, departments, onChange, onRemove }: LegFormProps) {
  const { t } = useTranslation();
  const change = (patch: Partial<DraftLeg>) => onChange({ ...leg, ...patch });
  return (
    <Fieldset legend={t('admin.journey.legNamed', { name: leg.name })}>
      <Stack gap="sm">
        <Group grow align="flex-start">
          <TextInput
            label={t('admin.name')}
            required
            value={leg.name}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
          <NativeSelect
            label={t('admin.department.one')}
            value={leg.departmentId}
            data={departments.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(event) => change({ departmentId: event.currentTarget.value })}
          />
        </Group>
        <TextInput
          label={t('admin.journey.wording')}
          description={t('admin.journey.wordingHelp')}
          required
          value={leg.customerWording}
          onChange={(event) => change({ customerWording: event.currentTarget.value })}
        />
        <Group align="flex-start" gap="lg">
          <DurationField
            label={t('admin.journey.ola')}
            description={t('admin.journey.olaHelp')}
            seconds={leg.olaSeconds}
            onChange={(seconds) => change({ olaSeconds: seconds ?? 0 })}
          />
          <DurationField
            label={t('admin.journey.acceptance')}
            description={t('admin.journey.acceptanceHelp')}
            seconds={leg.acceptanceSeconds ?? null}
            onChange={(acceptanceSeconds) => change({ acceptanceSeconds })}
          />
          <NumberInput
            label={t('admin.journey.rework')}
            description={t('admin.journey.reworkHelp')}
            value={Math.round(leg.reworkShare * 100)}
            min={1}
            max={100}
            suffix=" %"
            hideControls
            w={110}
            onChange={(value) => change({ reworkShare: Math.min(100, Math.max(1, Number(value) || 1)) / 100 })}
          />
        </Group>
        <Group>
          <Checkbox
            label={t('admin.journey.mandatory')}
            checked={leg.mandatory}
            onChange={(event) => change({ mandatory: event.currentTarget.checked })}
          />
          <Checkbox
            label={t('admin.journey.mayContact')}
            checked={leg.mayContactCustomer}
            onChange={(event) => change({ mayContactCustomer: event.currentTarget.checked })}
          />
        </Group>
        <ItemList
          legend={t('admin.journey.package')}
          items={leg.packageFields}
          onChange={(packageFields) => change({ packageFields })}
        />
        <ItemList
          legend={t('admin.journey.checklist')}
          items={leg.exitChecklist}
          onChange={(exitChecklist) => change({ exitChecklist })}
        />
        <ItemList
          legend={t('admin.journey.preparation')}
          items={leg.preparation}
          onChange={(preparation) => change({ preparation })}
        />
        <Group>
          <Button variant="default" color="red" onClick={onRemove}>
            {t('admin.journey.removeLeg')}
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}

interface LegFormProps {
  readonly leg: DraftLeg;
  readonly departments: readonly DepartmentView[];
  readonly onChange: (leg: DraftLeg) => void;
  readonly onRemove: () => void;
}
