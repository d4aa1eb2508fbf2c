import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aService, openingOf, type TestService } from '../testing/a-service.js';

let service: TestService;
let legId: string;
beforeAll(async () => {
  service = await aService();
  legId = (await service.open()).body.legs[0].id;
});
afterAll(() => service.close());

const RIGHT_TO_LEFT = 'שלום \u200Fעולם\u200E (abc) مرحبا \u2067def\u2069';

describe('a request that is not right', () => {
  const wrong: [string, object, string][] = [
    ['an unknown field', { colour: 'red' }, 'colour'],
    ['an unknown field further down', { requester: { name: 'C', zone: 'UTC', admin: true } }, 'requester.admin'],
    ['a column that is not for clients', { ownerId: 'bea', version: 7 }, 'ownerId'],
    ['a number for a text', { subject: 7 }, 'subject'],
    ['a list for a text', { description: ['a'] }, 'description'],
    ['a text for a truth', { confidential: 'yes' }, 'confidential'],
    ['a text for an object', { requester: 'Carla' }, 'requester'],
    ['null where something is needed', { requester: null }, 'requester'],
    ['a text that is too long', { subject: 'x'.repeat(201) }, 'subject'],
    ['a text of 1 MB', { description: 'x'.repeat(1_000_000) }, 'description'],
    ['nothing but blanks', { subject: '  \u2003 ' }, 'subject'],
    ['two lines where one belongs', { subject: 'a\nBcc: b' }, 'subject'],
    ['a null byte', { description: 'a\u0000b' }, 'description'],
    ['half a surrogate pair', { description: 'a\ud800b' }, 'description'],
    [
      'an address that no mail reaches',
      { requester: { name: 'C', email: 'nobody@nowhere', zone: 'UTC' } },
      'requester.email',
    ],
    ['a zone that does not exist', { requester: { name: 'C', zone: 'Europe/Atlantis' } }, 'requester.zone'],
    ['an offset for a zone', { requester: { name: 'C', zone: '+01:00' } }, 'requester.zone'],
    ['a priority that does not exist', { priority: 'P9' }, 'priority'],
  ];

  it.each(wrong)('%s: 400, with the field', async (_, differs, field) => {
    const { status, body } = await service.post('ann', '/api/v1/cases', { ...openingOf('Bad'), ...differs });
    expect({ status, code: body.code }).toEqual({ status: 400, code: 'invalid-request' });
    expect(body.fields.map((one: { field: string }) => one.field)).toContain(field);
    expect(body.title).toMatch(/Correct/);
  });

  it('says first of which type a field must be', async () => {
    const { body } = await service.get('ann', '/api/v1/cases?limit=many');
    expect(body.fields).toEqual([{ field: 'limit', rule: 'isInt', message: 'must be an integer number' }]);
  });

  it('names every wrong field at once', async () => {
    const { body } = await service.post('ann', '/api/v1/cases', { subject: 1, priority: 2, colour: 3 });
    const fields = body.fields.map((one: { field: string }) => one.field).sort();
    expect(fields).toEqual(['channel', 'colour', 'description', 'priority', 'requester', 'subject']);
  });

  it.each([
    ['without an offset', '2026-11-23T09:00:00'],
    ['on a day that does not exist', '2026-02-30T09:00:00Z'],
    ['in milliseconds', 1_800_000_000_000],
    ['in another century', '2400-01-01T00:00:00Z'],
    ['beyond the end of calendars', '9999-12-31T23:59:59Z'],
    ['in words', 'tomorrow'],
  ])('an instant %s: 400', async (_, etaAt) => {
    const progress = { kind: 'work-recorded', note: 'x', etaAt };
    const { status, body } = await service.post('ann', `/api/v1/legs/${legId}/progress`, progress);
    expect({ status, field: body.fields?.[0].field }).toEqual({ status: 400, field: 'etaAt' });
  });

  it.each([
    ['too many pieces', Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`k${i}`, 'v']))],
    ['a number in it', { a: 1 }],
    ['a null byte in it', { a: '\u0000' }],
    ['a null byte in a key', { 'a\u0000': 'b' }],
    ['a list', ['a']],
  ])('a package with %s: 400', async (_, content) => {
    const { status } = await service.post('ann', `/api/v1/legs/${legId}/hand-over`, { package: content, note: 'x' });
    expect(status).toBe(400);
  });

  it('more than 1 MiB: 413', async () => {
    const { status, body } = await service.post('ann', '/api/v1/cases', openingOf('x'.repeat(1_100_000)));
    expect({ status, code: body.code }).toEqual({ status: 413, code: 'body-too-large' });
  });

  it.each([
    ['no JSON', '{"subject":', 'application/json', 400, 'bad-json'],
    ['a polluted prototype', '{"__proto__":{"isAdmin":true}}', 'application/json', 400, 'bad-json'],
    [
      'no end of lists',
      `{"subject":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
      'application/json',
      400,
      'bad-json',
    ],
    ['a form', 'subject=a', 'application/x-www-form-urlencoded', 415, 'unsupported-content'],
    ['plain text', 'subject', 'text/plain', 415, 'unsupported-content'],
  ])('%s: refused', async (_, payload, type, status, code) => {
    const reply = await service.ask('ann', 'POST', '/api/v1/cases', payload, { 'content-type': type });
    expect({ status: reply.status, code: reply.body.code }).toEqual({ status, code });
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });

  it('a body where none belongs: 400', async () => {
    const { status } = await service.post('ann', `/api/v1/legs/${legId}/reserve`, { force: true });
    expect(status).toBe(400);
  });

  it.each([
    ['an id that is none', '/api/v1/cases/1%27%20or%201=1', 400],
    ['an id of nothing', '/api/v1/cases/0197a000-0000-7000-8000-000000000000', 404],
    ['a limit beyond limits', '/api/v1/cases?limit=100000', 400],
    ['a limit in words', '/api/v1/cases?limit=many', 400],
    ['a cursor of somebody’s own making', '/api/v1/cases?cursor=eyJudW1iZXIiOiJ4In0', 400],
    [
      'a cursor beyond all numbers',
      `/api/v1/cases?cursor=${Buffer.from('{"number":99999999999}').toString('base64url')}`,
      400,
    ],
    ['a cursor with a fraction', `/api/v1/cases?cursor=${Buffer.from('{"number":1.5}').toString('base64url')}`, 400],
    ['a null byte in a query', '/api/v1/cases?text=a%00b', 400],
    ['an unknown parameter', '/api/v1/cases?sort=owner', 400],
    ['quotes in a query', `/api/v1/cases?text=${encodeURIComponent(`'; DROP TABLE "case"; --`)}`, 200],
    ['an address of nothing', '/api/v1/nothing', 404],
  ])('%s: %s → %i', async (_, url, status) => {
    expect((await service.get('ann', url)).status).toBe(status);
  });

  it('a verb for something that does not exist: 404', async () => {
    const { status, body } = await service.post('ann', '/api/v1/legs/0197a000-0000-7000-8000-000000000000/reserve');
    expect({ status, code: body.code }).toEqual({ status: 404, code: 'not-found' });
  });

  it('a due date without what its precision needs: 400', async () => {
    const { body: opened } = await service.open();
    const promise = { text: 'x', due: { precision: 'part-of-day', date: '2099-01-01' } };
    const { status, body } = await service.post('ann', `/api/v1/cases/${opened.id}/promises`, promise);
    expect({ status, field: body.fields?.[0].field }).toEqual({ status: 400, field: 'due.part' });
  });

  it('a due date in another century: 400', async () => {
    const { body: opened } = await service.open();
    const promise = { text: 'x', due: { precision: 'day', date: '2400-01-01' } };
    expect((await service.post('ann', `/api/v1/cases/${opened.id}/promises`, promise)).status).toBe(400);
  });

  it('a due date at the end of this one is taken', async () => {
    const { body: opened } = await service.open();
    const at = `/api/v1/cases/${opened.id}`;
    const due = { precision: 'day', date: '2099-12-31' };
    expect((await service.post('ann', `${at}/promises`, { text: 'x', due })).status).toBe(200);
    const progress = { kind: 'work-recorded', note: 'x', etaAt: '2100-12-31T23:59:59Z' };
    expect((await service.post('ann', `/api/v1/legs/${opened.legs[0].id}/progress`, progress)).status).toBe(200);
    expect((await service.get('ann', `${at}/forecast`)).status).toBe(200);
  });

  it('a date that does not exist in that month: 422', async () => {
    const { body: opened } = await service.open();
    const promise = { text: 'x', due: { precision: 'day', date: '2099-02-30' } };
    const { status, body } = await service.post('ann', `/api/v1/cases/${opened.id}/promises`, promise);
    expect({ status, code: body.code }).toEqual({ status: 422, code: 'no-such-date' });
  });
});

describe('text of every script', () => {
  it('comes back as it went in', async () => {
    const subject = `${RIGHT_TO_LEFT} 🏃‍♀️`;
    const description = 'İstanbul\n\tẞ ﷽ \u202Ereversed\u202C \u{1F469}\u200D\u{1F680}';
    const { body } = await service.post('ann', '/api/v1/cases', { ...openingOf(subject), description });
    expect(body).toMatchObject({ subject, description });
    expect((await service.get('ann', `/api/v1/cases/${body.id}`)).body).toMatchObject({ subject, description });
  });
});
