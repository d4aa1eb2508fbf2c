import { Button, Checkbox, Grid, Group, NativeSelect, NumberInput, Stack, Title, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import type { DepartmentView } from '../../api/generated/types.gen';
import { type DraftLeg, newLeg, stepsOf } from './journey-draft';
import { LegForm } from './leg-form';
import { Sortable } from './sortable';
import { freeKey, moved, replaced } from './draft-lists';

/** The legs in their order, and the chosen one in full. */
export function JourneyLegs({ legs, departments, chosen, onChoose, onChange }: JourneyLegsProps) {
  const { t } = useTranslation();
  const leg = legs[chosen];
  const steps = stepsOf(legs);
  const open = departments.filter(({ active }) => active);
  const frontline = open.find(({ kind }) => kind === 'frontline') ?? open[0];
  const add = () => {
    const key = freeKey(
      'leg',
      legs.map((one) => one.key),
    );
    const added = newLeg(key, t('admin.journey.legN', { n: legs.length + 1 }), frontline?.id ?? '');
    // Before the last one, which is the frontline's: the middle of a relay is where legs are added.
    const at = legs.length < 2 ? legs.length : legs.length - 1;
    onChange([...legs.slice(0, at), added, ...legs.slice(at)]);
    onChoose(at);
  };
  const move = (from: number, to: number) => {
    onChange(moved(legs, from, to).map((one, index) => (index === 0 ? { ...one, isParallel: false } : one)));
    onChoose(to);
  };
  return (
    <Grid>
      <Grid.Col span={{ base: 12, md: 5 }}>
        <Stack gap="xs">
          <Title order={3}>{t('admin.journey.legs')}</Title>
          <Sortable
            list={legs}
            keyOf={({ key }) => key}
            nameOf={({ name }) => name}
            onMove={move}
            rowProps={(one, index) => ({
              'data-chosen': index === chosen || undefined,
              'data-parallel': one.isParallel || undefined,
            })}
          >
            {(one, index) => (
              <div>
                <UnstyledButton
                  onClick={() => onChoose(index)}
                  aria-pressed={index === chosen}
                  w="100%"
                  style={{ overflowWrap: 'anywhere' }}
                >
                  <strong>
                    {steps[index]}. {one.name}
                  </strong>{' '}
                  · {departments.find(({ id }) => id === one.departmentId)?.name ?? one.departmentId}
                </UnstyledButton>
                {index > 0 && (
                  <Checkbox
                    size="xs"
                    mt={4}
                    label={t('admin.journey.parallel')}
                    checked={one.isParallel}
                    onChange={(event) =>
                      onChange(replaced(legs, index, { ...one, isParallel: event.currentTarget.checked }))
                    }
                  />
                )}
                {steps[index - 1] !== steps[index] && steps[index + 1] === steps[index] && (
                  <JoinFields
                    leg={one}
                    size={steps.filter((step) => step === steps[index]).length}
                    onChange={(join) => onChange(replaced(legs, index, { ...one, join }))}
                  />
                )}
              </div>
            )}
          </Sortable>
          <Group>
            <Button variant="default" onClick={add}>
              {t('admin.journey.addLeg')}
            </Button>
          </Group>
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 7 }}>
        {leg && (
          <LegForm
            key={leg.key}
            leg={leg}
            departments={open}
            onChange={(next) => onChange(replaced(legs, chosen, next))}
            onRemove={() => {
              onChange(
                legs
                  .filter((_, index) => index !== chosen)
                  .map((one, index) => (index === 0 ? { ...one, isParallel: false } : one)),
              );
              onChoose(Math.max(0, chosen - 1));
            }}
          />
        )}
      </Grid.Col>
    </Grid>
  );
}

/** When a step of several legs counts as complete. */
function JoinFields({ leg, size, onChange }: JoinFieldsProps) {
  const { t } = useTranslation();
  const { kind } = leg.join;
  const n = leg.join.n ?? 1;
  return (
    <Group gap={6} mt={6} wrap="nowrap" align="flex-end">
      <NativeSelect
        size="xs"
        label={t('admin.journey.join.label')}
        value={kind}
        data={(['all', 'any', 'n-of'] as const).map((value) => ({ value, label: t(`admin.journey.join.${value}`) }))}
        onChange={(event) => {
          const next = event.currentTarget.value as DraftLeg['join']['kind'];
          onChange(next === 'n-of' ? { kind: next, n } : { kind: next });
        }}
      />
      {kind === 'n-of' && (
        <NumberInput
          size="xs"
          w={70}
          aria-label={t('admin.journey.join.howMany')}
          min={1}
          max={size}
          value={n}
          onChange={(value) => onChange({ kind, n: Number(value) || 1 })}
        />
      )}
    </Group>
  );
}

interface JoinFieldsProps {
  readonly leg: DraftLeg;
  /** How many legs run in this step. */
  readonly size: number;
  readonly onChange: (join: DraftLeg['join']) => void;
}

interface JourneyLegsProps {
  readonly legs: readonly DraftLeg[];
  readonly departments: readonly DepartmentView[];
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
  readonly onChange: (legs: readonly DraftLeg[]) => void;
}
