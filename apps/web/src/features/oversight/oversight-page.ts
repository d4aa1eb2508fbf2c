import type { Company } from '../case/company';
import type { OversightSearch } from './oversight-search';

/** What every page of oversight is given. */
export interface OversightPage {
  readonly company: Company;
  /** Of which department; undefined is all that one oversees. */
  readonly department: string | undefined;
  readonly search: OversightSearch;
  readonly go: (change: OversightSearch) => void;
}
