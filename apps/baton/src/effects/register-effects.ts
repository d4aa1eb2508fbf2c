import type { ParkedEffect } from '@baton/persistence';
import type { Command } from 'commander';

import { inPlainWords, PlainProblem } from '../plain-problem.js';

/** `baton effects`: what was set aside because it failed for a day or took its process down, and how to try it again. */
export function registerEffects(program: Command): void {
  const effects = program.command('effects').description('notices and mail that were set aside (parked)');
  effects
    .command('parked')
    .description('list them, oldest first, with their last error')
    .option('--json', 'write the list for a program')
    .action(({ json }: { json?: boolean }) => inPlainWords(() => list(json ?? false)));
  effects
    .command('retry')
    .description('try parked effects again, with a fresh day before them')
    .argument('[id]', 'one of them')
    .option('--all', 'every one of them')
    .action((id: string | undefined, { all }: { all?: boolean }) => inPlainWords(() => retry(id, all ?? false)));
}

async function list(json: boolean): Promise<void> {
  const { onDatabase } = await import('../on-database.js');
  const { parkedEffects } = await import('@baton/persistence');
  await onDatabase('effects', async (dataSource) => {
    const parked = await parkedEffects(dataSource);
    console.log(json ? JSON.stringify(parked, null, 2) : formatParked(parked));
  });
}

async function retry(id: string | undefined, all: boolean): Promise<void> {
  if ((id === undefined) === !all)
    throw new PlainProblem('Name one effect, or say --all. “baton effects parked” lists them.');
  if (id !== undefined && !/^\d{1,18}$/.test(id))
    throw new PlainProblem(`“${id}” is not the id of an effect. “baton effects parked” lists them.`);
  const { onDatabase } = await import('../on-database.js');
  const { retryParked } = await import('@baton/persistence');
  await onDatabase('effects', async (dataSource) => {
    const retried = await retryParked(dataSource, id === undefined ? 'all' : { id });
    if (id !== undefined && retried === 0)
      throw new PlainProblem(`Effect ${id} is not parked. “baton effects parked” lists those that are.`);
    console.log(retried === 1 ? 'One effect is tried again.' : `${retried} effects are tried again.`);
  });
}

/** One effect: a line for what it is, a line for what went wrong. */
export function formatParked(parked: readonly ParkedEffect[]): string {
  if (parked.length === 0) return 'Nothing is parked.';
  return parked
    .map(
      ({ id, key, topic, attempts, parkedAt, lastError }) =>
        `${id}  ${topic}  ${key}  parked ${parkedAt.toISOString()} after ${attempts} failures\n    ${lastError ?? 'no error is known'}`,
    )
    .join('\n');
}
