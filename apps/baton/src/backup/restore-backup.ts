import { type InTheWay, restoreSnapshot } from '@baton/persistence';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

import { errorCode } from '../error-code.js';
import { PlainProblem } from '../plain-problem.js';
import type { Progress } from '../progress.js';
import { type Manifest, readManifest, type TableFile } from './manifest.js';

export interface RestoreOrder {
  readonly folder: string;
  readonly databaseUrl: string;
  readonly progress: Progress;
  readonly onStep: (step: string) => void;
}

/** Puts a backup into an empty database, once every file of it has proven to be what was written. */
export async function restoreBackup({ folder, databaseUrl, progress, onStep }: RestoreOrder): Promise<{
  readonly manifest: Manifest;
  /** Tables that somebody else had put beside Baton's. */
  readonly notOurs: readonly string[];
}> {
  const manifest = readManifest(folder);
  await verify(folder, manifest.tables);
  const portions = new Portions(manifest.tables, progress);
  const restored = await restoreSnapshot(
    databaseUrl,
    { ...manifest, takenAt: new Date(manifest.takenAt), read: (name) => portions.read(folder, name) },
    (step) => {
      progress.end();
      onStep(step);
    },
  ).finally(() => progress.end());
  switch (restored.outcome) {
    case 'restored':
      return { manifest, notOurs: restored.notOurs };
    case 'newer':
      throw new PlainProblem(
        `This backup is of a newer version of Baton: it knows of ${restored.unknown.join(', ')}. Restore it with that version or a later one.`,
      );
    case 'in-the-way':
      throw new PlainProblem(sentenceOf(restored.inTheWay));
  }
}

function sentenceOf({ what, names }: InTheWay): string {
  switch (what) {
    case 'processes':
      return `${names.join(' and ')} still work on this database. Stop them first, and start them once it is restored.`;
    case 'tables of others':
      return `This database holds tables that are not Baton's (${names.slice(0, 3).join(', ')}). Restore into an empty one.`;
    case 'rows':
      return (
        `This database is not empty: there are rows in ${names.slice(0, 3).join(', ')}${names.length > 3 ? ' and more' : ''}. ` +
        'A restore replaces nothing. Create an empty database and name it in DATABASE_URL, or, with the database that comes ' +
        'with Baton, name a new data folder in BATON_HOME.'
      );
  }
}

/** Nothing is begun with half of a backup. */
async function verify(folder: string, tables: readonly TableFile[]): Promise<void> {
  for (const { file, sha256 } of tables) {
    const found = await sha256Of(join(folder, file));
    if (found === sha256) continue;
    throw new PlainProblem(
      `${join(folder, file)} is ${found === undefined ? 'missing' : 'not what was written: its checksum differs'}. Nothing was restored. Take another backup, or another copy of this one.`,
    );
  }
}

async function sha256Of(file: string): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(file, { highWaterMark: 1024 * 1024 }), hash);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
  return hash.digest('hex');
}

/** Reads the tables of a backup and says how far that is. */
class Portions {
  private doneBytes = 0;
  private doneRows = 0;
  private readonly allBytes: number;

  constructor(
    private readonly tables: readonly TableFile[],
    private readonly progress: Progress,
  ) {
    this.allBytes = tables.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  read(folder: string, name: string) {
    const { file, rows, bytes } = this.tables.find((table) => table.name === name)!;
    const [bytesBefore, rowsBefore] = [this.doneBytes, this.doneRows];
    const count = (chunk: Buffer) => {
      this.doneBytes += chunk.length;
      this.doneRows = rowsBefore + (rows * (this.doneBytes - bytesBefore)) / bytes;
      this.progress.show(this.doneBytes, this.allBytes, this.doneRows);
    };
    const weigh = new Transform({
      transform(chunk: Buffer, _, done) {
        count(chunk);
        done(null, chunk);
      },
    });
    const unpacked = createGunzip({ chunkSize: 256 * 1024 });
    // Whoever reads it hears of what goes wrong before it.
    pipeline(createReadStream(join(folder, file), { highWaterMark: 256 * 1024 }), weigh, unpacked).catch(
      () => undefined,
    );
    return unpacked;
  }
}
