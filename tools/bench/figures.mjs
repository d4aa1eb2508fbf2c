/** Of many values: the one that this share of them does not pass. */
export function percentile(values, share) {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

export const median = (values) => percentile(values, 0.5);

/** Three digits are what a benchmark knows. */
const rounded = (value) =>
  value === null || value === undefined || !Number.isFinite(value) ? null : Number(value.toPrecision(3));

/**
 * A figure beside its goal: `atMost` or `atLeast`. The medians of the rounds count; `spread` shows how far they were apart.
 */
export function figure(what, unit, rounds, goal = {}) {
  const values = [rounds].flat().filter((value) => value !== null);
  const value = rounded(median(values));
  const { atMost, atLeast } = goal;
  const isKept = (atMost === undefined || value <= atMost) && (atLeast === undefined || value >= atLeast);
  return {
    what,
    unit,
    value,
    ...(values.length > 1 && {
      spread: [rounded(Math.min(...values)), rounded(Math.max(...values))],
      rounds: values.length,
    }),
    ...((atMost ?? atLeast) !== undefined && { goal, isKept: value !== null && isKept }),
  };
}
