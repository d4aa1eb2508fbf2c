import type { CaseListData, SavedViewView } from '../../api/generated';

/** What narrows and orders the list of cases, in the words of the service. */
export type CaseFilter = Omit<NonNullable<CaseListData['query']>, 'id' | 'limit' | 'cursor'>;

/** What stands in the address: a view's name or id, and the filter when it is not that view's own. */
export type CaseSearch = CaseFilter & { readonly view?: string };

export const caseStatuses = ['open', 'resolved', 'closed', 'cancelled'] as const;
export const priorities = ['P1', 'P2', 'P3', 'P4'] as const;
export const standings = ['late', 'at-risk'] as const;
export const orders = ['newest', 'oldest', 'due', 'priority'] as const;
export const periods = ['due', 'opened', 'moved', 'breached'] as const;
export type PeriodName = (typeof periods)[number];

/** Fields of which several values may be chosen. */
export const lists = ['status', 'priority', 'standing', 'ownerId', 'holderId', 'departmentId', 'journeyId'] as const;
export type ListName = (typeof lists)[number];

const ends = ['From', 'To'] as const;
const moments = periods.flatMap((period) => ends.map((end) => `${period}${end}` as const));

/** Reads it from an address that anybody may have typed. What means nothing is left out. */
export function readCaseSearch(search: Record<string, unknown>): CaseSearch {
  const line = (name: string, value: unknown = search[name]) => {
    const text = typeof value === 'number' ? String(value) : value;
    return typeof text === 'string' && text.trim() !== '' ? text.slice(0, 200) : undefined;
  };
  const several = (name: ListName) => {
    const values = [search[name]].flat().flatMap((value) => line(name, value) ?? []);
    const choices: readonly string[] | undefined = choicesOf[name];
    const meant = choices ? values.filter((value) => choices.includes(value)) : values;
    return meant.length > 0 ? [...new Set(meant)].slice(0, 50) : undefined;
  };
  const one = [...moments, 'text', 'view'] as const;
  return withoutGaps({
    ...Object.fromEntries(one.map((name) => [name, line(name)])),
    ...Object.fromEntries(lists.map((name) => [name, several(name)])),
    sort: orders.find((order) => order === search['sort']),
  });
}

const choicesOf: { readonly [Name in ListName]?: readonly string[] } = {
  status: caseStatuses,
  priority: priorities,
  standing: standings,
};

/** The filter that a view was saved with. */
export const filterOf = ({ filter }: Pick<SavedViewView, 'filter'>): CaseFilter => withoutGaps(filter);

export function withoutGaps<Fields extends object>(fields: Fields): CaseSearch {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null));
}

/** The part of an address that narrows or orders. */
export function filterIn({ view: _, ...filter }: CaseSearch): CaseFilter {
  return withoutGaps(filter);
}

export const isEmpty = (filter: CaseFilter): boolean => Object.keys(withoutGaps(filter)).length === 0;

export const isSame = (one: CaseFilter, other: CaseFilter): boolean => written(one) === written(other);

const written = (filter: CaseFilter) =>
  JSON.stringify(
    Object.entries(withoutGaps(filter))
      .map(([name, value]) => [name, Array.isArray(value) ? [...value].sort() : value] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

/** What is usually asked of a period: one press each. */
export const presets: Readonly<Record<PeriodName, Readonly<Record<string, PeriodEnds>>>> = {
  due: { passed: { to: '0h' }, day: { from: '0h', to: '1d' }, week: { from: '0h', to: '7d' } },
  opened: { day: { from: '-1d' }, week: { from: '-7d' }, month: { from: '-30d' } },
  moved: { day: { from: '-1d' }, week: { from: '-7d' }, stillDay: { to: '-1d' }, stillWeek: { to: '-7d' } },
  breached: { day: { from: '-1d' }, week: { from: '-7d' }, month: { from: '-30d' } },
};

export interface PeriodEnds {
  readonly from?: string;
  readonly to?: string;
}

export const periodIn = (filter: CaseFilter, period: PeriodName): PeriodEnds => ({
  from: filter[`${period}From`],
  to: filter[`${period}To`],
});

export const periodChange = (period: PeriodName, { from, to }: PeriodEnds): CaseFilter => ({
  [`${period}From`]: from,
  [`${period}To`]: to,
});

export const presetOf = (period: PeriodName, { from, to }: PeriodEnds): string | undefined =>
  Object.entries(presets[period]).find(([, preset]) => preset.from === from && preset.to === to)?.[0];
