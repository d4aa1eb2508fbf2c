import { type RememberedCase, RememberedCases } from '../case/remembered-cases.js';

/** Remembers cases in which nobody can change anything: whoever tries fails. */
export class FrozenCases extends RememberedCases {
  override remember(known: RememberedCase): void {
    freeze(known.state);
    super.remember(known);
  }
}

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const inner of Object.values(value)) freeze(inner);
}
