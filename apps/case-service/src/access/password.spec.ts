import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hash } from '@node-rs/argon2';
import { aService, type TestService } from '../testing/a-service.js';

const OLD = 'correct horse battery staple';
const NEW = 'a new horse, as good as the old';

let service: TestService;
beforeAll(async () => {
  service = await aService();
  for (const personId of ['ann', 'bea', 'ada']) await service.given.access.setPassword(personId, await hash(OLD));
});
afterAll(() => service.close());

const signIn = (personId: string, password: string) =>
  service.post(null, '/api/v1/session', { email: `${personId}@example.com`, password });

async function signedIn(personId: string, password: string) {
  const { status, headers } = await signIn(personId, password);
  expect(status).toBe(200);
  const cookie = { cookie: String(headers['set-cookie']).split(';')[0]!, 'sec-fetch-site': 'same-origin' };
  return (method: string, url: string, body?: object) => service.ask(null, method, url, body, cookie);
}

describe('one’s own password', () => {
  it('is changed by whoever knows it; other sessions end', async () => {
    const [here, there] = [await signedIn('ann', OLD), await signedIn('ann', OLD)];
    const wrong = await here('PUT', '/api/v1/me/password', { current: 'guessed', next: NEW });
    expect({ status: wrong.status, code: wrong.body.code }).toEqual({ status: 409, code: 'wrong-password' });
    const short = await here('PUT', '/api/v1/me/password', { current: OLD, next: 'too short' });
    expect(short.status).toBe(400);
    expect((await there('GET', '/api/v1/me')).status).toBe(200);

    const changed = await here('PUT', '/api/v1/me/password', { current: OLD, next: NEW });
    expect(changed.status).toBe(204);
    const cookie = { cookie: String(changed.headers['set-cookie']).split(';')[0]! };
    expect((await service.ask(null, 'GET', '/api/v1/me', undefined, cookie)).body.id).toBe('ann');
    for (const before of [here, there]) expect((await before('GET', '/api/v1/me')).status).toBe(401);
    expect((await signIn('ann', OLD)).status).toBe(401);
    await signedIn('ann', NEW);
  });

  it('cannot be guessed at by whoever has a session', async () => {
    const bea = await signedIn('bea', OLD);
    const guess = () => bea('PUT', '/api/v1/me/password', { current: 'guessed', next: NEW });
    for (let count = 0; count < 5; count += 1) expect((await guess()).status).toBe(409);
    expect((await guess()).status).toBe(429);
  });

  it('is no business of a program', async () => {
    const answer = await service.ask('ann', 'PUT', '/api/v1/me/password', { current: NEW, next: OLD });
    expect(answer.body.code).toBe('session-needed');
  });
});

describe('the password of somebody else', () => {
  it('is made by an administrator, told once, and written down', async () => {
    const [ada, ann] = [await signedIn('ada', OLD), await signedIn('ann', NEW)];
    expect((await ann('POST', '/api/v1/people/bea/password')).status).toBe(403);
    expect((await ada('POST', '/api/v1/people/nobody/password')).status).toBe(404);

    const made = await ada('POST', '/api/v1/people/ann/password');
    expect({ status: made.status, body: made.body }).toEqual({
      status: 201,
      body: { password: expect.stringMatching(/^\w{6}-\w{6}-\w{6}$/) },
    });
    expect((await ann('GET', '/api/v1/me')).status).toBe(401);
    await signedIn('ann', made.body.password);
    const { body: audit } = await ada('GET', '/api/v1/audit/administration');
    expect(audit.items.find(({ type }: { type: string }) => type === 'password.set')).toMatchObject({
      by: 'ada',
      aboutId: 'ann',
    });
    expect(JSON.stringify(audit)).not.toContain(made.body.password);
  });
});
