import { Button, Group, NativeSelect, SimpleGrid, Stack, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { companyPoliciesOptions, policyPutMutation } from '../../api/generated/@tanstack/react-query.gen';
import type { PolicyView, PutPolicyRequest } from '../../api/generated/types.gen';
import { moved, replaced } from './draft-lists';
import { EditorFrame } from './editor-frame';
import { draftOf, newLadder, nextStep, requestOf } from './ladder-draft';
import { LadderTimeline } from './ladder-timeline';
import { LadderStep } from './ladder-step';
import { RecordLoader } from './record-loader';
import { Sortable } from './sortable';
import { useRecord } from './use-record';

export function LadderEditor() {
  const policies = useQuery(companyPoliciesOptions());
  return <RecordLoader lists={[policies]}>{(policy) => <Editor policy={policy} />}</RecordLoader>;
}

const triggers = [
  'at-risk',
  'breach',
  'stall',
  'offer-stalled',
  'offer-expired',
  'promise-due',
  'finding-unanswered',
  'customer-asked',
  'nudged',
] as const;

const kind = {
  path: '/admin/ladders',
  list: companyPoliciesOptions(),
  draftOf,
  blank: newLadder,
  bodyOf: requestOf,
  put: policyPutMutation(),
} as const;

function Editor({ policy }: { readonly policy: PolicyView | undefined }) {
  const { t } = useTranslation();
  const editing = useRecord(policy, kind);
  const { draft, change } = editing;
  return (
    <EditorFrame
      editing={editing}
      newLabel={t('admin.ladder.new')}
      note={editing.basedOn ? t('admin.versionN', { version: editing.basedOn }) : undefined}
    >
      <Group grow preventGrowOverflow={false} align="flex-start">
        <TextInput
          label={t('admin.name')}
          required
          value={draft.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('admin.ladder.trigger')}
          value={draft.trigger}
          data={triggers.map((value) => ({ value, label: t(`admin.ladder.triggers.${value}`) }))}
          onChange={(event) => change({ trigger: event.currentTarget.value as PutPolicyRequest['trigger'] })}
        />
      </Group>
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="xl">
        <Stack gap="xs">
          <Title order={3}>{t('admin.ladder.steps')}</Title>
          <Sortable
            list={draft.steps}
            keyOf={({ key }) => key}
            nameOf={({ audience }) => t(`admin.ladder.audience.${audience}`)}
            onMove={(from, to) => change({ steps: moved(draft.steps, from, to) })}
          >
            {(step, index) => (
              <LadderStep
                step={step}
                number={index + 1}
                isBeforePrevious={index > 0 && step.offsetSeconds < draft.steps[index - 1]!.offsetSeconds}
                onChange={(patch) => change({ steps: replaced(draft.steps, index, { ...step, ...patch }) })}
                onRemove={() => change({ steps: draft.steps.filter((_, at) => at !== index) })}
              />
            )}
          </Sortable>
          <Group>
            <Button variant="default" onClick={() => change({ steps: [...draft.steps, nextStep(draft.steps)] })}>
              {t('admin.ladder.addStep')}
            </Button>
          </Group>
        </Stack>
        <LadderTimeline steps={draft.steps} trigger={draft.trigger} />
      </SimpleGrid>
    </EditorFrame>
  );
}
