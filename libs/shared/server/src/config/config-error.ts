import { SetupProblem } from './setup-problem.js';

/** The process cannot start with these settings. */
export class ConfigError extends SetupProblem {
  override readonly name = 'ConfigError';

  constructor(readonly problems: readonly string[]) {
    super(
      [
        problems.length === 1 ? 'One setting is wrong:' : `${problems.length} settings are wrong:`,
        ...problems.map((problem) => `  ${problem}`),
        'Set them in the environment and start again.',
      ].join('\n'),
    );
  }
}
