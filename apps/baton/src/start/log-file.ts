import { renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

const ROOM = 20 * 1024 * 1024;

/** The log file of one process in the data folder; one that has grown past 20 MB is put aside first, as `….log.1`. */
export function logFile(home: string, name: string): string {
  const file = join(home, 'logs', `${name}.log`);
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > ROOM) renameSync(file, `${file}.1`);
  return file;
}
