/** The promises about the whole database that must hold at any moment. */
export const invariants = {
  I1: 'what was acknowledged is kept',
  I2: 'one effect for each cause',
  I3: 'one holder, gapless history, unbroken chain',
  I4: 'nothing is asleep',
  I5: 'state is what its events tell',
  I6: 'nothing came from nowhere and nothing is lost',
} as const;

export type Invariant = keyof typeof invariants;

/** One place where an invariant does not hold. */
export interface Breach {
  readonly invariant: Invariant;
  /** Of the case or row, for whoever looks into it. */
  readonly id: string;
  readonly what: string;
}

/** Something was looked at: so many things, and what is wrong with them. */
export interface Examined {
  readonly invariant: Invariant;
  readonly checked: number;
  readonly breaches: readonly Breach[];
}
