import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aService, type TestService } from '../testing/a-service.js';

let service: TestService;
beforeAll(async () => {
  service = await aService();
});
afterAll(() => service.close());

describe('an inbox', () => {
  it('is all its lists, or one alone, which goes on where its page ended', async () => {
    const caseIds: string[] = [];
    for (let at = 0; at < 26; at++) caseIds.push((await service.open()).body.id);
    const { body: whole } = await service.get('ann', '/api/v1/inbox');
    expect(whole.legs).toHaveLength(25);
    expect(whole.next).toEqual({
      ...{ offers: null, coming: null, handedOn: null, promises: null, asked: null },
      legs: expect.any(String),
    });
    const { body: rest } = await service.get('ann', `/api/v1/inbox?list=legs&cursor=${whole.next.legs}`);
    expect(rest.legs).toHaveLength(1);
    expect(rest).toMatchObject({ offers: [], asked: [], next: { legs: null } });
    const shown = [...whole.legs, ...rest.legs].map(({ caseId }: { caseId: string }) => caseId);
    expect(shown.sort()).toEqual(caseIds.sort());
    const { body: list } = await service.get('ann', '/api/v1/inbox?list=legs');
    expect(list.legs).toHaveLength(26);
  });

  it('says what is wrong with a question it does not understand', async () => {
    const fieldsOf = async (query: string) => {
      const { status, body } = await service.get('ann', `/api/v1/inbox?${query}`);
      return [status, body.fields?.map(({ field }: { field: string }) => field)];
    };
    expect(await fieldsOf('list=everything')).toEqual([400, ['list']]);
    expect(await fieldsOf('list=legs&cursor=nowhere')).toEqual([400, ['cursor']]);
    const place = Buffer.from(JSON.stringify({ at: null, caseId: 'x', id: 'y' })).toString('base64url');
    expect(await fieldsOf(`list=legs&cursor=${place}`)).toEqual([400, ['cursor']]);
    expect(await fieldsOf(`cursor=${place}`)).toEqual([400, ['list']]);
  });
});
