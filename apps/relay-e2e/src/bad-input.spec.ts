import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';

import { aCall } from './support/client.js';
import { type Installation, startInstallation } from './support/installation.js';
import type { CaseBody } from './support/views.js';

jest.setTimeout(60_000);

const nested = (depth: number) => `{"subject":${'['.repeat(depth)}${']'.repeat(depth)}}`;

describe('bad input over the wire', () => {
  let baton: Installation;
  let opened: CaseBody;
  beforeAll(async () => {
    baton = await startInstallation();
    opened = await baton.as('ana').opens('refund');
  });
  afterAll(() => baton?.close());

  const stored = async () =>
    (
      await baton.database.query<{ rows: string }>(
        `SELECT concat_ws('/', (SELECT count(*) FROM "case"), (SELECT count(*) FROM case_event), (SELECT count(*) FROM idempotency),
         (SELECT count(*) FROM outbox)) AS rows`,
      )
    )[0]!.rows;
  const call = aCall('refund');

  it.each<[string, unknown, number, string]>([
    ['an unknown field', { ...call, colour: 'red' }, 400, 'invalid-request'],
    ['a wrong type', { ...call, subject: { text: 'x' } }, 400, 'invalid-request'],
    ['a text of 1 MB', { ...call, description: 'x'.repeat(1_000_000) }, 400, 'invalid-request'],
    ['more than 1 MiB', { ...call, description: 'x'.repeat(1_100_000) }, 413, 'body-too-large'],
    ['a null byte', { ...call, subject: 'a\u0000b' }, 400, 'invalid-request'],
    ['a lone surrogate', { ...call, subject: 'a\ud800b' }, 400, 'invalid-request'],
    ['an address without a host', { ...call, requester: { ...call.requester, email: 'zoe@' } }, 400, 'invalid-request'],
    [
      'a zone that does not exist',
      { ...call, requester: { ...call.requester, zone: 'Mars/Base' } },
      400,
      'invalid-request',
    ],
    ['a journey that does not exist', { ...call, journeyId: 'moon' }, 422, 'unknown-journey'],
    ['nesting without end', nested(100_000), 400, 'bad-json'],
  ])('%s is refused with a code, and nothing is kept of it', async (_, body, status, code) => {
    const before = await stored();
    expect(await baton.as('ana').mayNot('/cases', body)).toMatchObject({ status, code });
    expect(await stored()).toBe(before);
  });

  it('keeps right-to-left text and its marks as they were written', async () => {
    const description = 'שלום \u200Fעולם\u200E (abc) مرحبا \u2067def\u2069';
    const { id } = await baton.as('ana').opens('refund', { description });
    expect(await baton.as('bea').reads(id)).toMatchObject({ description });
  });

  it('names the verbs that are allowed, the version that is current, and the key that is taken', async () => {
    const leg = `/legs/${opened.legs[0]!.id}`;
    const resumed = await baton.as('ana').mayNot(`${leg}/resume`);
    expect(resumed).toMatchObject({ status: 409, code: 'illegal-transition', currentStatus: 'running' });
    expect(resumed['allowed']).toContain('hand-over-leg');

    const stale = await baton.as('ana').mayNot(`/cases/${opened.id}/notes`, { text: 'x' }, { ifMatch: 1 });
    expect(stale).toMatchObject({ status: 412, code: 'stale', version: opened.version });

    await baton.as('ana').does(`/cases/${opened.id}/notes`, { text: 'one' }, { key: 'k' });
    expect(await baton.as('ana').mayNot(`/cases/${opened.id}/notes`, { text: 'two' }, { key: 'k' })).toMatchObject({
      status: 422,
      code: 'key-reused',
    });
    await baton.isHealthy();
  });
});
