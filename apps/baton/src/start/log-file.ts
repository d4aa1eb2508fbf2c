import { renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** So large may a log file become. */
export const ROOM = 20 * 1024 * 1024;

/** The log file of one process in the data folder; one that has grown past 20 MB is put aside first, as `….log.1`. */
export function logFile(home: string, name: string): string {
  const file = join(home, 'logs', `${name}.log`);
  if (sizeOf(file) > ROOM) putAside(file);
  return file;
}

export const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/** In the place of the one that was put aside before. */
export const putAside = (file: string): void => renameSync(file, `${file}.1`);
