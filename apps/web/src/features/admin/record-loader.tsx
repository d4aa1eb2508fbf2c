import type { UseQueryResult } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Fragment, type ReactNode } from 'react';

import { Failure, Loading, NotFound } from '../../ui/states';

/** The record that the address names, out of the first list, once all lists are there; undefined for a new one. */
export function RecordLoader<Entry extends { readonly id: string }, Others extends readonly unknown[]>({
  lists,
  children,
}: RecordLoaderProps<Entry, Others>) {
  const { id } = useParams({ strict: false });
  const failed = lists.find(({ error }) => error);
  if (failed) return <Failure error={failed.error!} retry={() => lists.forEach((list) => void list.refetch())} />;
  if (lists.some(({ data }) => data === undefined)) return <Loading />;
  const [records, ...others] = lists.map(({ data }) => data) as unknown as readonly [readonly Entry[], ...Others];
  const record = records.find((one) => one.id === id);
  if (!record && id !== 'new') return <NotFound />;
  return <Fragment key={id}>{children(record, records, ...(others as unknown as Others))}</Fragment>;
}

interface RecordLoaderProps<Entry, Others extends readonly unknown[]> {
  readonly lists: readonly [UseQueryResult<Entry[]>, ...{ [Index in keyof Others]: UseQueryResult<Others[Index]> }];
  readonly children: (record: Entry | undefined, records: readonly Entry[], ...others: Others) => ReactNode;
}
