import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { hash } from '@node-rs/argon2';
import { controllers } from '../controllers.js';
import { routesOf } from '../openapi/routes.js';
import { hashOf } from '../session/session-cookie.js';
import { SignInThrottle } from '../session/sign-in-throttle.js';
import { aService, openingOf, type TestService } from '../testing/a-service.js';

const PASSWORD = 'correct horse battery staple';

let service: TestService;
beforeAll(async () => {
  service = await aService();
  for (const personId of ['ann', 'gone']) await service.given.access.setPassword(personId, await hash(PASSWORD));
});
afterAll(() => service.close());
afterEach(() => service.app.get(SignInThrottle).succeeded('ann@example.com', '127.0.0.1'));

const signIn = (email = 'ann@example.com', password = PASSWORD, headers = {}) =>
  service.post(null, '/api/v1/session', { email, password }, headers);

/** The cookie that a sign-in sets, ready to be sent back. */
async function aCookie(): Promise<string> {
  return String((await signIn()).headers['set-cookie']).split(';')[0]!;
}

const sameOrigin = { 'sec-fetch-site': 'same-origin' };

describe('every route', () => {
  const routes = routesOf(controllers);

  it('is found', () => {
    expect(routes.length).toBeGreaterThan(60);
  });

  it.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))(
    '%s says who may call it',
    (_, route) => {
      expect(route.facts?.access).toMatch(/^(anyone|agent|lead|supervisor|admin)$/);
      expect(route.facts?.summary).toBeTruthy();
    },
  );

  it('is open to strangers only where that is meant', () => {
    const open = routes
      .filter(({ facts }) => facts?.access === 'anyone')
      .map(({ method, path }) => `${method} ${path}`);
    expect(open.sort()).toEqual([
      'DELETE /api/v1/session',
      'GET /',
      'GET /api/v1/demo',
      'GET /api/v1/openapi.json',
      'GET /health/live',
      'GET /health/ready',
      'GET /metrics',
      'GET /t/:token',
      'POST /api/v1/demo/session',
      'POST /api/v1/session',
      'POST /t/:token/:form',
    ]);
  });

  const guarded = routes.filter(({ facts }) => facts?.access !== 'anyone');
  const address = (path: string) => path.replace(/:\w+/g, '0197a000-0000-7000-8000-000000000000');

  it.each(guarded.map(({ method, path }) => [method, address(path)]))(
    '%s %s asks a stranger to sign in',
    async (method, url) => {
      const { status, body } = await service.ask(null, method, url, method === 'GET' ? undefined : {});
      expect({ status, code: body.code }).toEqual({ status: 401, code: 'not-signed-in' });
    },
  );

  const higher = guarded.filter(({ facts }) => facts?.access !== 'agent');
  it.each(higher.map(({ method, path }) => [method, address(path)]))('%s %s is not for agents', async (method, url) => {
    const { status, body } = await service.ask('ann', method, url, method === 'GET' ? undefined : {});
    expect({ status, code: body.code }).toEqual({ status: 403, code: 'not-allowed-here' });
  });
});

