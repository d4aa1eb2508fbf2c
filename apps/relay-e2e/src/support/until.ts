import { setTimeout as sleep } from 'node:timers/promises';

/** Looks again and again until something is there, and answers it; fails with what it waits for when that takes too long. */
export async function until<Found>(
  what: string,
  look: () => Promise<Found | undefined | null | false>,
  seconds = 20,
): Promise<Found> {
  const deadline = performance.now() + seconds * 1_000;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (performance.now() > deadline) throw new Error(`${what}: not within ${seconds} s`);
    await sleep(100);
  }
}
