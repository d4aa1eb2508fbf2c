import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aService, type TestService } from '../testing/a-service.js';

let service: TestService;
beforeAll(async () => void (service = await aService()));
afterAll(() => service.close());

const aView = (name: string, differs: object = {}) => ({
  name,
  sharedWith: 'nobody',
  filter: { ownerId: ['me'], status: ['open'], openedFrom: '-7d', sort: 'due' },
  ...differs,
});
const save = (personId: string, view: object) => service.post(personId, '/api/v1/views', view);
const seenBy = async (personId: string) => (await service.get(personId, '/api/v1/views')).body;
const namesFor = async (personId: string) => (await seenBy(personId)).items.map((one: { name: string }) => one.name);
const put = (personId: string, id: string, view: object, version: number | null = 1) =>
  service.ask(personId, 'PUT', `/api/v1/views/${id}`, view, version === null ? {} : { 'if-match': `"${version}"` });

describe('a view of the list', () => {
  it('is found again as it was saved', async () => {
    const { status, body, headers } = await save('ann', aView(' Mine this week '));
    expect(status).toBe(201);
    expect(headers['etag']).toBe('"1"');
    expect((await seenBy('ann')).items).toEqual([body]);
    expect(body).toEqual({
      ...aView('Mine this week'),
      id: body.id,
      ownerId: 'ann',
      departmentId: null,
      version: 1,
      mayChange: true,
    });
  });

  it('is shown to whom it is shared with', async () => {
    await save('bea', aView('For myself'));
    await save('bea', aView('For billing', { sharedWith: 'department' }));
    await save('bill', aView('For all', { sharedWith: 'everyone' }));
    expect(await namesFor('bea')).toEqual(['For all', 'For billing', 'For myself']);
    expect(await namesFor('bob')).toEqual(['For all', 'For billing']);
    expect(await namesFor('lars')).toEqual(['For all']);
  });

  it('is not put on everybody’s screen by an agent', async () => {
    const { status, body } = await save('bea', aView('Look here', { sharedWith: 'everyone' }));
    expect({ status, code: body.code }).toEqual({ status: 403, code: 'leads-only' });
    expect((await seenBy('bea')).mayShareWith).toEqual(['nobody', 'department']);
    expect((await seenBy('bill')).mayShareWith).toEqual(['nobody', 'department', 'everyone']);
  });

  it('has a name of its own among those of its owner', async () => {
    await save('lars', aView('Contracts'));
    expect((await save('lars', aView('CONTRACTS '))).body).toMatchObject({ status: 409, code: 'name-taken' });
    expect((await save('olga', aView('Contracts'))).status).toBe(201);
    const { body } = await save('lars', aView('Other contracts'));
    expect((await put('lars', body.id, aView('contracts'))).body).toMatchObject({ status: 409, code: 'name-taken' });
  });

  it('is changed by its owner, one version after the other', async () => {
    const { body } = await save('ann', aView('Draft'));
    expect((await put('ann', body.id, aView('Mended'), null)).status).toBe(428);
    const changed = await put('ann', body.id, aView('Mended', { filter: { text: 'bank' } }));
    expect(changed.body).toMatchObject({ id: body.id, name: 'Mended', filter: { text: 'bank' }, version: 2 });
    expect((await put('ann', body.id, aView('Mended again'))).body).toMatchObject({ status: 412, code: 'stale' });
  });

  it('is changed and removed by nobody else, but by oversight when it is shared', async () => {
    const { body: shared } = await save('ann', aView('Shared', { sharedWith: 'department' }));
    const { body: secret } = await save('ann', aView('Secret'));
    const remove = (personId: string, id: string) => service.ask(personId, 'DELETE', `/api/v1/views/${id}`);
    expect((await put('fred', shared.id, aView('Mine now'))).body).toMatchObject({
      status: 403,
      code: 'not-your-view',
    });
    expect((await remove('bea', shared.id)).status).toBe(404);
    expect((await remove('olga', secret.id)).status).toBe(404);
    expect((await put('olga', shared.id, aView('Ours', { sharedWith: 'department' }))).body).toMatchObject({
      ownerId: 'ann',
      departmentId: 'frontline',
    });
    expect((await remove('olga', shared.id)).status).toBe(204);
    expect((await remove('ann', shared.id)).status).toBe(404);
    expect(await namesFor('ann')).not.toContain('Ours');
  });

  it.each([
    ['an unknown field', { filter: { colour: 'red' } }, 400],
    ['a status that does not exist', { filter: { status: ['lost'] } }, 400],
    ['a page of it', { filter: { cursor: 'abc' } }, 400],
    ['a person who does not exist', { filter: { ownerId: ['nobody'] } }, 422],
    ['no filter', { filter: null }, 400],
    ['no name', { name: ' ' }, 400],
    ['a reader who does not exist', { sharedWith: 'friends' }, 400],
  ])('with %s is not saved', async (_, differs, status) => {
    expect((await save('ada', aView('Broken', differs))).status).toBe(status);
    expect(await namesFor('ada')).not.toContain('Broken');
  });

  it('can be what one sees first, until it is gone', async () => {
    const first = async () => (await seenBy('bob')).defaultView;
    const choose = (view: string | null) => service.ask('bob', 'PUT', '/api/v1/views/default', { view });
    const { body } = await save('bob', aView('First of all'));
    expect((await choose('at-risk')).status).toBe(204);
    expect(await first()).toBe('at-risk');
    await choose(body.id);
    expect(await first()).toBe(body.id);
    await service.ask('bob', 'DELETE', `/api/v1/views/${body.id}`);
    expect(await first()).toBeNull();
    await choose('at-risk');
    await choose(null);
    expect(await first()).toBeNull();
  });

  it('is one of fifty at most', async () => {
    const replies = [];
    for (let count = 1; count <= 51; count++) replies.push(await save('fred', aView(`No. ${count}`)));
    expect(replies.map(({ status }) => status).filter((status) => status === 201)).toHaveLength(50);
    expect(replies.at(-1)!.body).toMatchObject({ status: 409, code: 'too-many-views' });
  });
});
