import { Button, Group, NativeSelect, SimpleGrid, Stack, TextInput, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { companyPoliciesOptions, policyPutMutation } from '../../api/generated/@tanstack/react-query.gen';
import type { EscalationStepDto, PolicyView, PutPolicyRequest } from '../../api/generated/types.gen';
import { Failure, Loading, NotFound } from '../../ui/states';
import { EditorFrame } from './editor-frame';
import { LadderTimeline } from './ladder-timeline';
import { LadderStep } from './ladder-step';
import { SaveBar } from './save-bar';
import { Sortable } from './sortable';
import { freeKey, ifMatch, moved, replaced, useEditing } from './use-editing';

export function LadderEditor() {
  const { id } = useParams({ strict: false });
  const { data, error, refetch } = useQuery(companyPoliciesOptions());
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  const policy = data.find((one) => one.id === id);
  if (!policy && id !== 'new') return <NotFound />;
  return <Editor key={id} policy={policy} policies={data} />;
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

const nextStep = (last: EscalationStepDto | undefined): EscalationStepDto => ({
  offsetSeconds: last === undefined ? 0 : last.offsetSeconds + 3600,
  unit: last?.unit ?? 'business',
  audience: last === undefined ? 'holder' : 'lead',
  channels: ['in-app'],
  action: 'ask',
  needsAck: true,
});

function Editor({ policy, policies }: EditorProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const editing = useEditing<PutPolicyRequest>(
    policy
      ? { name: policy.name, trigger: policy.trigger, steps: policy.steps }
      : { name: '', trigger: 'stall', steps: [nextStep(undefined)] },
    policy?.version ?? null,
  );
  const { draft, change } = editing;
  const id =
    policy?.id ??
    freeKey(
      draft.name,
      policies.map((one) => one.id),
    );
  const put = useMutation({
    ...policyPutMutation(),
    onSuccess: async ({ version }) => {
      editing.saved(version);
      await queries.invalidateQueries({ queryKey: companyPoliciesOptions().queryKey });
      if (!policy) await navigate({ to: '/admin/ladders/$id', params: { id }, ignoreBlocker: true });
    },
  });
  const save = (basedOn: string | null) => {
    editing.sending();
    put.mutate({ path: { id }, body: draft, ...ifMatch(basedOn) });
  };
  const overwrite = async () => {
    const now = await queries.fetchQuery({ ...companyPoliciesOptions(), staleTime: 0 });
    const newest = now.find((one) => one.id === id)?.version;
    if (newest !== undefined) editing.rebase(newest);
    save(newest === undefined ? null : String(newest));
  };
  return (
    <EditorFrame
      back="/admin/ladders"
      backLabel={t('admin.tab.ladders')}
      title={draft.name || t('admin.ladder.new')}
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
            nameOf={({ audience }) => t(`admin.ladder.audience.${audience}`)}
            onMove={(from, to) => change({ steps: moved(draft.steps, from, to) })}
          >
            {(step, index) => (
              <LadderStep
                step={step}
                number={index + 1}
                isBeforePrevious={index > 0 && step.offsetSeconds < draft.steps[index - 1]!.offsetSeconds}
                onChange={(next) => change({ steps: replaced(draft.steps, index, next) })}
                onRemove={() => change({ steps: draft.steps.filter((_, at) => at !== index) })}
              />
            )}
          </Sortable>
          <Group>
            <Button variant="default" onClick={() => change({ steps: [...draft.steps, nextStep(draft.steps.at(-1))] })}>
              {t('admin.ladder.addStep')}
            </Button>
          </Group>
        </Stack>
        <LadderTimeline steps={draft.steps} trigger={draft.trigger} />
      </SimpleGrid>
      <SaveBar
        isDirty={editing.isDirty}
        isSaved={put.isSuccess}
        isSaving={put.isPending}
        error={put.error}
        onSave={() => save(editing.basedOn)}
        onOverwrite={() => void overwrite()}
      />
    </EditorFrame>
  );
}

interface EditorProps {
  readonly policy: PolicyView | undefined;
  readonly policies: readonly PolicyView[];
}
