/** The process cannot start with these settings. The message is for the person who set them, so print it without a stack. */
export class ConfigError extends Error {
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
