import type { StoredTable } from '@baton/persistence';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { errorCode } from '../error-code.js';
import { PlainProblem } from '../plain-problem.js';

/** What a backup says of itself. It is written last, so a folder with a manifest is a whole backup. */
export interface Manifest {
  readonly format: typeof FORMAT;
  /** The moment that everything in it is of. */
  readonly takenAt: string;
  readonly postgres: string;
  /** The migrations that made the schema. */
  readonly migrations: readonly string[];
  /** How far each sequence had come. */
  readonly sequences: Readonly<Record<string, string>>;
  readonly tables: readonly TableFile[];
}

/** The rows of a table in a file, as COPY writes them, compressed. */
export interface TableFile extends StoredTable {
  readonly file: string;
  readonly rows: number;
  /** Of the file. */
  readonly bytes: number;
  readonly sha256: string;
}

export const FORMAT = 'baton-backup-1';
export const MANIFEST = 'manifest.json';

export function readManifest(folder: string): Manifest {
  let text: string;
  try {
    text = readFileSync(join(folder, MANIFEST), 'utf8');
  } catch (error) {
    if (errorCode(error) !== 'ENOENT' && errorCode(error) !== 'ENOTDIR') throw error;
    throw new PlainProblem(
      `There is no backup in ${folder}: it has no ${MANIFEST}. Name the folder that “baton backup” made.`,
    );
  }
  const manifest = parse(text) as Manifest | undefined;
  if (manifest?.format === FORMAT) return manifest;
  throw new PlainProblem(`${join(folder, MANIFEST)} is damaged, or of a later version of Baton. Take another backup.`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
