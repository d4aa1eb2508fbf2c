import { describe, expect, it } from '@jest/globals';
import { fold, type Leg } from '@baton/domain';
import { HOUR } from '@baton/kernel';
import { createReadStream } from 'node:fs';

import { caseBatches, type LoggedCase } from './case-batches.js';
import { importCase } from './import-case.js';
import { ImportedNames } from './imported-names.js';
import { loadMapping } from './load-mapping.js';
import type { LogRow } from './log-row.js';
import { readRecords } from './read-records.js';

const names = new ImportedNames({ source: 'other-desk', prefix: 'od' });
const NINE = Date.UTC(2016, 1, 29, 9);

let line = 1;
const aRow = (given: Partial<LogRow> & { hour?: number } = {}): LogRow => ({
  line: ++line,
  caseName: 'INC1',
  at: NINE + (given.hour ?? 0) * HOUR,
  state: given.meaning ?? 'active',
  meaning: 'active',
  team: 'A',
  person: null,
  actor: null,
  openedBy: 'Ada',
  openedAt: null,
  requester: 'Caller 7',
  priority: 'P3',
  slaMet: true,
  subject: 'Router',
  ...given,
});
const told = (...rows: readonly LogRow[]) => importCase('INC1', rows, 1001, names);
const types = (...rows: readonly LogRow[]) => told(...rows).events.map(({ type }) => type);
const lastLeg = (...rows: readonly LogRow[]) => told(...rows).after.legs.at(-1)!;

describe('importing a case', () => {
  it('opens with whoever took the first contact as owner, and the team’s duty lead on the first leg', () => {
    const { after } = told(aRow({ openedAt: NINE - HOUR }));
    expect(after).toMatchObject({
      imported: true,
      ownerId: 'od:Ada',
      openedAt: NINE - HOUR,
      version: 1,
      status: 'open',
    });
    expect(after.subject).toBe('INC1 · Router');
    expect(after.legs).toMatchObject([
      { departmentId: 'od:A', holderId: 'od:A/duty', responsibleId: 'od:A/duty', status: 'running', acceptedAt: NINE },
    ]);
    expect(after.coOwners.map(({ personId, role }) => [personId, role])).toEqual([
      ['od:Ada', 'owner'],
      ['od:A/duty', 'current'],
    ]);
  });

  it.each([
    ['the person of the first row', aRow({ openedBy: null, person: 'Bea' }), 'od:Bea'],
    ['the duty lead of the first team', aRow({ openedBy: null }), 'od:A/duty'],
    ['the duty lead of first contact', aRow({ openedBy: null, team: null }), 'od:First contact/duty'],
  ])('is owned by %s when nobody is known before', (_, row, ownerId) => {
    expect(told(row).after.ownerId).toBe(ownerId);
  });

  it('makes every change of team an accepted hand-off, and the first row after it the first progress', () => {
    const { after, events } = told(aRow(), aRow({ hour: 1, team: 'B', person: 'Bea' }), aRow({ hour: 3, team: 'B' }));
    expect(events.map(({ type }) => type)).toEqual([
      'case.imported',
      'handoff.offered',
      'handoff.accepted',
      'leg.progressed',
    ]);
    expect(after.handoffs).toMatchObject([
      { status: 'accepted', senderId: 'od:A/duty', toPersonId: 'od:Bea', endedById: 'od:Bea', endedAt: NINE + HOUR },
    ]);
    expect(after.legs).toMatchObject([
      { status: 'done', responsibleId: null, endedAt: NINE + HOUR, firstProgressAt: null },
      { status: 'running', holderId: 'od:Bea', acceptedAt: NINE + HOUR, firstProgressAt: NINE + 3 * HOUR },
    ]);
    expect(after).toMatchObject({ hops: 1, route: ['od:A', 'od:B'], pingPongs: 0 });
  });

  it('counts A→B→A as ping-pong', () => {
    const { after } = told(aRow(), aRow({ team: 'B' }), aRow({ team: 'A' }));
    expect(after).toMatchObject({ hops: 2, pingPongs: 1, route: ['od:A', 'od:B', 'od:A'] });
  });

  it('keeps a row without a team as an event, not as a leg', () => {
    const rows = [aRow(), aRow({ hour: 1, team: null }), aRow({ hour: 2 })];
    expect(types(...rows)).toEqual(['case.imported', 'note.added', 'leg.progressed']);
    expect(told(...rows).after.legs).toHaveLength(1);
    expect(types(aRow({ team: null }), aRow())).toEqual(['case.imported', 'leg.started']);
  });

  it('pauses and resumes the leg with the state', () => {
    const waiting = [aRow(), aRow({ hour: 1, meaning: 'waiting-customer' })];
    expect(lastLeg(...waiting)).toMatchObject({
      status: 'waiting',
      pauses: [{ reason: 'waiting-customer', since: NINE + HOUR }],
    });
    expect(lastLeg(...waiting, aRow({ hour: 2, meaning: 'waiting-vendor' })).pauses).toMatchObject([
      { reason: 'waiting-vendor' },
    ]);
    expect(lastLeg(...waiting, aRow({ hour: 2 }))).toMatchObject({ status: 'running', pauses: [] });
    expect(lastLeg(...waiting, aRow({ hour: 2, meaning: 'as-before' })).status).toBe('waiting');
  });

  it('passes a leg on when another person of the team is named', () => {
    const { after, events } = told(aRow(), aRow({ hour: 1, person: 'Bea' }), aRow({ hour: 2, person: 'Bea' }));
    expect(events.map(({ type }) => type)).toEqual(['case.imported', 'leg.passed-on', 'leg.progressed']);
    expect(after.legs).toMatchObject([{ holderId: 'od:Bea', responsibleId: 'od:Bea', firstProgressAt: NINE + HOUR }]);
    expect(after.coOwners.map(({ personId, role }) => [personId, role])).toEqual([
      ['od:Ada', 'owner'],
      ['od:A/duty', 'past'],
      ['od:Bea', 'current'],
    ]);
  });

  it('resolves, closes and reopens with a new leg of the same team (clock rule 26)', () => {
    const solved = [
      aRow(),
      aRow({ hour: 1, meaning: 'resolved', slaMet: false }),
      aRow({ hour: 5, meaning: 'closed', slaMet: false }),
    ];
    const { after } = told(...solved);
    expect(after).toMatchObject({
      status: 'closed',
      resolvedAt: NINE + HOUR,
      closedAt: NINE + 5 * HOUR,
      importedSlaMet: false,
    });
    expect(after.legs).toMatchObject([
      { status: 'done', responsibleId: null, endReason: 'resolved', firstProgressAt: NINE + HOUR },
    ]);
    const again = told(...solved, aRow({ hour: 6 }));
    expect(again.events.map(({ type }) => type).slice(-2)).toEqual(['case.reopened', 'leg.started']);
    expect(again.after).toMatchObject({ status: 'open', resolvedAt: null, closedAt: null, reopenedCount: 1, hops: 0 });
    expect(again.after.legs.map(({ status, visitNo }) => [status, visitNo])).toEqual([
      ['done', 1],
      ['running', 2],
    ]);
  });

  it('ends a leg at once that arrives with the case already resolved, and says so in the package', () => {
    const { after } = told(aRow(), aRow({ meaning: 'resolved' }), aRow({ team: 'B', meaning: 'closed' }));
    expect(after.legs.map(({ status }) => status)).toEqual(['done', 'done']);
    expect(after.handoffs[0]!.packages[0]!.content).toEqual({ state: 'closed', meaning: 'closed' });
  });

  it('tells rows in time order, and those of one minute in the order of the file', () => {
    const late = aRow({ hour: 2, team: 'B' });
    const [one, two] = [aRow({ hour: 1, team: 'C' }), aRow({ hour: 1, team: 'D' })];
    expect(told(late, one, two).after.route).toEqual(['od:C', 'od:D', 'od:B']);
  });

  it('is the same again: ids follow from the names', () => {
    const rows = [aRow(), aRow({ team: 'B' })];
    expect(told(...rows)).toEqual(told(...rows));
    expect(new ImportedNames({ source: 'third-desk', prefix: 'od' }).caseId('INC1')).not.toBe(names.caseId('INC1'));
  });
});

