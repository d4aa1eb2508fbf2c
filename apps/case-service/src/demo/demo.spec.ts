import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ConfigError, readConfig } from '@baton/server';
import { ServiceConfig } from '../config.js';
import { aPerson } from '../testing/a-company.js';
import { aService, type TestService } from '../testing/a-service.js';

const people = [
  aPerson('ana', 'frontline'),
  aPerson('mei', 'billing'),
  aPerson('helen', 'oversight', 'supervisor'),
  aPerson('tomas', 'billing'),
].map((person) => ({ ...person, email: `${person.id}@demo.example` }));

describe('looking around', () => {
  let demo: TestService;
  let real: TestService;
  beforeAll(async () => {
    [demo, real] = await Promise.all([aService({ DEMO_VISITORS: 'ana, mei,helen,ann,nobody' }), aService()]);
    await Promise.all([demo, real].map(({ given }) => given.directory.put({ people })));
  });
  afterAll(() => Promise.all([demo?.close(), real?.close()]));

  const visit = (service: TestService, personId: string, headers = {}) =>
    service.post(null, '/api/v1/demo/session', { personId }, headers);

  it('is offered as those of the demo company who were named at the start, each from their seat', async () => {
    const { status, body } = await demo.get(null, '/api/v1/demo');
    expect({ status, body }).toEqual({
      status: 200,
      body: {
        visitors: [
          { personId: 'ana', name: 'Ana', seat: 'frontline' },
          { personId: 'mei', name: 'Mei', seat: 'back-office' },
          { personId: 'helen', name: 'Helen', seat: 'supervisor' },
        ],
      },
    });
  });

  it('signs in like a password does', async () => {
    const { status, body, headers } = await visit(demo, 'helen');
    expect({ status, id: body.id, via: body.via }).toEqual({ status: 200, id: 'helen', via: 'session' });
    const cookie = String(headers['set-cookie']).split(';')[0]!;
    const me = await demo.ask(null, 'GET', '/api/v1/me', undefined, { cookie });
    expect(me.body).toMatchObject({ id: 'helen', mayActAs: ['agent', 'lead', 'supervisor'] });
    expect(demo.log.join('')).toContain('somebody looks around the demo');
    const { body: sessions } = await demo.ask(null, 'GET', '/api/v1/sessions', undefined, { cookie });
    expect(sessions).toEqual([expect.objectContaining({ personId: 'helen', isThisOne: true })]);
  });

  it.each(['ann', 'tomas', 'nobody', 'ana,mei'])('is refused as %s, whom nobody named or who is real', async (id) => {
    const { status, body, headers } = await visit(demo, id);
    expect({ status, code: body.code }).toEqual({ status: 403, code: 'no-demo' });
    expect(headers['set-cookie']).toBeUndefined();
  });

  it('is refused when another site asks', async () => {
    expect((await visit(demo, 'ana', { 'sec-fetch-site': 'cross-site' })).body.code).toBe('cross-site');
  });

  it('is impossible in any other installation, even with the same people', async () => {
    expect((await real.get(null, '/api/v1/demo')).body).toEqual({ visitors: [] });
    for (const { id } of people) expect((await visit(real, id)).body.code).toBe('no-demo');
    expect(await real.given.dataSource.query('SELECT count(*)::integer AS sessions FROM session')).toEqual([
      { sessions: 0 },
    ]);
  });

  it('is slowed down', async () => {
    const replies = await Promise.all(Array.from({ length: 70 }, () => visit(real, 'ana')));
    expect(replies.some(({ status }) => status === 429)).toBe(true);
    expect((await visit(real, 'ana')).headers['retry-after']).toMatch(/^[0-9]+$/);
  });
});

describe('the setting', () => {
  const read = (env: object) =>
    readConfig(ServiceConfig, { DATABASE_URL: 'postgres://a:b@c/d', DEMO_VISITORS: 'ana', ...env });

  it('is for one’s own machine', () => {
    expect(read({}).DEMO_VISITORS).toBe('ana');
    expect(read({ PUBLIC_URL: 'http://localhost:3000' }).DEMO_VISITORS).toBe('ana');
    expect(read({ DEMO_VISITORS: '', HOST: '0.0.0.0' }).DEMO_VISITORS).toBe('');
  });

  it.each([{ HOST: '0.0.0.0' }, { PUBLIC_URL: 'https://baton.example.com' }, { TRUST_PROXY: 'on' }])(
    'is refused with %o',
    (env) => {
      expect(() => read(env)).toThrow(ConfigError);
      expect(() => read(env)).toThrow(/DEMO_VISITORS is "ana": it must be empty where others can come in/);
    },
  );
});
