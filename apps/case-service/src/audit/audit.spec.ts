import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aService, type TestService } from '../testing/a-service.js';

let service: TestService;
let ids: string[];
beforeAll(async () => {
  service = await aService();
  const opened = [await service.open(), await service.open({ subject: 'Second' })];
  ids = opened.map(({ body }) => body.id);
  await service.post('ann', `/api/v1/cases/${ids[0]}/notes`, { text: 'Called twice.' });
});
afterAll(() => service.close());

const audit = (query = '') => service.get('ada', `/api/v1/audit${query}`);

describe('the audit', () => {
  it('has what happened in all cases, the latest first, without what was said', async () => {
    const { body } = await audit();
    expect(body.items[0]).toMatchObject({ type: 'note.added', by: 'ann', caseId: ids[0], number: expect.any(Number) });
    expect(new Set(body.items.map((one: { caseId: string }) => one.caseId))).toEqual(new Set(ids));
    expect(JSON.stringify(body)).not.toContain('Called twice');
  });

  it('is narrowed by person, type and time', async () => {
    const types = async (query: string) =>
      (await audit(query)).body.items.map((one: { type: string }) => one.type) as string[];
    expect(await types('?type=note.added')).toEqual(['note.added']);
    expect(await types('?type=case.')).toEqual(['case.opened', 'case.opened']);
    expect(await types('?type=case')).toEqual([]);
    expect(await types('?by=nobody')).toEqual([]);
    expect(await types('?by=ann&type=note.')).toEqual(['note.added']);
    const all = await audit();
    const own = all.body.items.filter(({ by }: { by: string | null }) => by === null);
    expect((await audit('?by=baton')).body.items).toEqual(own);
    expect(await types('?since=2099-01-01T00:00:00Z')).toEqual([]);
  });

  it('comes page by page, every event once', async () => {
    const all = (await audit()).body.items;
    const paged = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body }: { body: { items: object[]; next: string | null } } = await audit(
        `?limit=3${cursor && `&cursor=${cursor}`}`,
      );
      paged.push(...body.items);
      cursor = body.next;
    }
    expect(paged).toEqual(all);
  });

  it('is for administrators', async () => {
    expect((await service.get('olga', '/api/v1/audit')).status).toBe(403);
  });

  it('has what administrators did, with whom and what it was called then, page by page', async () => {
    const body = { name: 'Nothing moves', trigger: 'stall', steps: [] as object[] };
    body.steps = [
      { offsetSeconds: 0, unit: 'wall', audience: 'owner', channels: ['in-app'], action: 'ask', needsAck: true },
    ];
    expect((await service.ask('ada', 'PUT', '/api/v1/policies/still', body)).status).toBe(201);
    const refused = await service.ask('ada', 'PUT', '/api/v1/policies/still', { ...body, name: 'Not kept' });
    expect(refused.status).toBe(428);
    const own = (await service.get('ann', '/api/v1/tokens')).body[0] as { id: string; name: string };
    expect((await service.ask('ada', 'DELETE', `/api/v1/tokens/${own.id}`)).status).toBe(204);

    const administration = async (query = '') =>
      (await service.get('ada', `/api/v1/audit/administration${query}`)).body as {
        items: readonly object[];
        next: string | null;
      };
    const { items } = await administration('?by=ada');
    expect(items).toMatchObject([
      { by: 'ada', type: 'token.ended', aboutId: own.id, name: own.name, version: null },
      { by: 'ada', type: 'ladder.saved', aboutId: 'still', name: 'Nothing moves', version: 1 },
    ]);
    const first = await administration('?by=ada&limit=1');
    expect([...first.items, ...(await administration(`?by=ada&cursor=${first.next}`)).items]).toEqual(items);
    expect((await administration('?by=ann')).items).toEqual([]);
    expect((await administration('?since=2099-01-01T00:00:00Z')).items).toEqual([]);
    const fromTheTerminal = (await administration('?by=baton')).items;
    expect(fromTheTerminal.length).toBeGreaterThan(0); // The tokens of this company.
    expect((await service.get('olga', '/api/v1/audit/administration')).status).toBe(403);
  });
});
