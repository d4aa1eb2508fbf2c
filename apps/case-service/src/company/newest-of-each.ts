interface Versioned {
  readonly id: string;
  readonly version: number;
}

/** Of several versions of several things, the newest of each. */
export function newestOfEach<Thing extends Versioned>(things: readonly Thing[]): readonly Thing[] {
  const newest = new Map<string, Thing>();
  for (const thing of things) if (thing.version > (newest.get(thing.id)?.version ?? 0)) newest.set(thing.id, thing);
  return [...newest.values()];
}

export const newestWithId = <Thing extends Versioned>(things: readonly Thing[], id: string): Thing | undefined =>
  newestOfEach(things.filter((thing) => thing.id === id))[0];
