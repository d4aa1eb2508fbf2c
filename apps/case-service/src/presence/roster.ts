import type { SignOfLife } from '@baton/server';

/** A person at a case, however many tabs they have. */
export interface PresentPerson {
  readonly personId: string;
  /** The actions whose forms they have open. */
  readonly doing: readonly string[];
}

interface Tab {
  readonly personId: string;
  readonly doing: string | null;
  readonly until: number;
}

/** More tabs of one person on one case say nothing new; the one seen least recently gives way. */
const MOST_TABS = 8;

/** Who is at which case, as far as signs of life tell. Each sign counts until its time is up. */
export class Roster {
  private readonly cases = new Map<string, Map<string, Tab>>();

  /** Takes a sign in; says whether others see a difference. Milliseconds since 1970. */
  hear(caseId: string, { personId, tab, doing, lasts }: SignOfLife, now: number): boolean {
    return this.changes(caseId, () => {
      const tabs = this.cases.get(caseId) ?? new Map<string, Tab>();
      const key = `${personId} ${tab}`;
      tabs.delete(key);
      if (lasts > 0) tabs.set(key, { personId, doing, until: now + lasts });
      const own = [...tabs].filter(([, one]) => one.personId === personId);
      for (const [oldest] of own.slice(0, Math.max(0, own.length - MOST_TABS))) tabs.delete(oldest);
      this.keep(caseId, tabs);
    });
  }

  /** Lets go of whoever gave no sign for too long; answers the cases where that makes a difference. */
  sweep(now: number): readonly string[] {
    return [...this.cases].flatMap(([caseId, tabs]) => {
      const changed = this.changes(caseId, () =>
        this.keep(caseId, new Map([...tabs].filter(([, { until }]) => until > now))),
      );
      return changed ? [caseId] : [];
    });
  }

  /** Everyone at the case, always in the same order. */
  at(caseId: string): readonly PresentPerson[] {
    const people = new Map<string, Set<string>>();
    for (const { personId, doing } of this.cases.get(caseId)?.values() ?? []) {
      const actions = people.get(personId) ?? new Set();
      people.set(personId, doing === null ? actions : actions.add(doing));
    }
    return [...people]
      .map(([personId, doing]) => ({ personId, doing: [...doing].sort() }))
      .sort((one, other) => (one.personId < other.personId ? -1 : 1));
  }

  private keep(caseId: string, tabs: Map<string, Tab>): void {
    if (tabs.size === 0) this.cases.delete(caseId);
    else this.cases.set(caseId, tabs);
  }

  private changes(caseId: string, work: () => void): boolean {
    const before = JSON.stringify(this.at(caseId));
    work();
    return JSON.stringify(this.at(caseId)) !== before;
  }
}
