import type { Command } from 'commander';
import { inPlainWords } from '../plain-problem.js';

/** `baton start`: the whole system on this machine, in this terminal, until Ctrl-C. */
export function registerStart(program: Command): void {
  program
    .command('start')
    .description('start everything here: PostgreSQL, case-service, relay-worker; Ctrl-C ends it')
    .action(() => inPlainWords(async () => (await import('./start.js')).start()));
}
