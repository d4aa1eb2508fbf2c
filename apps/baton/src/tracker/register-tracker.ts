import type { Command } from 'commander';

import { inPlainWords } from '../plain-problem.js';

/** `baton tracker`: the links with which customers see their case. */
export function registerTracker(program: Command): void {
  program
    .command('tracker')
    .description('the links with which customers see their case')
    .command('rotate')
    .description('sign new links with a new key; links given out so far go on working')
    .option('--retire', 'end every link given out so far, as after a leak')
    .action(({ retire }: { readonly retire?: boolean }) => inPlainWords(() => rotate(retire ?? false)));
}

async function rotate(retireOlder: boolean): Promise<void> {
  const { onDatabase } = await import('../on-database.js');
  const { InstallationSecrets } = await import('@baton/persistence');
  await onDatabase('tracker', async (dataSource) => {
    const keyId = await new InstallationSecrets(dataSource).rotate('tracker-link', { retireOlder });
    const older = retireOlder
      ? 'Links given out before do not work any more.'
      : 'Links given out before go on working.';
    console.log(`Links to customers are signed with key ${keyId} from now on. ${older}`);
  });
}
