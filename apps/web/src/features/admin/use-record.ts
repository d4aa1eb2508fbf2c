import { notifications } from '@mantine/notifications';
import {
  type FetchQueryOptions,
  type QueryKey,
  useMutation,
  type UseMutationOptions,
  useQueryClient,
} from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { ProblemError } from '../../api/problem';
import { freeKey } from './draft-lists';
import type { RecordPath } from './record-list';

/** A record of the company while it is edited: the draft, the version it was made from, and how it is saved. */
export interface EditedRecord<Draft, Saved> {
  readonly path: RecordPath;
  readonly draft: Draft;
  /** What If-Match will say; null for something new. */
  readonly basedOn: string | null;
  readonly isDirty: boolean;
  readonly isSaving: boolean;
  /** Somebody else has saved the record since the draft was begun. */
  readonly isStale: boolean;
  readonly error: Error | null;
  /** What the service answered to the last save; undefined before. */
  readonly saved: Saved | undefined;
  change(patch: Partial<Draft>): void;
  save(): void;
  /** Keeps the draft and puts it over the version that somebody else has made. */
  overwrite(): void;
  /** Lets go of the draft: on with the record as it is now. */
  discard(): void;
}

/** Edits one of the records that `list` reads. Nothing typed is lost, and nothing of somebody else's is overwritten unasked. */
export function useRecord<
  Entry extends Versioned,
  Draft extends Named,
  Body,
  Saved extends Pick<Versioned, 'version'>,
  Key extends QueryKey,
>(
  record: Entry | undefined,
  { path, list, draftOf, blank, bodyOf, put }: RecordKind<Entry, Draft, Body, Saved, Key>,
): EditedRecord<Draft, Saved> {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [clean, setClean] = useState(() => (record ? draftOf(record) : blank()));
  const [draft, setDraft] = useState(clean);
  const [basedOn, setBasedOn] = useState(versionOf(record));
  const [seen, setSeen] = useState(basedOn);
  const isDirty = !isSame(draft, clean);
  const restart = (entry: Entry | undefined) => {
    const fresh = entry ? draftOf(entry) : blank();
    setClean(fresh);
    setDraft(fresh);
    setBasedOn(versionOf(entry));
  };

  // Who has typed nothing sees at once what somebody else has saved.
  if (versionOf(record) !== seen) {
    setSeen(versionOf(record));
    if (!isDirty && versionOf(record) !== basedOn) restart(record);
  }

  const saving = useMutation({
    mutationFn: async ({ sent, over }: { readonly sent: Draft; readonly over: string | null }, context) => {
      // Somebody may just have used the same name for something new.
      const id = record?.id ?? freeKey(sent.name, idsOf(await queries.fetchQuery({ ...list, staleTime: 0 })));
      const headers = over === null ? {} : { 'If-Match': `"${over}"` };
      return { id, sent, answer: await put.mutationFn!({ path: { id }, body: bodyOf(sent), headers }, context) };
    },
    onSuccess: async ({ id, sent, answer }) => {
      setClean(sent);
      setBasedOn(String(answer.version));
      await queries.invalidateQueries({ queryKey: list.queryKey });
      if (record) return;
      notifications.show({ message: t('admin.saved') });
      await navigate({ to: `${path}/$id`, params: { id }, ignoreBlocker: true });
    },
    onError: () => queries.invalidateQueries({ queryKey: list.queryKey }),
  });
  return {
    path,
    draft,
    basedOn,
    isDirty,
    isSaving: saving.isPending,
    isStale: saving.error instanceof ProblemError && saving.error.status === 412,
    error: saving.error,
    saved: saving.data?.answer,
    change: (patch) => setDraft((before) => ({ ...before, ...patch })),
    save: () => {
      if (isDirty && !saving.isPending) saving.mutate({ sent: draft, over: basedOn });
    },
    overwrite: () => saving.mutate({ sent: draft, over: versionOf(record) }),
    discard: () => {
      saving.reset();
      restart(record);
    },
  };
}

/** Where records of a kind are, and how they are read, written and begun. */
export interface RecordKind<Entry, Draft, Body, Saved, Key extends QueryKey> {
  readonly path: RecordPath;
  readonly list: FetchQueryOptions<Entry[], Error, Entry[], Key>;
  readonly draftOf: (record: Entry) => Draft;
  readonly blank: () => Draft;
  readonly bodyOf: (draft: Draft) => Body;
  readonly put: Pick<UseMutationOptions<Saved, Error, Put<Body>>, 'mutationFn'>;
}

interface Put<Body> {
  readonly path: { id: string };
  readonly body: Body;
  readonly headers: { 'If-Match'?: string };
}

interface Named {
  readonly name: string;
}

interface Versioned {
  readonly id: string;
  readonly version: number | string;
}

const versionOf = (record: Versioned | undefined) => (record ? String(record.version) : null);

const idsOf = (records: readonly Versioned[]) => records.map(({ id }) => id);

const isSame = (one: object, other: object) => JSON.stringify(one) === JSON.stringify(other);
