import i18next from 'i18next';

import { readersFormat, readersZone } from '../../ui/zone';

/** A cell of a table that is saved. */
export type Cell = string | number | null | undefined;

/**
 * A table as CSV, in UTF-8 with a mark that spreadsheets understand. Where numbers have a decimal comma a semicolon stands
 * between the cells: spreadsheets there take it so. No text can become a formula.
 */
export function csv(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const hasComma = (0.5).toLocaleString(i18next.language).includes(',');
  const separator = hasComma ? ';' : ',';
  const line = (row: readonly Cell[]) => row.map((one) => cell(one, hasComma)).join(separator);
  return `\uFEFF${[head, ...rows].map(line).join('\r\n')}\r\n`;
}

function cell(value: Cell, hasComma: boolean): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return hasComma ? String(value).replace('.', ',') : String(value);
  const safe = /^\s*[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A moment as a spreadsheet takes it for one, in the reader's zone: `2026-06-01 10:00`. */
export const momentCell = (at: string | null | undefined): Cell =>
  at && readersFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short' }).format(Date.parse(at));

/** What stands above moments: they are those of one zone. */
export const momentHead = (name: string): string => `${name} (${readersZone()})`;

/** Lets the browser save a text as a file. */
export function saveFile(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
