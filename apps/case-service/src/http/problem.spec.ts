import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aService, openingOf, type TestService } from '../testing/a-service.js';

let service: TestService;
beforeAll(async () => {
  service = await aService();
});
afterAll(() => service.close());

const lines = () => service.log.map((line) => JSON.parse(line) as Record<string, unknown>);

describe('a problem', () => {
  it('says what is wrong, and under which id it stands in the log', async () => {
    const { status, headers, body } = await service.get('ann', '/api/v1/cases/0197a000-0000-7000-8000-000000000000');
    expect(status).toBe(404);
    expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(body).toEqual({
      type: 'urn:baton:problem:not-found',
      title: 'There is no such thing, or you may not see it. Check the id.',
      status: 404,
      code: 'not-found',
      requestId: headers['x-request-id'],
    });
    expect(lines()).toContainEqual(
      expect.objectContaining({ requestId: body.requestId, status: 404, personId: 'ann' }),
    );
  });

  it('of ours is a 500 that gives nothing away and is logged once', async () => {
    await service.given.dataSource.query('ALTER TABLE notice RENAME TO notice_away');
    try {
      const { status, body } = await service.get('ann', '/api/v1/notices');
      expect({ status, code: body.code }).toEqual({ status: 500, code: 'unexpected-error' });
      expect(JSON.stringify(body)).not.toMatch(/notice_away|relation|select/i);
      const logged = lines().filter(
        ({ level, correlationId }) => level === 'error' && correlationId === body.requestId,
      );
      expect(logged).toHaveLength(1);
      expect(JSON.stringify(logged[0])).toContain('relation');
    } finally {
      await service.given.dataSource.query('ALTER TABLE notice_away RENAME TO notice');
    }
  });
});

describe('the id of a request', () => {
  it('is the caller’s own when it is sane, and reaches the events and the outbox', async () => {
    const { body, headers } = await service.post('ann', '/api/v1/cases', openingOf('Followed'), {
      'x-request-id': 'shop-7',
    });
    expect(headers['x-request-id']).toBe('shop-7');
    const events = await service.given.dataSource.query(
      'SELECT DISTINCT correlation_id FROM case_event WHERE case_id = $1',
      [body.id],
    );
    expect(events).toEqual([{ correlation_id: 'shop-7' }]);
    const [effect] = await service.given.dataSource.query('SELECT body FROM outbox WHERE order_key = $1', [body.id]);
    expect(effect.body.correlationId).toBe('shop-7');
  });

  it.each(['a b', 'x'.repeat(101), 'a"b', '<script>'])('is ours when it is not: %s', async (given) => {
    const { headers } = await service.ask('ann', 'GET', '/api/v1/me', undefined, { 'x-request-id': given });
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('browsers are told', () => {
  it('what to refuse, on every answer', async () => {
    for (const url of ['/', '/api/v1/me', '/api/v1/nothing']) {
      const { headers } = await service.get(null, url);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'content-security-policy': expect.stringContaining("object-src 'none'"),
      });
      expect(headers['content-security-policy']).not.toMatch(/unsafe|upgrade/);
      expect(headers['strict-transport-security']).toBeUndefined();
    }
    expect((await service.get('ann', '/api/v1/me')).headers['cache-control']).toBe('no-store');
  });

  it('nothing about other origins', async () => {
    const { headers } = await service.ask('ann', 'GET', '/api/v1/me', undefined, { origin: 'https://evil.example' });
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});
