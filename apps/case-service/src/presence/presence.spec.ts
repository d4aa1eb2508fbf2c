import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createLogger, type LiveBus, openLiveBus } from '@baton/server';
import type { Streams } from '../live/streams.js';
import { aReader, type Reader } from '../testing/a-reader.js';
import { aService, type TestService } from '../testing/a-service.js';
import { Presences } from './presences.js';

let service: TestService;
let address: string;
let caseId: string;
beforeAll(async () => {
  service = await aService();
  await service.app.listen(0, '127.0.0.1');
  address = (await service.app.getUrl()).replace('[::1]', '127.0.0.1');
});
afterAll(() => service.close());
beforeEach(async () => {
  caseId = (await service.open()).body.id;
});

const readers: Reader[] = [];
afterEach(() => readers.splice(0).forEach((reader) => reader.leave()));

async function listening(personId: string): Promise<Reader> {
  const reader = await aReader(`${address}/api/v1/stream`, { authorization: `Bearer ${service.tokenOf(personId)}` });
  readers.push(reader);
  await reader.next('ready');
  return reader;
}

const at = (tab: string, id = caseId) => `/api/v1/cases/${id}/presence/${tab}`;
const show = (personId: string, tab: string, doing: string | null = null, id = caseId) =>
  service.ask(personId, 'PUT', at(tab, id), { doing });
const leave = (personId: string, tab: string) => service.ask(personId, 'DELETE', at(tab));
const names = (people: readonly { readonly personId: string }[]) => people.map(({ personId }) => personId);

describe('being at a case', () => {
  it('tells a newcomer who is there already, and those who are there of the newcomer', async () => {
    const ann = await listening('ann');
    await show('ann', 'tab-of-ann', 'add-note');
    const { status, body } = await show('bea', 'tab-of-bea');
    expect({ status, body }).toEqual({
      status: 200,
      body: {
        caseId,
        people: [
          { personId: 'ann', doing: ['add-note'] },
          { personId: 'bea', doing: [] },
        ],
      },
    });
    const { id, data } = await ann.next('presence', ({ people }) => people.length === 2);
    expect(data).toEqual(body);
    expect(id).toBeUndefined();
  });

  it('tells of a form that opens, and of whoever leaves, at once', async () => {
    const ann = await listening('ann');
    await show('ann', 'tab-of-ann');
    await show('bea', 'tab-of-bea');
    const started = performance.now();
    await show('bea', 'tab-of-bea', 'hand-over-leg/0197a000');
    await ann.next('presence', ({ people }) => people[1]?.doing[0] === 'hand-over-leg/0197a000');
    expect((await leave('bea', 'tab-of-bea')).status).toBe(204);
    await ann.next('presence', ({ people }) => people.length === 1);
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it('ends by itself when no sign comes any more', async () => {
    const ann = await listening('ann');
    await show('bea', 'tab-of-bea');
    await show('ann', 'tab-of-ann');
    const presences = service.app.get(Presences);
    presences.sweep(Date.now() + 23_000);
    expect(names((await show('ann', 'tab-of-ann')).body.people)).toEqual(['ann', 'bea']);
    presences.sweep(Date.now() + 23_950);
    expect(names((await show('ann', 'tab-of-ann')).body.people)).toContain('ann');
    presences.sweep(Date.now() + 30_000);
    expect(names((await show('ann', 'tab-of-ann')).body.people)).toEqual(['ann']);
    await ann.next('presence', ({ people }) => people.length === 1);
  });

  it('is told only to those who are at the case themselves', async () => {
    const [ann, bob] = [await listening('ann'), await listening('bob')];
    await show('ann', 'tab-of-ann');
    await show('bea', 'tab-of-bea');
    await ann.next('presence', ({ people }) => people.length === 2);
    expect(bob.heard().map(({ event }) => event)).not.toContain('presence');
  });

  it('is only for those who may see the case', async () => {
    const { body: secret } = await service.open({ confidential: true });
    await show('ann', 'tab-of-ann', null, secret.id);
    const missing = '0197a000-0000-7000-8000-000000000000';
    for (const id of [secret.id, missing]) {
      const { status, body } = await show('lars', 'tab-of-lars', null, id);
      expect({ status, code: body.code, people: body.people }).toEqual({ status: 404, code: 'not-found' });
    }
    expect(names((await show('ann', 'tab-of-ann', null, secret.id)).body.people)).toEqual(['ann']);
  });

  it.each([
    ['a tab without a proper name', 'x', null, 'tab'],
    ['an action that is none', 'tab-of-ann', 'Do <b>it</b>', 'doing'],
  ])('refuses %s', async (_, tab, doing, field) => {
    const { status, body } = await show('ann', tab, doing);
    expect({ status, fields: body.fields.map((one: { field: string }) => one.field) }).toEqual({
      status: 400,
      fields: [field],
    });
  });

  it('writes nothing into the case, and hardly asks the database', async () => {
    const before = await service.get('ann', `/api/v1/cases/${caseId}/events`);
    await show('ann', 'tab-of-ann', 'add-note');
    await leave('ann', 'tab-of-ann');
    expect((await service.get('ann', `/api/v1/cases/${caseId}/events`)).body).toEqual(before.body);
  });

  it('may be said often, but not without end', async () => {
    const replies = [];
    for (let sign = 0; sign < 260; sign++) replies.push(await leave('fred', 'tab-of-fred'));
    const refused = replies.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]!.body.code).toBe('too-many-signs');
    expect(Number(refused[0]!.headers['retry-after'])).toBeGreaterThan(0);
    expect((await show('ann', 'tab-of-ann')).status).toBe(200);
  });
});

