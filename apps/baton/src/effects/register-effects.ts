import type { DispatchHold, HeldEffect, ParkedEffect } from '@baton/persistence';
import type { Command } from 'commander';

import { inPlainWords, PlainProblem } from '../plain-problem.js';

/**
 * `baton effects`: what was set aside because it failed for a day or took its process down, and how to try it again; and what
 * is held, as after a restore, until somebody releases it.
 */
export function registerEffects(program: Command): void {
  const effects = program
    .command('effects')
    .description('what could not be delivered and was set aside (parked), or is held since a restore');
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
  effects
    .command('hold')
    .description('keep mail and messages to devices back from now on, as a restore does')
    .option('--reason <text>', 'what those who see it should know', 'an operator said so')
    .action(({ reason }: { reason: string }) => inPlainWords(() => hold(reason)));
  effects
    .command('held')
    .description('list the mail and the messages to devices that are kept back, oldest first')
    .option('--json', 'write the list for a program')
    .action(({ json }: { json?: boolean }) => inPlainWords(() => held(json ?? false)));
  effects
    .command('discard')
    .description('never send what is held: it was sent before the restore')
    .argument('[id]', 'one of them')
    .option('--all', 'every one of them')
    .action((id: string | undefined, { all }: { all?: boolean }) => inPlainWords(() => discard(id, all ?? false)));
  effects
    .command('release')
    .description('end the hold: what is still held leaves, as far as it is still true')
    .action(() => inPlainWords(release));
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
  requireOneOrAll(id, all, 'baton effects parked');
  const { onDatabase } = await import('../on-database.js');
  const { retryParked } = await import('@baton/persistence');
  await onDatabase('effects', async (dataSource) => {
    const retried = await retryParked(dataSource, id === undefined ? 'all' : { id });
    if (id !== undefined && retried === 0)
      throw new PlainProblem(`Effect ${id} is not parked. “baton effects parked” lists those that are.`);
    console.log(retried === 1 ? 'One effect is tried again.' : `${retried} effects are tried again.`);
  });
}

async function hold(reason: string): Promise<void> {
  const { onDatabase } = await import('../on-database.js');
  const { holdDispatch } = await import('@baton/persistence');
  await onDatabase('effects', async (dataSource) => {
    await holdDispatch(dataSource, reason);
    console.log('Mail and messages to devices are held. “baton effects release” ends that.');
  });
}

async function held(json: boolean): Promise<void> {
  const { onDatabase } = await import('../on-database.js');
  const { countHeld, dispatchHold, heldEffects } = await import('@baton/persistence');
  await onDatabase('effects', async (dataSource) => {
    const hold = await dispatchHold(dataSource);
    const effects = await heldEffects(dataSource);
    if (json) return console.log(JSON.stringify({ hold, effects }, null, 2));
    console.log(hold === null ? 'Nothing is held.' : formatHeld(hold, effects, await countHeld(dataSource)));
  });
}

async function discard(id: string | undefined, all: boolean): Promise<void> {
  requireOneOrAll(id, all, 'baton effects held');
  const { onDatabase } = await import('../on-database.js');
  const { discardHeld } = await import('@baton/persistence');
  await onDatabase('effects', async (dataSource) => {
    const discarded = await discardHeld(dataSource, id === undefined ? 'all' : { id });
    if (id !== undefined && discarded === 0)
      throw new PlainProblem(`Effect ${id} is not held. “baton effects held” lists those that are.`);
    console.log(discarded === 1 ? 'One effect is discarded.' : `${discarded} effects are discarded.`);
  });
}

async function release(): Promise<void> {
  const { onDatabase } = await import('../on-database.js');
  const { releaseHeld } = await import('@baton/persistence');
  await onDatabase('effects', async (dataSource) => {
    const released = await releaseHeld(dataSource);
    if (released === null) return console.log('Nothing is held.');
    console.log(`The hold is over. ${released === 1 ? 'One effect leaves' : `${released} effects leave`} now.`);
  });
}

function requireOneOrAll(id: string | undefined, all: boolean, list: string): void {
  if ((id === undefined) === !all) throw new PlainProblem(`Name one effect, or say --all. “${list}” lists them.`);
  if (id !== undefined && !/^\d{1,18}$/.test(id))
    throw new PlainProblem(`“${id}” is not the id of an effect. “${list}” lists them.`);
}

/** Why and since when, and a line for each. */
function formatHeld({ since, reason }: DispatchHold, effects: readonly HeldEffect[], count: number): string {
  return [
    `Held since ${since.toISOString()}: ${reason}. ${count === 0 ? 'Nothing waits.' : `${count} waiting:`}`,
    ...effects.map(({ id, topic, key, createdAt }) => `${id}  ${topic}  ${key}  from ${createdAt.toISOString()}`),
    ...(count > effects.length ? [`… and ${count - effects.length} more`] : []),
  ].join('\n');
}

/** One effect: a line for what it is, a line for what went wrong. */
function formatParked(parked: readonly ParkedEffect[]): string {
  if (parked.length === 0) return 'Nothing is parked.';
  return parked
    .map(
      ({ id, key, topic, attempts, parkedAt, lastError }) =>
        `${id}  ${topic}  ${key}  parked ${parkedAt.toISOString()} after ${attempts} failures\n    ${lastError ?? 'no error is known'}`,
    )
    .join('\n');
}
