import { describe, expect, it } from '@jest/globals';
import { Roster } from './roster.js';

const NOON = Date.UTC(2026, 5, 1, 12);
const sign = (personId: string, tab: string, doing: string | null = null, lasts = 24_000) => ({
  personId,
  tab,
  doing,
  lasts,
});

describe('who is at a case', () => {
  it('counts a person once, with everything they do in their tabs', () => {
    const roster = new Roster();
    expect(roster.hear('c1', sign('ann', 'one', 'add-note'), NOON)).toBe(true);
    expect(roster.hear('c1', sign('ann', 'two', 'hand-over-leg/7'), NOON)).toBe(true);
    expect(roster.hear('c1', sign('ann', 'three'), NOON)).toBe(false);
    expect(roster.at('c1')).toEqual([{ personId: 'ann', doing: ['add-note', 'hand-over-leg/7'] }]);
    expect(roster.at('c2')).toEqual([]);
  });

  it('says nothing new while signs say the same', () => {
    const roster = new Roster();
    roster.hear('c1', sign('ann', 'one'), NOON);
    expect(roster.hear('c1', sign('ann', 'one'), NOON + 15_000)).toBe(false);
    expect(roster.hear('c1', sign('ann', 'one', 'add-note'), NOON + 16_000)).toBe(true);
  });

  it('lets a person go with their last tab', () => {
    const roster = new Roster();
    roster.hear('c1', sign('ann', 'one'), NOON);
    roster.hear('c1', sign('ann', 'two'), NOON);
    expect(roster.hear('c1', sign('ann', 'one', null, 0), NOON)).toBe(false);
    expect(roster.hear('c1', sign('ann', 'two', null, 0), NOON)).toBe(true);
    expect(roster.at('c1')).toEqual([]);
  });

  it('lets nobody take another person’s tab away', () => {
    const roster = new Roster();
    roster.hear('c1', sign('ann', 'one'), NOON);
    expect(roster.hear('c1', sign('eve', 'one', null, 0), NOON)).toBe(false);
    expect(roster.at('c1')).toEqual([{ personId: 'ann', doing: [] }]);
  });

  it('lets go of whoever fell silent, and of nobody else', () => {
    const roster = new Roster();
    roster.hear('c1', sign('ann', 'one'), NOON);
    roster.hear('c2', sign('ann', 'one'), NOON);
    roster.hear('c2', sign('ann', 'one'), NOON + 15_000);
    expect(roster.sweep(NOON + 23_999)).toEqual([]);
    expect(roster.sweep(NOON + 24_000)).toEqual(['c1']);
    expect(roster.at('c2')).toEqual([{ personId: 'ann', doing: [] }]);
  });

  it('remembers the latest few tabs of a person only', () => {
    const roster = new Roster();
    for (let tab = 0; tab < 50; tab++) roster.hear('c1', sign('ann', `t${tab}`, `act-${'x'.repeat(tab)}`), NOON);
    expect(roster.at('c1')[0]!.doing).toHaveLength(8);
    expect(roster.at('c1')[0]!.doing).toContain(`act-${'x'.repeat(49)}`);
  });
});
