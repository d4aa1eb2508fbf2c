/** What pages of metrics offer. */
export interface Exposed {
  /** The type of each: counter, gauge or histogram. */
  readonly families: ReadonlyMap<string, string>;
  /** The labels of each that has been counted at least once. */
  readonly labelsOf: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Reads pages in the text format of Prometheus. */
export function exposedBy(pages: readonly string[]): Exposed {
  const families = new Map<string, string>();
  const labelsOf = new Map<string, Set<string>>();
  for (const line of pages.join('\n').split('\n')) {
    const [, family, type] = /^# TYPE (\w+) (\w+)$/.exec(line) ?? [];
    if (family !== undefined && type !== undefined) families.set(family, type);
    const [, name, inBraces = ''] = /^(\w+)\{(.*)\} \S+$/.exec(line) ?? [];
    if (name === undefined) continue;
    const labels = labelsOf.get(name) ?? new Set();
    for (const [, label] of inBraces.matchAll(/(\w+)="/g)) labels.add(label!);
    labelsOf.set(name, labels);
  }
  return { families, labelsOf };
}
