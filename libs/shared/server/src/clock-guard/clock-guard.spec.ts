import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createLogger } from '../log/create-logger.js';
import { eventually } from '../testing/specs.js';
import { ClockGuard } from './clock-guard.js';
import { measureSkew } from './measure-skew.js';

const pool = new pg.Pool({ connectionString: process.env.BATON_TEST_POSTGRES_URL!, max: 1 });
const query = async (sql: string) => (await pool.query(sql)).rows;
const aheadBy = (milliseconds: number) => () => Date.now() + milliseconds;

beforeAll(() => query('SELECT 1'));
afterAll(() => pool.end());

function aGuard(now: () => number, ask = query, every?: number) {
  const lines: string[] = [];
  const logger = createLogger({ name: 'spec' }, { write: (line) => lines.push(line) });
  return { guard: new ClockGuard({ query: ask, logger, now, ...(every !== undefined && { every }) }), lines };
}

describe('measuring the skew', () => {
  it.each([0, 60_000, -60_000])('finds a clock that is %i ms ahead', async (ahead) => {
    const skew = await measureSkew(query, aheadBy(ahead));
    expect(Math.abs(skew.ahead - ahead)).toBeLessThanOrEqual(skew.uncertainty + 20);
    expect(skew.uncertainty).toBeLessThan(500);
  });

  it('trusts the quickest of its tries', async () => {
    const delays = [300, 0, 300];
    const slowly = async (sql: string) => {
      const rows = await query(sql);
      await new Promise((resolve) => setTimeout(resolve, delays.shift()));
      return rows;
    };
    expect((await measureSkew(slowly)).uncertainty).toBeLessThan(140);
    expect(delays).toEqual([]);
  });
});

describe('the clock guard', () => {
  it.each([
    [0, true],
    [1_800, true],
    [-1_800, true],
    [2_500, false],
    [-2_500, false],
    [120_000, false],
  ])('takes a clock %i ms ahead for healthy: %s', async (ahead, healthy) => {
    const { guard, lines } = aGuard(aheadBy(ahead));
    expect(guard.healthy).toBe(false);
    expect(await guard.check()).toBe(healthy);
    expect(guard.healthy).toBe(healthy);
    expect(lines.join().includes('this clock is wrong')).toBe(!healthy);
  });

  it('does not blame the clock for a slow answer', async () => {
    let now = 0;
    const slowly = async () => [{ now }];
    const { guard } = aGuard(() => (now += 6_000), slowly); // six seconds pass between question and answer
    expect(await guard.check()).toBe(true);
  });

  it('notices a clock that is moved, and that it is set right', async () => {
    let ahead = 0;
    const { guard, lines } = aGuard(() => Date.now() + ahead, query, 20);
    await guard.start();
    expect(guard.healthy).toBe(true);
    ahead = 120_000;
    await eventually(() => expect(guard.healthy).toBe(false));
    ahead = 0;
    await eventually(() => expect(guard.healthy).toBe(true));
    guard.stop();
    expect(lines.join()).toContain('this clock is right again');
  });

  it('keeps its verdict while the database is away, and does not start without it', async () => {
    let away = false;
    const ask = (sql: string) => (away ? Promise.reject(new Error('no database')) : query(sql));
    const { guard, lines } = aGuard(Date.now, ask, 20);
    await guard.start();
    away = true;
    await eventually(() => expect(lines.join()).toContain('no database'));
    expect(guard.healthy).toBe(true);
    guard.stop();
    await expect(aGuard(Date.now, ask).guard.start()).rejects.toThrow('no database');
  });
});
