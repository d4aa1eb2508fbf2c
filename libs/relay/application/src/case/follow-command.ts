import type { CaseRef, CommandOutcome } from '../relay-unit-of-work.js';

/** Stands around every command: knows what was asked, runs it, and sees what it came to. */
export type FollowCommand = (
  verb: string,
  ref: CaseRef | null,
  run: () => Promise<CommandOutcome>,
) => Promise<CommandOutcome>;

export const unfollowed: FollowCommand = (_verb, _ref, run) => run();

/** A rule is named after its verb: `acceptHandoff` is `accept-handoff`. */
export const verbOf = (rule: { readonly name: string }): string =>
  rule.name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
