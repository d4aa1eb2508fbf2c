/** What stands in template cases where every copy has something of its own. */
export const MARKS = {
  /** The last twelve digits of every id. */
  id: '7eba7eba7eba',
  team: '.t0000',
  number: '999999999',
  subject: 'zzsubjectzz',
  words: 'zzwordszz',
  customer: 'zzcustomerzz',
};
