import type { RefusalDetail } from '@baton/kernel';

import type { CaseDraft } from './case-draft.js';

/** Why a rule said no: a stable word, and facts that help. Silence means yes. */
export type Verdict<Refusal extends string = string> =
  { readonly outcome: 'refused'; readonly refusal: Refusal; readonly detail?: RefusalDetail } | undefined;

/** A rule: checks a command against the case, then records what follows from it. */
export type Rule<Command, Refusal extends string = string> = (draft: CaseDraft, command: Command) => Verdict<Refusal>;
