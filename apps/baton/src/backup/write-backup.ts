import { type NoSnapshot, type Snapshot, type StoredTable, takeSnapshot } from '@baton/persistence';
import { createHash } from 'node:crypto';
import {
  closeSync,
  createWriteStream,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { DataSource } from 'typeorm';

import { PlainProblem } from '../plain-problem.js';
import type { Progress } from '../progress.js';
import { FORMAT, type Manifest, MANIFEST, type TableFile } from './manifest.js';

/** Quick: a file is a third larger than it could be. */
const COMPRESSION = { level: 3, chunkSize: 256 * 1024 };

/** Copies the whole database into a new folder, while others go on working. The folder has its name once all is in it. */
export async function writeBackup(dataSource: DataSource, into: string, progress: Progress): Promise<Manifest> {
  const folder = resolve(into);
  try {
    const manifest = await takeSnapshot(dataSource, (snapshot) => writeFolder(snapshot, folder, progress));
    if (typeof manifest === 'string') throw new PlainProblem(whyNot[manifest]);
    return manifest;
  } finally {
    progress.end();
  }
}

const whyNot: Readonly<Record<NoSnapshot, string>> = {
  'no-schema': 'There is nothing of Baton in this database. Is DATABASE_URL the right one?',
  migrating: 'A migration is running on this database. Take the backup when it has ended.',
  'under-way': 'Another backup of this database is being taken. Take this one when it has ended.',
};

/** Nobody else does so at the same time: what is unfinished was left by one that was killed. */
async function writeFolder(snapshot: Snapshot, folder: string, progress: Progress): Promise<Manifest> {
  if (existsSync(folder))
    throw new PlainProblem(`${folder} is there already. Name a folder that is not: each backup has its own.`);
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  // Whoever reads it reads everything: customers, password hashes, signing keys.
  mkdirSync(dirname(folder), { recursive: true });
  mkdirSync(unfinished, { mode: 0o700 });
  try {
    const manifest = await writeTables(snapshot, unfinished, progress);
    writeFileSync(join(unfinished, MANIFEST), `${JSON.stringify(manifest, undefined, 2)}\n`, {
      mode: 0o600,
      flush: true,
    });
    keepNames(unfinished);
    renameSync(unfinished, folder);
    keepNames(dirname(folder));
    return manifest;
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** The files are on the disk; so are their names now, and a power cut takes none of them away. */
function keepNames(folder: string): void {
  const directory = openSync(folder, 'r');
  try {
    fsyncSync(directory);
  } finally {
    closeSync(directory);
  }
}

async function writeTables(snapshot: Snapshot, folder: string, progress: Progress): Promise<Manifest> {
  const about = snapshot.tables.reduce((sum, { rowsAbout }) => sum + rowsAbout, 0);
  const tables: TableFile[] = [];
  let before = 0;
  for (const { name, columns } of snapshot.tables) {
    const onRows = (rows: number) => progress.show(before + rows, Math.max(about, before + rows), before + rows);
    tables.push(await writeTable(snapshot, { name, columns }, folder, onRows));
    before += tables.at(-1)!.rows;
  }
  return {
    format: FORMAT,
    takenAt: snapshot.takenAt.toISOString(),
    postgres: snapshot.version,
    migrations: snapshot.migrations,
    sequences: snapshot.sequences,
    tables,
  };
}

async function writeTable(
  snapshot: Snapshot,
  table: StoredTable,
  folder: string,
  onRows: (rows: number) => void,
): Promise<TableFile> {
  const file = `${table.name}.copy.gz`;
  const rows = snapshot.read(table);
  const hash = createHash('sha256');
  let bytes = 0;
  const weigh = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk);
      bytes += chunk.length;
      onRows(rows.rows);
      done(null, chunk);
    },
  });
  await pipeline(
    rows,
    createGzip(COMPRESSION),
    weigh,
    createWriteStream(join(folder, file), { mode: 0o600, flush: true }),
  );
  return { ...table, file, rows: rows.rows, bytes, sha256: hash.digest('hex') };
}
