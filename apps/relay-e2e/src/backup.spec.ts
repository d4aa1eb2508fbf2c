import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { baton, batonDoes } from './support/command-line.js';
import { type CompanyDatabase, createEmptyDatabase } from './support/database.js';
import { Device } from './support/device.js';
import { type Installation, startInstallation } from './support/installation.js';
import { startMailServer } from './support/mail-server.js';
import { startPushService } from './support/push-service.js';
import { askOnce, Traffic } from './support/traffic.js';
import { until } from './support/until.js';

jest.setTimeout(120_000);

/** The steps build on each other. */
describe('a backup under traffic, and what is restored from it', () => {
  let mails: Awaited<ReturnType<typeof startMailServer>>;
  let pushes: Awaited<ReturnType<typeof startPushService>>;
  let before: Installation;
  let database: CompanyDatabase;
  let after: Installation;
  let place: string;
  let settings: Readonly<Record<string, string>>;

  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'baton-backup-'));
    [mails, pushes] = await Promise.all([startMailServer(), startPushService()]);
    settings = { SMTP_URL: mails.url, PUSH_SERVICES: pushes.origin };
    before = await startInstallation({ settings });
  });
  afterAll(async () => {
    await after?.close();
    await before?.close();
    await mails?.close();
    await pushes?.close();
    rmSync(place, { recursive: true });
  });

  const folder = () => join(place, 'noon');
  const arrived = () => mails.arrived.length + pushes.arrived.length;
  const traffic = (installation: Installation) =>
    new Traffic(installation.as('ana'), installation.as('wim'), askOnce, { journey: 'hurry', lines: 2 });
  const lines = (text: string) => text.split('\n').filter((line) => /^\d+ {2}(mail|push) /.test(line)).length;

  it('is taken while everybody works, and nobody notices', async () => {
    await Device.of('wim', before, pushes.newBrowser(), 'en');
    for (const name of ['ana', 'wim'] as const) await before.as(name).post('/me/language', { language: 'de' });
    const work = traffic(before);
    await sleep(1_500);
    expect(await batonDoes(before.database.url, 'backup', folder())).toContain('The backup is in');
    const opened = work.opened.length;
    await sleep(1_500);
    await work.ends();
    expect(work.surprises).toEqual([]);
    expect(work.opened.length).toBeGreaterThan(opened);
    const inGerman = () => mails.arrived.some((mail) => /Guten Tag (Ana|Wim),/.test(mail)); // As they chose.
    await until('somebody was mailed, and a device told', async () => inGerman() && pushes.arrived.length > 0);
    await before.dies(); // In the middle of sending.
  });

  it('comes back elsewhere as it was: every case with the history it had', async () => {
    const { tokens, password } = before.database;
    database = { tokens, password, ...(await createEmptyDatabase()) };
    expect(await batonDoes(database.url, 'restore', folder())).toContain(
      'No mail and no message to a device leaves it',
    );
    const cases = await database.query<{ id: string; version: number; hash: string }>(
      `SELECT id, version, encode(chain_hash, 'hex') AS hash FROM "case"`,
    );
    const known = await before.database.query<{ hash: string }>(
      `SELECT encode(e.hash, 'hex') AS hash FROM case_event e
       JOIN jsonb_to_recordset($1::jsonb) AS c(id uuid, version integer) ON e.case_id = c.id AND e.seq = c.version`,
      [JSON.stringify(cases)],
    );
    expect(cases.length).toBeGreaterThan(5);
    expect(known.map(({ hash }) => hash).sort()).toEqual(cases.map(({ hash }) => hash).sort());
    const [lost] = await before.database.query<{ count: number }>('SELECT count(*)::integer AS count FROM "case"');
    expect(lost!.count).toBeGreaterThan(cases.length); // What came after it was taken is not in it.
  });

  it('is put over nothing', async () => {
    const { code, stderr } = await baton(database.url, 'restore', folder());
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('This database is not empty') });
  });

  it('goes on working, and sends nobody anything: not what was sent, not what timers send again, not what is new', async () => {
    const sent = arrived();
    after = await startInstallation({ database, settings });
    const noticesBefore = await notices();
    const work = traffic(after);
    await sleep(1_500);
    await work.ends();
    expect(work.surprises).toEqual([]);
    await after.settles(60);
    expect(await notices()).toBeGreaterThan(noticesBefore);
    expect(arrived()).toBe(sent);
    expect(after.workers[0]!.output).toContain('are held');
    expect(lines(await batonDoes(database.url, 'effects', 'held'))).toBeGreaterThan(0);
    await after.isHealthy();
  });

  it('sends nothing of what an operator discards, and all that comes after the release', async () => {
    await until('time asks nothing more of anybody for a while', async () => (await timersOfNextMinute()) === 0);
    await after.settles(60);
    const sent = arrived();
    expect(await batonDoes(database.url, 'effects', 'discard', '--all')).toContain('discarded');
    expect(await batonDoes(database.url, 'effects', 'release')).toContain('The hold is over');
    await after.settles(60);
    expect(arrived()).toBe(sent);
    const { legs } = await after.as('ana').opens('hurry');
    await after.as('ana').does(`/legs/${legs[0]!.id}/hand-over`, { package: { invoice: '4711' }, note: 'please look' });
    await until('a device is told again', async () => arrived() > sent);
    await after.isHealthy();
  });

  const timersOfNextMinute = async () =>
    (
      await database.query<{ count: number }>(
        `SELECT count(*)::integer AS count FROM timer
         WHERE fired_at IS NULL AND cancelled_at IS NULL AND wake_at < now() + interval '1 minute'`,
      )
    )[0]!.count;
  const notices = async () =>
    (await database.query<{ count: number }>('SELECT count(*)::integer AS count FROM notice'))[0]!.count;
});
