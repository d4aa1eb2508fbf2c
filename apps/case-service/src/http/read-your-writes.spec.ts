import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@baton/persistence/testing';
import { aService, type TestService } from '../testing/a-service.js';

/** An empty database stands for the replica: what is read tells which of the two answered. */
describe('who reads from a replica', () => {
  let empty: TestDatabase;
  let service: TestService;
  beforeAll(async () => {
    empty = await createTestDatabase();
    service = await aService({ DATABASE_READ_URL: empty.url });
  });
  afterAll(async () => {
    await service?.close();
    await empty?.drop();
  });

  const casesFor = async (headers: Readonly<Record<string, string>> = {}) =>
    (await service.ask('ann', 'GET', '/api/v1/cases', undefined, headers)).body.items.length;

  it('is told by a command how far it wrote, for the next ten seconds', async () => {
    const { status, headers } = await service.open();
    expect(status).toBe(201);
    expect(headers['baton-position']).toMatch(/^[\dA-F]+\/[\dA-F]+$/);
    const place = encodeURIComponent(String(headers['baton-position']));
    expect(headers['set-cookie']).toBe(`baton-position=${place}; Max-Age=10; Path=/; HttpOnly; SameSite=Lax`);
  });

  it('reads there what it shows nothing for, and where it was written what it does', async () => {
    const future = 'FFFFFFFF/0';
    expect(await casesFor()).toBe(0);
    expect(await casesFor({ 'baton-position': future })).toBe(1);
    expect(await casesFor({ cookie: `baton-position=${encodeURIComponent(future)}` })).toBe(1);
  });

  it.each(['', 'yesterday', '0/', 'FFFFFFFFF/0', '0/0; DROP TABLE'])('is not confused by “%s”', async (position) => {
    expect(await casesFor({ 'baton-position': position })).toBe(0);
  });

  it('is told nothing by what wrote nothing', async () => {
    const read = await service.get('ann', '/api/v1/cases');
    const refused = await service.post('ann', '/api/v1/cases', {});
    expect([read.status, refused.status]).toEqual([200, 400]);
    for (const { headers } of [read, refused]) expect(headers).not.toHaveProperty('baton-position');
  });

  it('shows the figures of it', async () => {
    const page = String((await service.get(null, '/metrics')).body);
    expect(page).toMatch(/^baton_replica_read\{[^}]*\} 1$/m);
    expect(page).toMatch(/^baton_replica_behind_bytes\{[^}]*\} \d+$/m);
    expect(page).toMatch(/^baton_screen_reads_total\{[^}]*from="replica"[^}]*\} \d+$/m);
  });
});

describe('without a replica', () => {
  it('nobody is told how far they wrote', async () => {
    const service = await aService();
    try {
      const { headers } = await service.open();
      expect(headers).not.toHaveProperty('baton-position');
      expect(headers).not.toHaveProperty('set-cookie');
    } finally {
      await service.close();
    }
  });
});
