import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aService, type TestService } from '../testing/a-service.js';

let service: TestService;
let umbrella: { id: string; number: number };
beforeAll(async () => {
  service = await aService();
  umbrella = (await service.open({ subject: 'Umbrella lost on the ferry' })).body;
  await service.open({ subject: 'Umbrella of the director', confidential: true });
});
afterAll(() => service.close());

const search = (text: string, personId: string | null = 'ann') =>
  service.get(personId, `/api/v1/search?text=${encodeURIComponent(text)}`);

describe('GET /search', () => {
  it('finds cases by words and by number, and marks what it found', async () => {
    for (const text of ['ferry umbr', `C-${umbrella.number}`]) {
      const { body } = await search(text);
      expect(body).toMatchObject({ more: false, spelledAs: null });
      expect(body.hits[0]).toMatchObject({ id: umbrella.id, number: umbrella.number, requesterName: 'Carla' });
    }
    const { found } = (await search('ferr')).body.hits[0];
    expect(found).toEqual({ in: 'subject', text: 'Umbrella lost on the ferry', marks: [{ from: 21, to: 25 }] });
  });

  it('shows confidential cases to those alone who may see them', async () => {
    const subjects = async (personId: string) =>
      (await search('umbrella', personId)).body.hits.map((hit: { subject: string }) => hit.subject);
    expect(await subjects('ann')).toHaveLength(2);
    expect(await subjects('olga')).toHaveLength(2);
    expect(await subjects('lars')).toEqual(['Umbrella lost on the ferry']);
  });

  it('wants to know what to look for, and who asks', async () => {
    expect((await service.get('ann', '/api/v1/search')).status).toBe(400);
    expect((await search(' ')).status).toBe(400);
    expect((await search('x'.repeat(201))).status).toBe(400);
    expect((await search('umbrella', null)).status).toBe(401);
  });
});
