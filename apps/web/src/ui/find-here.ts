/** Marks the field of a page that `/` goes to. */
export const findMark = { 'data-find': true } as const;

/** Goes to that field; false on a page that has none. */
export function findHere(): boolean {
  const field = document.querySelector<HTMLInputElement>('[data-find]');
  field?.focus();
  field?.select();
  return field !== null;
}