describe('signing in', () => {
  it('sets a cookie that scripts cannot read, and that lets one in', async () => {
    const { status, body, headers } = await signIn();
    expect({ status, id: body.id, via: body.via }).toEqual({ status: 200, id: 'ann', via: 'session' });
    const cookie = String(headers['set-cookie']);
    expect(cookie).toMatch(/^baton-session=[\w-]{43}; .*HttpOnly; SameSite=Lax/);
    expect(cookie).not.toMatch(/Secure/);
    const me = await service.ask(null, 'GET', '/api/v1/me', undefined, { cookie: cookie.split(';')[0]! });
    expect(me.body).toMatchObject({ id: 'ann', via: 'session', mayActAs: ['agent'] });
  });

  it('over https binds the cookie to the host', async () => {
    const secure = await aService({ PUBLIC_URL: 'https://baton.example.com' });
    try {
      await secure.given.access.setPassword('ann', await hash(PASSWORD));
      const { headers } = await secure.post(null, '/api/v1/session', { email: 'ann@example.com', password: PASSWORD });
      expect(String(headers['set-cookie'])).toMatch(/^__Host-baton=.*Path=\/; HttpOnly; Secure; SameSite=Lax/);
      expect(headers['strict-transport-security']).toMatch(/max-age=31536000/);
    } finally {
      await secure.close();
    }
  });

  it('keeps a hash of the secret only', async () => {
    const secret = (await aCookie()).split('=')[1]!;
    const rows = await service.given.dataSource.query('SELECT id_sha256 FROM session');
    expect(rows.map((row: { id_sha256: Buffer }) => row.id_sha256.toString('hex'))).toContain(
      hashOf(secret).toString('hex'),
    );
    expect(JSON.stringify(rows)).not.toContain(secret);
  });

  it.each([
    ['a wrong password', 'ann@example.com', 'wrong'],
    ['somebody unknown', 'nobody@example.com', PASSWORD],
    ['somebody without a password', 'bea@example.com', PASSWORD],
    ['somebody who left', 'gone@example.com', PASSWORD],
  ])('answers alike to %s', async (_, email, password) => {
    const { status, body } = await signIn(email, password);
    const { requestId: _id, ...problem } = body;
    expect(status).toBe(401);
    expect(problem).toEqual({
      type: 'urn:baton:problem:wrong-credentials',
      title: 'E-mail or password is wrong. Check both and try again.',
      status: 401,
      code: 'wrong-credentials',
    });
  });

  it('takes as much work for somebody unknown as for somebody known', async () => {
    const time = async (email: string) => {
      const times: number[] = [];
      for (let i = 0; i < 4; i++) {
        const start = performance.now();
        await signIn(email, 'wrong');
        times.push(performance.now() - start);
      }
      return Math.min(...times);
    };
    const [known, unknown] = [await time('ann@example.com'), await time('no-one@example.com')];
    expect(unknown).toBeGreaterThan(known * 0.4);
  });

  it('is slowed down after five failures, for that person from that address', async () => {
    for (let i = 0; i < 5; i++) expect((await signIn('bob@example.com', 'wrong')).status).toBe(401);
    const { status, body, headers } = await signIn('Bob@example.com', 'wrong');
    expect({ status, code: body.code }).toEqual({ status: 429, code: 'too-many-attempts' });
    expect(Number(headers['retry-after'])).toBeGreaterThan(800);
    expect((await signIn()).status).toBe(200);
  });

  it('lets no more through when they come all at once', async () => {
    const replies = await Promise.all(Array.from({ length: 12 }, () => signIn('crowd@example.com', 'wrong')));
    expect(replies.filter(({ status }) => status === 401)).toHaveLength(5);
  });

  it('ends with signing out', async () => {
    const cookie = await aCookie();
    const out = await service.ask(null, 'DELETE', '/api/v1/session', undefined, { cookie, ...sameOrigin });
    expect(out.status).toBe(204);
    expect((await service.ask(null, 'GET', '/api/v1/me', undefined, { cookie })).status).toBe(401);
  });

  it('gives a new secret each time and drops the old one', async () => {
    const cookie = await aCookie();
    const again = await signIn('ann@example.com', PASSWORD, { cookie, ...sameOrigin });
    expect(String(again.headers['set-cookie'])).not.toContain(cookie);
    expect((await service.ask(null, 'GET', '/api/v1/me', undefined, { cookie })).status).toBe(401);
  });

  it.each([
    ['lay idle for too long', `last_seen_at = now() - interval '13 hours'`],
    ['has had its time', `expires_at = now() - interval '1 second'`],
  ])('ends when the session %s', async (_, change) => {
    const cookie = await aCookie();
    await service.given.dataSource.query(`UPDATE session SET ${change}`);
    expect((await service.ask(null, 'GET', '/api/v1/me', undefined, { cookie })).status).toBe(401);
  });

  it('leaves no password and no token in the log', async () => {
    await signIn('ann@example.com', 'a-very-secret-password');
    expect(service.log.join('')).not.toContain('a-very-secret-password');
    expect(service.log.join('')).not.toMatch(/bt_[0-9a-f]{8}/);
  });
});

