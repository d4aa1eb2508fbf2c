import { Alert, Grid, Stack, Switch, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import {
  companyDepartmentsOptions,
  companyJourneysOptions,
  journeyPutMutation,
} from '../../api/generated/@tanstack/react-query.gen';
import type { DepartmentView, JourneyView } from '../../api/generated/types.gen';
import { DurationField } from './duration-field';
import { EditorFrame } from './editor-frame';
import { draftOf, newJourney, requestOf } from './journey-draft';
import { JourneyLegs } from './journey-legs';
import { JourneyTargets, Slack } from './journey-targets';
import { PlanStrip } from './plan-strip';
import { RecordLoader } from './record-loader';
import { useJourneyPreview } from './use-journey-preview';
import { useRecord } from './use-record';

export function JourneyEditor() {
  const journeys = useQuery(companyJourneysOptions());
  const departments = useQuery(companyDepartmentsOptions());
  return (
    <RecordLoader lists={[journeys, departments]}>
      {(journey, _, departments) => <Editor journey={journey} departments={departments} />}
    </RecordLoader>
  );
}

const kind = {
  path: '/admin/journeys',
  list: companyJourneysOptions(),
  draftOf,
  blank: () => newJourney,
  bodyOf: requestOf,
  put: journeyPutMutation(),
} as const;

function Editor({ journey, departments }: EditorProps) {
  const { t } = useTranslation();
  const editing = useRecord(journey, kind);
  const { draft, change } = editing;
  const [chosen, setChosen] = useState(0);
  const preview = useJourneyPreview(requestOf(draft));
  const refusal = draft.legs.length > 0 ? preview?.refusal : undefined;

  return (
    <EditorFrame
      editing={editing}
      newLabel={t('admin.journey.new')}
      watched={<Slack draft={draft} preview={preview} />}
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
    </EditorFrame>
  );
}

interface EditorProps {
  readonly journey: JourneyView | undefined;
  readonly departments: readonly DepartmentView[];
}
