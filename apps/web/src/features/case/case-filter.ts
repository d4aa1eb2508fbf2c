export const caseStatuses = ['open', 'resolved', 'closed', 'cancelled'] as const;

/** What narrows the list of cases, as it stands in the address. */
export interface CaseFilter {
  readonly text?: string;
  readonly status?: (typeof caseStatuses)[number];
  /** A person's id. */
  readonly owner?: string;
  /** A department's id. */
  readonly department?: string;
}

/** Reads it from an address that anybody may have typed. */
export function readCaseFilter(search: Record<string, unknown>): CaseFilter {
  const line = (name: string) => {
    const value = search[name];
    const text = typeof value === 'number' ? String(value) : value;
    return typeof text === 'string' && text.trim() !== '' ? text.slice(0, 200) : undefined;
  };
  return {
    text: line('text'),
    status: caseStatuses.find((status) => status === search['status']),
    owner: line('owner'),
    department: line('department'),
  };
}
