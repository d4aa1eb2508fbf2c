import { SetupProblem } from '@baton/server';

/** Something the person at the terminal can put right. Its message says what is wrong and what to do; no stack is shown. */
export class PlainProblem extends Error {}

/** Runs what a command does; a plain problem becomes one message and exit code 1, anything else is a bug and keeps its stack. */
export async function inPlainWords(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    console.error(isPlain(error) ? error.message : error);
    process.exitCode = 1;
  }
}

function isPlain(error: unknown): error is Error {
  return error instanceof PlainProblem || error instanceof SetupProblem;
}