describe('being at a case through many processes', () => {
  const opened: { readonly bus: LiveBus; readonly presences: Presences }[] = [];
  afterEach(async () => {
    for (const { bus, presences } of opened.splice(0)) {
      presences.onModuleDestroy();
      await bus.close();
    }
  });

  /** Another process on the same bus; what it would tell about this case on its streams. */
  async function another() {
    const logger = createLogger({ name: 'another', level: 'silent' });
    const { DATABASE_URL, QUEUE_PREFIX } = service.given.config;
    const bus = await openLiveBus({ databaseUrl: DATABASE_URL, prefix: QUEUE_PREFIX, logger });
    const told: { readonly people: readonly string[]; readonly data: object }[] = [];
    const say = (people: Set<string>, _: string, data: { readonly caseId: string }) =>
      data.caseId === caseId && told.push({ people: [...people], data });
    const streams = { say };
    const presences = new Presences(streams as unknown as Streams, bus, logger);
    opened.push({ bus, presences });
    return { presences, told };
  }

  const eventually = async (look: () => void | Promise<void>) => {
    for (const deadline = Date.now() + 5_000; ;) {
      try {
        return await look();
      } catch (error) {
        if (Date.now() > deadline) throw error;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
  };

  it('is heard by all of them', async () => {
    const other = await another();
    await show('ann', 'tab-of-ann', 'add-note');
    await eventually(() => expect(other.told.at(-1)).toMatchObject({ people: ['ann'], data: { caseId } }));
    other.presences.show(caseId, { personId: 'bea', tab: 'tab-of-bea', doing: null });
    await eventually(async () => expect(names((await show('ann', 'tab-of-ann')).body.people)).toEqual(['ann', 'bea']));
    await leave('bea', 'tab-of-bea');
    await eventually(() => expect(other.told.at(-1)).toMatchObject({ people: ['ann'] }));
  });

  it('is told to one that has just begun', async () => {
    await show('ann', 'tab-of-ann', 'add-note');
    const newcomer = await another();
    await eventually(() =>
      expect(newcomer.told.at(-1)?.data).toEqual({ caseId, people: [{ personId: 'ann', doing: ['add-note'] }] }),
    );
  });

  it('is not told again by a process that somebody has left through another', async () => {
    await show('ann', 'tab-of-ann');
    const other = await another();
    await eventually(() => expect(other.told.at(-1)).toMatchObject({ people: ['ann'] }));
    other.presences.leave(caseId, { personId: 'ann', tab: 'tab-of-ann' });
    const newcomer = await another();
    newcomer.presences.show(caseId, { personId: 'bea', tab: 'tab-of-bea', doing: null });
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(newcomer.told.flatMap(({ people }) => people)).not.toContain('ann');
  });
});
