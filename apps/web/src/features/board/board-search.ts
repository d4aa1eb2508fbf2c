/** What stands in the address of a board: whose it is, when it is not one's own, and whose work alone is shown. */
export interface BoardSearch {
  readonly department?: string;
  readonly person?: string;
}

export function readBoardSearch(search: Record<string, unknown>): BoardSearch {
  const line = (name: string) => {
    const value = search[name];
    return typeof value === 'string' && value.trim() !== '' ? value.slice(0, 200) : undefined;
  };
  return { department: line('department'), person: line('person') };
}
