/** What a log does not say and a replay has to assume. */
export interface Assumptions {
  /** Working hours of every team, Monday to Friday, in the log's zone. */
  readonly opens: string;
  readonly closes: string;
  /** Open hours in which an offer is to be accepted. */
  readonly acceptanceHours: number;
  /** Open hours without a row after which work stands still. */
  readonly stallHours: number;
}

export const usualAssumptions: Assumptions = { opens: '08:00', closes: '18:00', acceptanceHours: 4, stallHours: 8 };
