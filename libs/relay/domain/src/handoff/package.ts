import type { Leg } from '../leg/leg.js';
import type { HandoffPackage } from './handoff.js';

/** The required fields of the receiving leg's brief that are empty (H2). */
export const missingFields = (leg: Leg, content: HandoffPackage): readonly { key: string; label: string }[] =>
  leg.packageFields
    .filter((field) => field.required && !content[field.key]?.trim())
    .map(({ key, label }) => ({ key, label }));

/** Do two briefs say the same, in whatever order their fields come? */
export function isSamePackage(one: HandoffPackage, other: HandoffPackage): boolean {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every((key) => one[key] === other[key]);
}
