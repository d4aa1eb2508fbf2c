import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aService, type TestService } from '../testing/a-service.js';

let service: TestService;
beforeAll(async () => {
  service = await aService();
});
afterAll(() => service.close());

describe('health', () => {
  it('is live', async () => {
    expect(await service.get(null, '/health/live')).toMatchObject({ status: 200, body: { status: 'ok' } });
  });

  it('is ready when database, schema and clock are', async () => {
    const { status, body } = await service.get(null, '/health/ready');
    expect(status).toBe(200);
    expect(body).toEqual({ status: 'ok', database: 'reachable', schema: 'current', clock: 'right' });
  });

  it('is not ready before the migrations have run', async () => {
    const forget = 'UPDATE schema_migration SET name = $2 WHERE name = $1';
    const [{ name }] = await service.given.dataSource.query('SELECT name FROM schema_migration LIMIT 1');
    await service.given.dataSource.query(forget, [name, 'another']);
    const { status, body } = await service.get(null, '/health/ready');
    expect({ status, schema: body.schema }).toEqual({ status: 503, schema: 'behind' });
    await service.given.dataSource.query(forget, ['another', name]);
  });

  it('is ready on the schema of a later version, and says so', async () => {
    const { dataSource } = service.given;
    await dataSource.query(`INSERT INTO schema_migration (timestamp, name) VALUES (1, 'FromTheFuture1')`);
    const { status, body } = await service.get(null, '/health/ready');
    expect({ status, schema: body.schema }).toEqual({ status: 200, schema: 'newer' });
    await dataSource.query(`DELETE FROM schema_migration WHERE name = 'FromTheFuture1'`);
  });

  it('shows figures, by route and status', async () => {
    const { body } = await service.open();
    await service.get('ann', `/api/v1/cases/${body.id}`);
    const page = await service.get(null, '/metrics');
    expect(page.headers['content-type']).toMatch(/^text\/plain/);
    expect(page.body).toMatch(
      /baton_http_request_seconds_count\{[^}]*method="GET",route="\/api\/v1\/cases\/:id",status="200"[^}]*\} 1/,
    );
    expect(page.body).toContain('process_cpu_seconds_total');
    expect(page.body).not.toContain(body.id);
  });

  it('shows commands by verb and what they came to, and what happened to cases', async () => {
    const { body } = await service.open();
    const said = { channel: 'phone', text: 'How far is it?', receivedAt: null };
    await service.post('ann', `/api/v1/cases/${body.id}/customer-messages`, said);
    await service.post('bea', `/api/v1/legs/${body.legs[0].id}/resume`, {});
    const { body: page } = await service.get(null, '/metrics');
    const told = (verb: string, outcome: string) =>
      new RegExp(`baton_command_seconds_count\\{[^}]*verb="${verb}",outcome="${outcome}"[^}]*\\} [1-9]`);
    expect(page).toMatch(told('open-case', 'done'));
    expect(page).toMatch(told('record-customer-message', 'done'));
    expect(page).toMatch(told('resume-leg', 'refused'));
    expect(page).toMatch(/baton_case_events_total\{type="customer.wrote"[^}]*\} 1/);
    expect(page).toMatch(/baton_database_pool_size\{[^}]*\} 6/);
    expect(page).toMatch(/baton_live_streams\{[^}]*\} 0/);
    expect(page).toMatch(/baton_clock_skew_seconds\{[^}]*\} -?0\.?\d*/);
  });
});

describe('the front page', () => {
  it('names the product and loads nothing from elsewhere', async () => {
    const { status, body, headers } = await service.get(null, '/');
    expect(status).toBe(200);
    expect(headers['content-type']).toMatch(/^text\/html/);
    expect(body).toContain('<h1>Baton</h1>');
    expect(body).not.toMatch(/https?:|<script|<style/);
  });
});

describe('without a database', () => {
  it('says so and when to come back, and goes on when it is there again', async () => {
    const away = await aService();
    try {
      await away.database.cut();
      const { status, body, headers } = await away.get('ann', '/api/v1/me');
      expect({ status, code: body.code, retry: headers['retry-after'] }).toEqual({
        status: 503,
        code: 'database-unavailable',
        retry: '5',
      });
      expect((await away.get(null, '/health/ready')).body).toMatchObject({
        status: 'not-ready',
        database: 'unreachable',
      });
      expect((await away.get(null, '/health/live')).status).toBe(200);
      await away.database.restore();
      expect((await away.get('ann', '/api/v1/me')).status).toBe(200);
    } finally {
      await away.close();
    }
  });

  it('says so too of one that only reads, since another has taken over', async () => {
    const away = await aService();
    try {
      await away.given.dataSource.query(
        `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = on', current_database()); END $$`,
      );
      await away.database.cut();
      await away.database.restore();
      // Until no connection is left that was made before.
      while ((await away.get(null, '/health/ready')).status !== 200) await sleep(50);
      const { status, body } = await away.open();
      expect({ status, code: body.code }).toEqual({ status: 503, code: 'database-unavailable' });
    } finally {
      await away.close();
    }
  });
});
