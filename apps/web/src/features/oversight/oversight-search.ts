export const oversightTabs = ['stalled', 'flows', 'waits', 'findings'] as const;
export type OversightTab = (typeof oversightTabs)[number];

/** What stands in the address of oversight: the page, the department, the period, the route one looks at, and the wall. */
export interface OversightSearch {
  readonly tab?: OversightTab;
  readonly department?: string;
  /** Local dates, both included. */
  readonly from?: string;
  readonly to?: string;
  /** Department ids: the route whose cases are listed. */
  readonly sender?: string;
  readonly receiver?: string;
  readonly wall?: 1;
}

/** Reads it from an address that anybody may have typed. */
export function readOversightSearch(search: Record<string, unknown>): OversightSearch {
  const line = (name: string) => {
    const value = search[name];
    return typeof value === 'string' && value.trim() !== '' ? value.slice(0, 200) : undefined;
  };
  const date = (name: string) => {
    const value = line(name);
    return value !== undefined && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value))
      ? value
      : undefined;
  };
  return {
    tab: oversightTabs.find((tab) => tab === search['tab']),
    department: line('department'),
    from: date('from'),
    to: date('to'),
    sender: line('sender'),
    receiver: line('receiver'),
    wall: String(search['wall']) === '1' ? 1 : undefined,
  };
}
