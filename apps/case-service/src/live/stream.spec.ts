import { setTimeout as sleep } from 'node:timers/promises';
import { Access } from '@baton/persistence';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { hash } from '@node-rs/argon2';
import { aService, type TestService } from '../testing/a-service.js';
import { EventStream } from './event-stream.js';
import { Streams } from './streams.js';
import { aReader, type Reader } from '../testing/a-reader.js';

let service: TestService;
let address: string;
beforeAll(async () => {
  service = await aService();
  await service.app.listen(0, '127.0.0.1');
  address = (await service.app.getUrl()).replace('[::1]', '127.0.0.1');
});
afterAll(() => service.close());

const readers: Reader[] = [];
afterEach(() => readers.splice(0).forEach((reader) => reader.leave()));

/** Somebody who listens; returns once the stream is open. */
async function listening(personId: string, headers: Record<string, string> = {}): Promise<Reader> {
  const reader = await aReader(`${address}/api/v1/stream`, {
    ...(personId && { authorization: `Bearer ${service.tokenOf(personId)}` }),
    ...headers,
  });
  readers.push(reader);
  return reader;
}

describe('the live stream', () => {
  it('tells of every change, after it was committed', async () => {
    const bea = await listening('bea');
    const ready = await bea.next('ready');
    expect(Number(ready.id)).toBeGreaterThan(Date.now() - 60_000);
    const { body } = await service.open();
    const event = await bea.next('case', (data) => data.caseId === body.id);
    expect(event.data).toEqual({
      caseId: body.id,
      seq: body.version,
      kinds: expect.arrayContaining(['case.opened', 'clock.started']),
      at: expect.stringMatching(/Z$/),
    });
    expect((await service.get('bea', `/api/v1/cases/${body.id}`)).body.version).toBe(event.data.seq);
  });

  it('resumes where it was interrupted', async () => {
    const bea = await listening('bea');
    const { body: before } = await service.open();
    const { id } = await bea.next('case', (data) => data.caseId === before.id);
    bea.leave();
    const { body: missed } = await service.open();
    await service.post('ann', `/api/v1/cases/${missed.id}/notes`, { text: 'while away' });
    const again = await listening('bea', { 'last-event-id': id! });
    const event = await again.next('case', (data) => data.caseId === missed.id);
    expect(event.data).toMatchObject({ seq: missed.version + 1, kinds: expect.arrayContaining(['note.added']) });
  });

  it.each([
    ['was too long ago', String(Date.now() - 7_200_000)],
    ['lies in the future', String(Date.now() + 7_200_000)],
    ['makes no sense', 'banana'],
  ])('asks to read everything again when the last event %s', async (_, lastEventId) => {
    const bea = await listening('bea', { 'last-event-id': lastEventId });
    expect(Number((await bea.next('reset')).id)).toBeGreaterThan(Date.now() - 60_000);
  });

  it('keeps confidential cases from those whom they do not concern, live and when resuming', async () => {
    const [lars, bea] = [await listening('lars'), await listening('bea')];
    const { id } = await lars.next('ready');
    const { body: secret } = await service.open({ confidential: true });
    const { body: open } = await service.open();
    await bea.next('case', (data) => data.caseId === secret.id);
    await lars.next('case', (data) => data.caseId === open.id);
    expect(lars.heard().map((event) => event.data.caseId)).not.toContain(secret.id);
    const again = await listening('lars', { 'last-event-id': id! });
    await again.next('case', (data) => data.caseId === open.id);
    expect(again.heard().map((event) => event.data.caseId)).not.toContain(secret.id);
  });

  it('tells of notices only those who received them', async () => {
    const [ann, bea] = [await listening('ann'), await listening('bea')];
    const { body } = await service.open();
    await ann.next('case', (data) => data.caseId === body.id);
    const message = { caseId: body.id, seq: body.version, at: Date.now(), kinds: ['notice.posted'], people: ['bea'] };
    await service.given.liveBus.publish([message]);
    await bea.next('notice', (data) => data.caseId === body.id);
    expect(ann.heard().filter(({ event }) => event === 'notice')).toEqual([]);
  });

  it('catches up after the line to the database was cut', async () => {
    const bea = await listening('bea');
    await bea.next('ready');
    await service.database.cut();
    await service.database.restore();
    // The first attempts may meet connections that do not know yet that they are dead.
    let opened = await service.open();
    while (opened.status === 503) opened = await service.open();
    const { body } = opened;
    await bea.next('case', (data) => data.caseId === body.id);
  });

  it('ends when its session ends', async () => {
    await service.given.access.setPassword('ann', await hash('correct horse'));
    const { headers } = await service.post(null, '/api/v1/session', {
      email: 'ann@example.com',
      password: 'correct horse',
    });
    const cookie = String(headers['set-cookie']).split(';')[0]!;
    const reader = await listening('', { cookie });
    await reader.next('ready');
    await service.ask(null, 'DELETE', '/api/v1/session', undefined, { cookie, 'sec-fetch-site': 'same-origin' });
    await reader.ended;
  });

  it('ends when its session was ended elsewhere, and lives on while it was not', async () => {
    await service.given.access.setPassword('ann', await hash('correct horse'));
    const credentials = { email: 'ann@example.com', password: 'correct horse' };
    const { headers } = await service.post(null, '/api/v1/session', credentials);
    const reader = await listening('', { cookie: String(headers['set-cookie']).split(';')[0]! });
    await reader.next('ready');
    await service.app.get(Streams).lookAfter();
    const { body } = await service.open();
    await reader.next('case', (data) => data.caseId === body.id);
    await service.given.access.endSessionsOf('ann');
    await service.app.get(Streams).lookAfter();
    await reader.ended;
  });

  it('is kept open while the database is away', async () => {
    for (const person of ['ann', 'bea']) await (await listening(person)).next('ready');
    const keptOpen = jest.spyOn(EventStream.prototype, 'keepAlive');
    jest.spyOn(service.app.get(Access), 'personOfToken').mockRejectedValue(new Error('away'));
    await expect(service.app.get(Streams).lookAfter()).rejects.toThrow('away');
    expect(keptOpen.mock.calls.length).toBeGreaterThanOrEqual(2);
    jest.restoreAllMocks();
  });

  it('is forgotten when its reader left before it began', async () => {
    const streams = service.app.get(Streams);
    const access = service.app.get(Access);
    const entrantByToken = access.entrantByToken.bind(access);
    let letIn = () => {};
    const asked = new Promise<void>((resolve) => {
      jest.spyOn(access, 'entrantByToken').mockImplementationOnce(async (token) => {
        resolve();
        await new Promise<void>((go) => (letIn = go)); // A busy database.
        return entrantByToken(token);
      });
    });
    const open = jest.spyOn(streams, 'open');
    while (streams.size > 0) await sleep(5); // Readers of before are still leaving.
    const left = new AbortController();
    const headers = { authorization: `Bearer ${service.tokenOf('bea')}` };
    const read = fetch(`${address}/api/v1/stream`, { headers, signal: left.signal });
    await asked;
    left.abort();
    await expect(read).rejects.toThrow();
    await sleep(50); // For the service to hear of it.
    letIn();
    while (open.mock.calls.length === 0) await sleep(5);
    await open.mock.results[0]!.value;
    expect(streams.size).toBe(0);
    jest.restoreAllMocks();
  });

  it('is for people who are signed in', async () => {
    const response = await fetch(`${address}/api/v1/stream`);
    expect(response.status).toBe(401);
  });
});
