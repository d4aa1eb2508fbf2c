/**
 * Facts of events and refusals, which have no fixed shape: whatever is named as an instant (`at`, `dueAt`, `since`,
 * `holdUntil` …) is written with its offset, everything else as it is.
 */
export function factsOnTheWire(facts: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, onTheWire(name, value)]));
}

const INSTANT = /^(at|since|latest)$|(At|Since|Until)$/;

function onTheWire(name: string, value: unknown): unknown {
  if (typeof value === 'number') return INSTANT.test(name) ? new Date(value).toISOString() : value;
  if (Array.isArray(value)) return value.map((one) => onTheWire('', one));
  return typeof value === 'object' && value !== null ? factsOnTheWire(value) : value;
}
