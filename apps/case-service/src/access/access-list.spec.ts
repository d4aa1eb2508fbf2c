import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hash } from '@node-rs/argon2';
import { aService, type TestService } from '../testing/a-service.js';

const PASSWORD = 'correct horse battery staple';
const sameOrigin = { 'sec-fetch-site': 'same-origin' };

let service: TestService;
beforeAll(async () => {
  service = await aService();
  for (const personId of ['ann', 'ada']) await service.given.access.setPassword(personId, await hash(PASSWORD));
});
afterAll(() => service.close());

async function signedIn(personId: string) {
  const { headers } = await service.post(null, '/api/v1/session', {
    email: `${personId}@example.com`,
    password: PASSWORD,
  });
  const cookie = { cookie: String(headers['set-cookie']).split(';')[0]!, ...sameOrigin };
  return (method: string, url: string, body?: object) => service.ask(null, method, url, body, cookie);
}

describe('sessions', () => {
  it('are listed to their person, who can end them', async () => {
    const here = await signedIn('ann');
    const there = await signedIn('ann');
    const { body } = await here('GET', '/api/v1/sessions');
    expect(body).toHaveLength(2);
    const other = body.find((one: { isThisOne: boolean }) => !one.isThisOne);
    expect(body.filter((one: { isThisOne: boolean }) => one.isThisOne)).toHaveLength(1);
    expect((await here('DELETE', `/api/v1/sessions/${other.id}`)).status).toBe(204);
    expect((await there('GET', '/api/v1/me')).status).toBe(401);
    expect((await here('GET', '/api/v1/me')).status).toBe(200);
  });

  it('of others are for administrators', async () => {
    const ann = await signedIn('ann');
    const ada = await signedIn('ada');
    expect((await ann('GET', '/api/v1/sessions?whose=everyone')).status).toBe(403);
    const { body } = await ada('GET', '/api/v1/sessions?whose=everyone');
    const own = body.find((one: { isThisOne: boolean }) => one.isThisOne);
    expect(own.personId).toBe('ada');
    expect((await ann('DELETE', `/api/v1/sessions/${own.id}`)).status).toBe(404);
    for (const one of body.filter(({ personId }: { personId: string }) => personId === 'ann'))
      expect((await ada('DELETE', `/api/v1/sessions/${one.id}`)).status).toBe(204);
    expect((await ann('GET', '/api/v1/me')).status).toBe(401);
  });
});

describe('tokens', () => {
  it('tell their secret once, and let a program in until they are ended', async () => {
    const ann = await signedIn('ann');
    const { status, body: made } = await ann('POST', '/api/v1/tokens', { name: 'nightly export' });
    expect({ status, personId: made.personId }).toEqual({ status: 201, personId: 'ann' });
    expect(made.secret.startsWith(made.prefix)).toBe(true);
    const withToken = { authorization: `Bearer ${made.secret}` };
    expect((await service.ask(null, 'GET', '/api/v1/me', undefined, withToken)).body).toMatchObject({ via: 'token' });
    const { body: listed } = await ann('GET', '/api/v1/tokens');
    expect(listed[0]).toMatchObject({ id: made.id, name: 'nightly export' });
    expect(JSON.stringify(listed)).not.toContain(made.secret);
    expect((await ann('DELETE', `/api/v1/tokens/${made.id}`)).status).toBe(204);
    expect((await service.ask(null, 'GET', '/api/v1/me', undefined, withToken)).status).toBe(401);
    expect((await ann('DELETE', `/api/v1/tokens/${made.id}`)).status).toBe(404);
  });

  it('are not made by tokens, nor with an end that has passed', async () => {
    expect(await service.post('ann', '/api/v1/tokens', { name: 'x' })).toMatchObject({
      status: 403,
      body: { code: 'session-needed' },
    });
    const ann = await signedIn('ann');
    const past = { name: 'x', expiresAt: '2001-01-01T00:00:00Z' };
    expect((await ann('POST', '/api/v1/tokens', past)).status).toBe(422);
  });

  it('of others are listed and ended by administrators only', async () => {
    const ann = await signedIn('ann');
    const { body: made } = await ann('POST', '/api/v1/tokens', { name: 'hers' });
    expect((await service.get('bob', '/api/v1/tokens?whose=everyone')).status).toBe(403);
    expect((await service.ask('bob', 'DELETE', `/api/v1/tokens/${made.id}`)).status).toBe(404);
    const { body } = await service.get('ada', '/api/v1/tokens?whose=everyone');
    expect(body.map((one: { id: string }) => one.id)).toContain(made.id);
    expect((await service.ask('ada', 'DELETE', `/api/v1/tokens/${made.id}`)).status).toBe(204);
  });
});
