// Lets only one process of a clone install or build at a time: two at once would empty each other's folders.
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Runs `work` while nobody else of the same folder does. Whoever comes second waits, and is told so once; a lock whose
 * process has died is taken over.
 */
export async function oneAtATime(folder, work, say) {
  const lock = join(folder, '.preparing');
  let told = false;
  while (!take(lock)) {
    if (!told) say('Another start of this clone is being prepared; waiting for it …');
    told = true;
    await sleep(300);
  }
  const release = () => rmSync(lock, { recursive: true, force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

function take(lock) {
  try {
    mkdirSync(lock);
    writeFileSync(join(lock, 'pid'), String(process.pid));
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (isHeld(lock)) return false;
    rmSync(lock, { recursive: true, force: true });
    return take(lock);
  }
}

/** A lock without a pid is being taken this very moment, or its process died in that moment. */
function isHeld(lock) {
  let pid;
  try {
    pid = Number(readFileSync(join(lock, 'pid'), 'utf8'));
  } catch {
    return isFresh(lock);
  }
  if (!pid) return isFresh(lock);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

const isFresh = (lock) => Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? 0) < 5_000;
