import { Unzip, UnzipInflate } from 'fflate';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';

import { PlainProblem } from '../plain-problem.js';

/** An event log being read: its text as bytes, and how far into the file the reader is. */
export interface OpenLog {
  readonly size: number;
  /** Bytes of the file read so far, packed or not. */
  read(): number;
  readonly text: AsyncIterable<Uint8Array>;
}

/** Opens a csv, a gzipped csv or a zip with one csv, by what is in it rather than by its name. Nothing is held in memory whole. */
export async function openLog(file: string): Promise<OpenLog> {
  const { size, isDirectory } = await stat(file).then(
    (found) => ({ size: found.size, isDirectory: found.isDirectory() }),
    (error: NodeJS.ErrnoException) => {
      throw new PlainProblem(`${file} cannot be read (${error.code}).`);
    },
  );
  if (isDirectory) throw new PlainProblem(`${file} is a folder: name the log in it.`);
  const kind = await kindOf(file);
  const packed = createReadStream(file, { highWaterMark: 1 << 16 });
  return {
    size,
    read: () => packed.bytesRead,
    text: kind === 'zip' ? unzipped(packed, file) : kind === 'gz' ? gunzipped(packed, file) : packed,
  };
}

async function kindOf(file: string): Promise<'zip' | 'gz' | 'csv'> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    const start = buffer.toString('hex', 0, bytesRead);
    return start.startsWith('504b0304') ? 'zip' : start.startsWith('1f8b') ? 'gz' : 'csv';
  } finally {
    await handle.close();
  }
}

async function* gunzipped(packed: NodeJS.ReadableStream, file: string): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip();
  packed.on('error', (error) => gunzip.destroy(error));
  try {
    yield* packed.pipe(gunzip) as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw damaged(file, error);
  }
}

async function* unzipped(packed: AsyncIterable<Uint8Array>, file: string): AsyncGenerator<Uint8Array> {
  const chunks: Uint8Array[] = [];
  const csv = { name: '', ended: false };
  const unzip = new Unzip((entry) => {
    if (!/\.(csv|txt|tsv)$/i.test(entry.name) || entry.name.startsWith('__MACOSX/')) return;
    if (csv.name !== '')
      throw new PlainProblem(
        `${file} holds more than one log: ${csv.name} and ${entry.name}. Unpack the one you want.`,
      );
    csv.name = entry.name;
    entry.ondata = (error, chunk, final) => {
      if (error) throw error;
      chunks.push(chunk);
      csv.ended = final;
    };
    entry.start();
  });
  unzip.register(UnzipInflate);
  try {
    for await (const bytes of packed) {
      unzip.push(bytes);
      yield* chunks.splice(0);
    }
    unzip.push(new Uint8Array(), true);
    yield* chunks.splice(0);
  } catch (error) {
    throw error instanceof PlainProblem ? error : damaged(file, error);
  }
  if (csv.name === '') throw new PlainProblem(`${file} holds no csv.`);
  if (!csv.ended)
    throw new PlainProblem(
      `${file} ends in the middle of ${csv.name}. Get it again and repeat the import: what is in stays in.`,
    );
}

function damaged(file: string, error: unknown): PlainProblem {
  const why = error instanceof Error ? error.message : String(error);
  return new PlainProblem(`${file} is damaged (${why}). Get it again and repeat the import: what is in stays in.`);
}
