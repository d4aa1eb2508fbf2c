/** What a rule answers: what happens next, or why it may not happen. */
export type Decision<Accepted, Refusal extends string = string> =
  | { readonly outcome: 'accepted'; readonly value: Accepted }
  | { readonly outcome: 'refused'; readonly refusal: Refusal; readonly detail?: RefusalDetail };

/** Facts that help the person who was refused: who won, which transitions are allowed, what is missing. Plain JSON. */
export type RefusalDetail = { readonly [key: string]: unknown };

export const accept = <A>(value: A) => ({ outcome: 'accepted', value }) as const;

export const refuse = <R extends string>(refusal: R, detail?: RefusalDetail) =>
  detail === undefined
    ? ({ outcome: 'refused', refusal } as const)
    : ({ outcome: 'refused', refusal, detail } as const);