describe('the cases of the slice', () => {
  const slice = new URL('fixtures/servicenow-incidents-slice.csv', import.meta.url);

  async function cases(): Promise<readonly LoggedCase[]> {
    const mapping = await loadMapping('servicenow-incidents');
    const found: LoggedCase[] = [];
    for await (const batch of caseBatches(readRecords(createReadStream(slice)), mapping)) {
      expect(batch.rejected).toEqual([]);
      found.push(...batch.cases);
    }
    return found;
  }

  it('fold to their state, gapless and in time order, with one event or more for each row', async () => {
    for (const { caseName, rows } of await cases()) {
      const { after, events } = importCase(caseName, rows, 1001, names);
      expect(fold(events)).toEqual(after);
      expect(events.map(({ seq }) => seq)).toEqual(events.map((_, place) => place + 1));
      expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).sort((a, b) => a - b));
      expect(new Set(events.map(({ facts }) => facts['line']))).toEqual(new Set(rows.map((row) => row.line)));
    }
  });

  it('leave nobody out: active legs have a responsible holder, others none, and one owner is on the line (H1)', async () => {
    for (const { caseName, rows } of await cases()) {
      // After every row, not only at the end.
      for (let count = 1; count <= rows.length; count++) {
        const { after } = importCase(caseName, rows.slice(0, count), 1001, names);
        for (const leg of after.legs) expect(leg.responsibleId).toBe(leg.status === 'done' ? null : leg.holderId);
        const active = after.legs.filter(({ status }) => status !== 'done');
        expect(active.length).toBeLessThanOrEqual(after.status === 'open' ? 1 : 0);
        expect(after.coOwners.filter(({ role }) => role === 'owner').map(({ personId }) => personId)).toEqual([
          after.ownerId,
        ]);
        const current = after.coOwners.filter(({ role }) => role === 'current').map(({ personId }) => personId);
        expect(current).toEqual(active.map(({ holderId }) => holderId!).filter((id) => id !== after.ownerId));
      }
    }
  });

  it('have the legs that the log has: runs of a known team', async () => {
    for (const { caseName, rows } of await cases()) {
      const inOrder = [...rows].sort((a, b) => a.at - b.at || a.line - b.line);
      const teams = inOrder.flatMap(({ team }) => (team === null ? [] : [names.department(team)]));
      const expected = teams.filter((team, place) => team !== teams[place - 1]);
      const { after } = importCase(caseName, rows, 1001, names);
      expect(runs(after.legs)).toEqual(expected);
      expect(after.handoffs).toHaveLength(Math.max(expected.length - 1, 0));
    }
  });
});

const runs = (legs: readonly Leg[]) =>
  legs.map((leg) => leg.departmentId).filter((team, place, all) => team !== all[place - 1]);
