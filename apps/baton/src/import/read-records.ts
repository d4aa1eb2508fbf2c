import { type CsvError, type Info, parse } from 'csv-parse';
import { Readable } from 'node:stream';

/** A record of a csv with the line it ends on, or why the text there is no record. */
export type CsvRecord =
  | { readonly line: number; readonly fields: readonly string[] }
  | { readonly line: number; readonly reason: string; readonly fields: readonly string[] };

/** Reads a csv record by record; the first one is the header. What cannot be read comes as a reason, and the reading goes on. */
export async function* readRecords(text: AsyncIterable<Uint8Array>): AsyncGenerator<CsvRecord> {
  const unreadable: CsvRecord[] = [];
  const parser = parse({
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: 1 << 20,
  });
  parser.on('skip', (error: CsvError) => {
    const fields = Array.isArray(error['record']) ? (error['record'] as string[]) : [];
    unreadable.push({ line: Number(error['lines']), reason: error.message, fields });
  });
  const source = Readable.from(text, { objectMode: false });
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>) {
    yield* unreadable.splice(0);
    yield { line: info.lines, fields: record };
  }
  yield* unreadable;
}