describe('a token', () => {
  it.each([
    ['unknown', 'bt_unknown'],
    ['of nothing', ''],
  ])('that is %s lets nobody in', async (_, token) => {
    const { status, headers } = await service.ask(null, 'GET', '/api/v1/me', undefined, {
      authorization: `Bearer ${token}`,
    });
    expect({ status, asks: headers['www-authenticate'] }).toEqual({ status: 401, asks: 'Bearer' });
  });

  it('of somebody who left lets nobody in', async () => {
    expect((await service.get('gone', '/api/v1/me')).status).toBe(401);
  });

  it('lets its person in', async () => {
    expect((await service.get('olga', '/api/v1/me')).body).toMatchObject({
      id: 'olga',
      via: 'token',
      mayActAs: ['agent', 'lead', 'supervisor'],
    });
  });
});

describe('a change in a browser’s name', () => {
  it.each([
    ['from another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['from a sibling host', { 'sec-fetch-site': 'same-site' }, 403],
    ['from another origin', { origin: 'https://evil.example' }, 403],
    ['from nowhere known', {}, 403],
    ['from a sandbox', { origin: 'null' }, 403],
    ['from the application', sameOrigin, 201],
    ['from its own origin', { origin: 'http://localhost:80', host: 'localhost:80' }, 201],
  ])('%s → %i', async (_, headers, status) => {
    const cookie = await aCookie();
    const reply = await service.post(null, '/api/v1/cases', openingOf('By cookie'), { cookie, ...headers });
    expect(reply.status).toBe(status);
  });

  it('cannot sign somebody in from another site', async () => {
    expect((await signIn('ann@example.com', PASSWORD, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  });

  it('needs no origin with a token', async () => {
    expect((await service.open()).status).toBe(201);
  });
});

describe('a confidential case', () => {
  it('does not exist for those whom it does not concern, whatever they try', async () => {
    const { body } = await service.open({ confidential: true });
    const leg = `/api/v1/legs/${body.legs[0].id}`;
    const missing = await service.get('lars', '/api/v1/cases/0197a000-0000-7000-8000-000000000000');
    const { requestId: _, ...nothing } = missing.body;
    for (const reply of [
      await service.get('lars', `/api/v1/cases/${body.id}`),
      await service.get('lars', `/api/v1/cases/${body.id}/events`),
      await service.get('lars', `/api/v1/cases/${body.id}/forecast`),
      await service.get('lars', `/api/v1/cases/${body.id}/clocks/${body.clocks[0].id}/explain`),
      await service.post('lars', `/api/v1/cases/${body.id}/notes`, { text: 'hello' }),
      await service.post('lars', `/api/v1/cases/${body.id}/join`, { as: 'watcher' }),
      await service.post('lars', `${leg}/reserve`),
      await service.post('lars', `/api/v1/cases/${body.id}/notes`, { text: 'x' }, { 'if-match': '"1"' }),
    ]) {
      expect(reply.status).toBe(404);
      expect(reply.body).toMatchObject(nothing);
      expect(Object.keys(reply.body).sort()).toEqual(Object.keys(missing.body).sort());
    }
    expect(JSON.stringify((await service.get('lars', '/api/v1/cases')).body)).not.toContain(body.id);
  });

  it.each(['ann', 'fred', 'bea', 'olga', 'ada'])('shows itself to %s', async (personId) => {
    const { body } = await service.open({ confidential: true });
    expect((await service.get(personId, `/api/v1/cases/${body.id}`)).status).toBe(200);
  });
});
