import { execFileSync } from 'node:child_process';
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** A disk in memory, over a folder. Root alone can make one. */
export const putSmallDisk = (folder: string, options: string): unknown =>
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]);

export const takeAway = (folder: string): unknown => execFileSync('umount', ['-l', folder]);

/** Fills the disk to the last kilobyte; answers the file to remove. */
export function fill(folder: string): string {
  const file = join(folder, 'junk');
  const descriptor = openSync(file, 'w');
  try {
    for (let size = 1 << 20; size >= 1 << 10;) {
      try {
        writeSync(descriptor, Buffer.alloc(size));
      } catch {
        size >>= 1;
      }
    }
    return file;
  } finally {
    closeSync(descriptor);
  }
}
