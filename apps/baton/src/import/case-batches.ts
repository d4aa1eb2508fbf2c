import { type CsvRecord } from './read-records.js';
import { type LogRow, rowReader } from './log-row.js';
import type { Mapping } from './mapping.js';

/** The rows of one case, in the order of the file. */
export interface LoggedCase {
  readonly caseName: string;
  readonly rows: readonly LogRow[];
}

export interface Rejected {
  readonly line: number;
  readonly reason: string;
  readonly fields: readonly string[];
}

/** What one stretch of the log came to: whole cases, and rows that are none. */
export interface CaseBatch {
  readonly header: readonly string[];
  readonly cases: readonly LoggedCase[];
  readonly rejected: readonly Rejected[];
  /** Rows read so far, the rejected ones included. */
  readonly rowsRead: number;
}

const ROWS_OF_A_BATCH = 1000;

/** Puts the rows of a log together to cases. Rows of a case stand together; one that comes late is rejected, since its case was told. */
export async function* caseBatches(records: AsyncIterable<CsvRecord>, mapping: Mapping): AsyncGenerator<CaseBatch> {
  let header: readonly string[] | undefined;
  let read: ReturnType<typeof rowReader> | undefined;
  let rowsRead = 0;
  let gathered = 0;
  let cases: LoggedCase[] = [];
  let rejected: Rejected[] = [];
  let current: { caseName: string; rows: LogRow[] } | undefined;
  const told = new Set<string>();

  for await (const record of records) {
    const { line, fields } = record;
    if (read === undefined) {
      header = fields;
      read = rowReader(fields, mapping);
      continue;
    }
    rowsRead += 1;
    const understood = 'reason' in record ? record : read(line, fields);
    if ('reason' in understood) {
      rejected.push({ line, reason: understood.reason, fields });
      continue;
    }
    const { row } = understood;
    if (row.caseName !== current?.caseName) {
      if (told.has(row.caseName)) {
        rejected.push({ line, reason: `rows of ${row.caseName} do not stand together`, fields });
        continue;
      }
      if (current) cases.push(current);
      if (gathered >= ROWS_OF_A_BATCH) {
        yield { header: header!, cases, rejected, rowsRead };
        [cases, rejected, gathered] = [[], [], 0];
      }
      told.add(row.caseName);
      current = { caseName: row.caseName, rows: [] };
    }
    current.rows.push(row);
    gathered += 1;
  }
  if (current) cases.push(current);
  if (header) yield { header, cases, rejected, rowsRead };
}
