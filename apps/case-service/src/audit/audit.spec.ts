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
});
