import { Alert, Grid, Stack, Switch, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import {
  companyDepartmentsOptions,
  companyJourneysOptions,
  journeyPutMutation,
} from '../../api/generated/@tanstack/react-query.gen';
import type { DepartmentView, JourneyView } from '../../api/generated/types.gen';
import { Failure, Loading, NotFound } from '../../ui/states';
import { DurationField } from './duration-field';
import { EditorFrame } from './editor-frame';
import { draftOf, newJourney, requestOf } from './journey-draft';
import { JourneyLegs } from './journey-legs';
import { JourneyTargets } from './journey-targets';
import { PlanStrip } from './plan-strip';
import { SaveBar } from './save-bar';
import { freeKey, ifMatch, useEditing } from './use-editing';
import { useJourneyPreview } from './use-journey-preview';

export function JourneyEditor() {
  const { id } = useParams({ strict: false });
  const journeys = useQuery(companyJourneysOptions());
  const departments = useQuery(companyDepartmentsOptions());
  const error = journeys.error ?? departments.error;
  if (error) return <Failure error={error} retry={() => void journeys.refetch()} />;
  if (!journeys.data || !departments.data) return <Loading />;
  const journey = journeys.data.find((one) => one.id === id);
  if (!journey && id !== 'new') return <NotFound />;
  return <Editor key={id} journey={journey} journeys={journeys.data} departments={departments.data} />;
}

function Editor({ journey, journeys, departments }: EditorProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const editing = useEditing(journey ? draftOf(journey) : newJourney, journey?.version ?? null);
  const { draft, change } = editing;
  const [chosen, setChosen] = useState(0);
  const preview = useJourneyPreview(requestOf(draft));
  const id =
    journey?.id ??
    freeKey(
      draft.name,
      journeys.map((one) => one.id),
    );
  const put = useMutation({
    ...journeyPutMutation(),
    onSuccess: async ({ version }) => {
      editing.saved(version);
      await queries.invalidateQueries({ queryKey: companyJourneysOptions().queryKey });
      if (!journey) await navigate({ to: '/admin/journeys/$id', params: { id }, ignoreBlocker: true });
    },
  });
  const save = (basedOn: string | null) => {
    editing.sending();
    put.mutate({ path: { id }, body: requestOf(draft), ...ifMatch(basedOn) });
  };
  const overwrite = async () => {
    const now = await queries.fetchQuery({ ...companyJourneysOptions(), staleTime: 0 });
    const newest = now.find((one) => one.id === id)?.version;
    if (newest !== undefined) editing.rebase(newest);
    save(newest === undefined ? null : String(newest));
  };
  const refusal = draft.legs.length > 0 ? preview?.refusal : undefined;

  return (
    <EditorFrame
      back="/admin/journeys"
      backLabel={t('admin.tab.journeys')}
      title={draft.name || t('admin.journey.new')}
      note={editing.basedOn ? t('admin.versionN', { version: editing.basedOn }) : undefined}
    >
      <Grid align="flex-end">
        <Grid.Col span={{ base: 12, sm: 6 }}>
          <TextInput
            label={t('admin.name')}
            required
            value={draft.name}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
        </Grid.Col>
        <Grid.Col span={{ base: 12, sm: 6 }}>
          <Switch
            label={t('admin.journey.active')}
            checked={draft.active}
            onChange={(event) => change({ active: event.currentTarget.checked })}
          />
        </Grid.Col>
      </Grid>
      <PlanStrip
        legs={draft.legs}
        departments={departments}
        chosen={chosen}
        refusedLeg={refusal?.leg ?? null}
        onChoose={setChosen}
      />
      {refusal && (
        <Alert color="red" variant="light" role="status">
          {t(`refusal.${refusal.code}`, { defaultValue: refusal.title })}
        </Alert>
      )}
      <JourneyLegs
        legs={draft.legs}
        departments={departments}
        chosen={chosen}
        onChoose={setChosen}
        onChange={(legs) => change({ legs })}
      />
      <JourneyTargets draft={draft} preview={preview} onChange={change} />
      <Stack gap="xs">
        <DurationField
          label={t('admin.journey.silence')}
          description={t('admin.journey.silenceHelp')}
          seconds={draft.silenceSeconds}
          onChange={(silenceSeconds) => change({ silenceSeconds })}
        />
      </Stack>
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
  readonly journey: JourneyView | undefined;
  readonly journeys: readonly JourneyView[];
  readonly departments: readonly DepartmentView[];
}
