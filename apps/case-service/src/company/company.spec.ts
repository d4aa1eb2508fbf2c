import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aService, type Headers, type TestService } from '../testing/a-service.js';

let service: TestService;
const services: TestService[] = [];
beforeEach(async () => {
  service = await aService();
  services.push(service);
});
afterAll(async () => {
  for (const one of services) await one.close();
});

const put = (url: string, body: object, headers: Headers = {}) => service.ask('ada', 'PUT', url, body, headers);
const seen = (version: number | string) => ({ 'if-match': `"${version}"` });

const allDay = [{ from: '00:00', to: '24:00' }];
const office = (differs: object = {}) => ({
  name: 'Office',
  zone: 'Europe/Berlin',
  week: { 1: [{ from: '09:00', to: '17:00' }] },
  holidays: [{ kind: 'yearly', name: 'New Year', day: '01-01' }],
  overrides: [{ date: '2099-12-24', windows: [] }],
  ...differs,
});

describe('a calendar', () => {
  it('is created, then edited into a second version by whoever saw the first', async () => {
    expect(await put('/api/v1/calendars/office', office())).toMatchObject({
      status: 201,
      body: { id: 'office', version: 1 },
    });
    expect(await put('/api/v1/calendars/office', office())).toMatchObject({
      status: 428,
      body: { code: 'precondition-required' },
    });
    expect(await put('/api/v1/calendars/office', office(), seen(7))).toMatchObject({
      status: 412,
      body: { code: 'stale' },
    });
    const second = await put('/api/v1/calendars/office', office({ name: 'Main office' }), seen(1));
    expect(second).toMatchObject({ status: 200, body: { version: 2, name: 'Main office' }, headers: { etag: '"2"' } });
    const { body } = await service.get('ann', '/api/v1/calendars');
    expect(body.filter((one: { id: string }) => one.id === 'office')).toMatchObject([
      { version: 2, name: 'Main office' },
    ]);
  });

  it.each([
    ['is never open', office({ week: {} }), 422, 'no-open-hours'],
    ['is only open on holidays', office({ week: { 1: [] } }), 422, 'no-open-hours'],
    ['is in a zone that does not exist', office({ zone: 'Mars/Olympus' }), 400, 'invalid-request'],
    ['opens at 25 o’clock', office({ week: { 1: [{ from: '25:00', to: '26:00' }] } }), 422, 'window-malformed'],
    ['opens when the sun rises', office({ week: { 1: [{ from: 'dawn', to: 'dusk' }] } }), 400, 'invalid-request'],
    ['has an eighth day', office({ week: { 8: allDay } }), 400, 'invalid-request'],
    ['has nothing for a day', office({ week: { 1: null } }), 422, 'no-open-hours'],
    ['has a holiday without a date', office({ holidays: [{ kind: 'date', name: 'x' }] }), 422, 'holiday-malformed'],
    [
      'says a date twice',
      office({
        overrides: [
          { date: '2099-01-01', windows: [] },
          { date: '2099-01-01', windows: [] },
        ],
      }),
      422,
      'override-repeated',
    ],
  ])('that %s is refused', async (_, calendar, status, code) => {
    const reply = await put('/api/v1/calendars/bad', calendar);
    expect({ status: reply.status, code: reply.body.code }).toEqual({ status, code });
    expect(reply.body.title).toMatch(/\.$/);
  });

  it('says how many due dates move, and asks the worker to move them', async () => {
    const { body: opened } = await service.open();
    const inUse = {
      name: 'Always',
      zone: 'Europe/Berlin',
      week: { 1: [{ from: '09:00', to: '10:00' }] },
      holidays: [],
      overrides: [],
    };
    const saved = await put('/api/v1/calendars/always', inUse, seen(1));
    expect(saved.body.dueDatesThatMove).toBeGreaterThanOrEqual(2);
    expect(saved.body.caseIds).toEqual([opened.id]);
    const effects = await service.given.dataSource.query(
      `SELECT effect_key, body FROM outbox WHERE topic = 'recalculate'`,
    );
    expect(effects).toEqual([
      { effect_key: 'recalculate:always:2', body: { calendarId: 'always', version: 2, afterId: null } },
    ]);
  });

  it('is looked at before it is saved', async () => {
    const monday = '2026-03-02T09:00:00+01:00';
    const question = {
      calendar: office(),
      from: '2026-03-01T23:00:00Z',
      to: '2026-03-08T23:00:00Z',
      startAt: monday,
      seconds: [0, 3600, 10 * 3600],
    };
    const preview = await service.post('ada', '/api/v1/calendars/preview', question);
    expect(preview).toMatchObject({
      status: 200,
      body: {
        isOpen: true,
        windows: [{ open: '2026-03-02T08:00:00.000Z', close: '2026-03-02T16:00:00.000Z' }],
        dues: [
          { seconds: 0, at: '2026-03-02T08:00:00.000Z' },
          { seconds: 3600, at: '2026-03-02T09:00:00.000Z' },
          { seconds: 36_000, at: '2026-03-09T10:00:00.000Z' },
        ],
      },
    });
    const closed = { ...question, calendar: office({ week: {} }) };
    expect(await service.post('ada', '/api/v1/calendars/preview', closed)).toMatchObject({
      status: 422,
      body: { code: 'no-open-hours' },
    });
    const { body } = await service.get('ada', '/api/v1/calendars');
    expect(body.map((one: { id: string }) => one.id)).not.toContain('preview');
  });

  it('is edited by one of two who try at once', async () => {
    await put('/api/v1/calendars/office', office());
    const replies = await Promise.all(
      [1, 2].map((n) => put('/api/v1/calendars/office', office({ name: `Edit ${n}` }), seen(1))),
    );
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 412]);
  });
});

const leg = (key: string, step: number, departmentId: string, olaSeconds = 3600) => ({
  key,
  name: key,
  step,
  departmentId,
  mandatory: true,
  olaSeconds,
  reworkShare: 0.5,
  packageFields: [{ key: 'invoice', label: 'Invoice', required: true }],
  exitChecklist: [],
  preparation: [],
  mayContactCustomer: true,
  customerWording: key,
});
const targets = (seconds: number) => ({ P1: seconds, P2: seconds, P3: seconds, P4: seconds });
const journey = (differs: object = {}) => ({
  name: 'Exchange',
  legs: [leg('intake', 1, 'frontline'), leg('check', 2, 'billing'), leg('law', 2, 'legal'), leg('end', 3, 'frontline')],
  joins: [{ step: 2, rule: { kind: 'n-of', n: 1 } }],
  caseTargetSeconds: targets(86_400),
  firstResponseSeconds: targets(3600),
  active: true,
  ...differs,
});

describe('a journey', () => {
  it('is saved, and cases run by it', async () => {
    expect(await put('/api/v1/journeys/exchange', journey())).toMatchObject({
      status: 201,
      body: { version: 1, silenceSeconds: null },
    });
    const { body } = await service.open({ journeyId: 'exchange' });
    expect(body.legs.map((one: { name: string }) => one.name)).toEqual(['intake', 'check', 'law', 'end']);
    const missing = await service.post('ann', `/api/v1/legs/${body.legs[0].id}/hand-over`, { package: {}, note: 'x' });
    expect(missing).toMatchObject({ status: 422, body: { code: 'package-incomplete', missing: [{ key: 'invoice' }] } });
  });

  it.each([
    ['whose legs cannot fit', journey({ caseTargetSeconds: targets(7200) }), 422, 'legs-exceed-case-target'],
    ['without legs', journey({ legs: [] }), 422, 'no-legs'],
    [
      'that begins in a back office',
      journey({ legs: [leg('a', 1, 'billing'), leg('b', 2, 'frontline')], joins: [] }),
      422,
      'first-leg-not-frontline',
    ],
    [
      'to a department that does not exist',
      journey({ legs: [leg('a', 1, 'nowhere')], joins: [] }),
      422,
      'unknown-department',
    ],
    [
      'with a join that cannot be met',
      journey({ joins: [{ step: 2, rule: { kind: 'n-of' } }] }),
      422,
      'join-cannot-be-met',
    ],
    [
      'with a target of nothing',
      journey({ legs: [leg('a', 1, 'frontline', 0)], joins: [] }),
      422,
      'target-not-positive',
    ],
    ['with a target of a century', journey({ caseTargetSeconds: targets(3_153_600_000) }), 400, 'invalid-request'],
  ])('%s is refused', async (_, body, status, code) => {
    const reply = await put('/api/v1/journeys/bad', body);
    expect({ status: reply.status, code: reply.body.code }).toEqual({ status, code });
  });
});

describe('a journey that is still being written', () => {
  const preview = async (body: object) => (await service.post('ada', '/api/v1/journeys/preview', body)).body;

  it('says how much time its legs need, and that it would be saved', async () => {
    expect(await preview(journey())).toEqual({ neededSeconds: 10_800, refusal: null });
  });

  it('says why it would not be saved, and where', async () => {
    expect(await preview(journey({ caseTargetSeconds: targets(7200) }))).toMatchObject({
      neededSeconds: 10_800,
      refusal: { code: 'legs-exceed-case-target', priority: 'P1', leg: null },
    });
    expect(await preview(journey({ legs: [], joins: [] }))).toMatchObject({
      neededSeconds: null,
      refusal: { code: 'no-legs' },
    });
    expect(await preview(journey({ legs: [leg('a', 1, 'nowhere')], joins: [] }))).toMatchObject({
      neededSeconds: null,
      refusal: { code: 'unknown-department', leg: 'a' },
    });
  });
});

describe('a ladder', () => {
  const step = (offsetSeconds: number) => ({
    offsetSeconds,
    unit: 'business',
    audience: 'holder',
    channels: ['in-app'],
    action: 'ask',
    needsAck: true,
  });

  it('is saved when its steps follow each other', async () => {
    const policy = { name: 'Stalled', trigger: 'stall', steps: [step(0), step(3600)] };
    expect((await put('/api/v1/policies/stall', policy)).status).toBe(201);
    expect(await put('/api/v1/policies/bad', { ...policy, steps: [step(3600), step(0)] })).toMatchObject({
      status: 422,
      body: { code: 'offsets-not-ascending', field: 'steps.1.offsetSeconds' },
    });
  });
});

describe('departments and people', () => {
  const team = {
    name: 'Field',
    kind: 'back-office',
    calendarId: 'always',
    leadId: 'bill',
    acceptanceTargetSeconds: 600,
    stallThresholdSeconds: 600,
    active: true,
  };
  const newcomer = {
    name: 'Nora',
    email: 'nora@example.com',
    role: 'agent',
    departmentId: 'field',
    zone: 'Europe/Berlin',
  };

  it('are added and edited', async () => {
    expect((await put('/api/v1/departments/field', team)).status).toBe(201);
    const { status, body } = await put('/api/v1/people/nora', newcomer);
    expect(status).toBe(201);
    expect(body).toMatchObject({ active: true, presence: 'available' });
    const edited = await put('/api/v1/people/nora', { ...newcomer, role: 'lead' }, seen(body.version));
    expect(edited).toMatchObject({ status: 200, body: { role: 'lead' } });
    expect(await put('/api/v1/people/nora', newcomer, seen(body.version))).toMatchObject({ status: 412 });
  });

  it.each([
    ['departments/x', { ...team, calendarId: 'never' }, 422, 'unknown-calendar'],
    ['departments/x', { ...team, leadId: 'gone' }, 422, 'unknown-person'],
    ['people/x', { ...newcomer, departmentId: 'nowhere' }, 422, 'unknown-department'],
    ['people/x', { ...newcomer, departmentId: 'billing', email: 'Ann@Example.com' }, 409, 'email-taken'],
    ['people/x', { ...newcomer, departmentId: 'billing', substituteId: 'nobody' }, 422, 'unknown-person'],
    ['people/x', { ...newcomer, departmentId: 'billing', role: 'god' }, 400, 'invalid-request'],
  ])('%s that do not fit are refused: %#', async (url, body, status, code) => {
    const reply = await put(`/api/v1/${url}`, body);
    expect({ status: reply.status, code: reply.body.code }).toEqual({ status, code });
  });

  it('leave oversight with somebody', async () => {
    const { body } = await service.get('ada', '/api/v1/departments');
    const { id, version, ...oversight } = body.find((one: { id: string }) => one.id === 'oversight');
    const reply = await put(`/api/v1/departments/${id}`, { ...oversight, kind: 'back-office' }, seen(version));
    expect(reply).toMatchObject({ status: 409, body: { code: 'oversight-needed' } });
  });
});

describe('the language in which somebody is written to', () => {
  it('is theirs to choose among those that Baton speaks', async () => {
    expect((await service.get('bea', '/api/v1/me')).body.language).toBeNull();
    const chosen = await service.post('bea', '/api/v1/me/language', { language: 'de' });
    expect(chosen).toMatchObject({ status: 200, body: { id: 'bea', language: 'de' } });
    expect((await service.get('bea', '/api/v1/me')).body.language).toBe('de');
    expect((await service.get('ann', '/api/v1/me')).body.language).toBeNull();
    const klingon = await service.post('bea', '/api/v1/me/language', { language: 'tlh' });
    expect(klingon).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
    expect((await service.get('bea', '/api/v1/me')).body.language).toBe('de');
  });
});

describe('somebody who is away', () => {
  it('loses open offers to the pool, and keeps what they hold', async () => {
    const { body: opened } = await service.open();
    const handOver = { package: {}, note: 'x', toPersonId: 'bea' };
    const { body: offered } = await service.post('ann', `/api/v1/legs/${opened.legs[0].id}/hand-over`, handOver);
    expect(offered.handoffs).toMatchObject([{ level: 'person', toPersonId: 'bea', status: 'offered' }]);
    const away = await service.post('bea', '/api/v1/me/presence', { presence: 'away' });
    expect(away).toMatchObject({ status: 200, body: { presence: 'away' } });
    const { body } = await service.get('ann', `/api/v1/cases/${opened.id}`);
    expect(body.handoffs.at(-1)).toMatchObject({ level: 'pool', toPersonId: null, status: 'offered' });
  });

  it('is said to be away by their lead, and by nobody below', async () => {
    const away = { presence: 'away' };
    expect((await service.post('bill', '/api/v1/people/bea/presence', away)).body).toMatchObject({
      id: 'bea',
      presence: 'away',
    });
    expect((await service.post('fred', '/api/v1/people/bea/presence', away)).body.code).toBe('not-your-department');
    expect((await service.post('ann', '/api/v1/people/bea/presence', away)).status).toBe(403);
    expect((await service.post('ada', '/api/v1/people/nobody/presence', away)).status).toBe(404);
  });

  it('is relieved by the worker when an absence begins, and now if this process is killed meanwhile', async () => {
    const absences = [{ from: '2099-01-01T00:00:00Z', to: '2099-02-01T00:00:00Z' }];
    const before = await pendingReliefs('bill');
    await service.post('bill', '/api/v1/me/presence', { presence: 'away', absences });
    const [now, then] = (await pendingReliefs('bill')).slice(before.length);
    expect(now!.at - Date.now()).toBeLessThan(10_000);
    expect(then).toEqual({ entirely: false, at: Date.parse('2099-01-01T00:00:05Z') });
    await service.post('bill', '/api/v1/me/presence', { presence: 'available', absences: [] });
  });

  it('cannot end an absence before it begins', async () => {
    const absences = [{ from: '2099-02-01T00:00:00Z', to: '2099-01-01T00:00:00Z' }];
    const { status, body } = await service.post('bea', '/api/v1/me/presence', { presence: 'available', absences });
    expect({ status, code: body.code }).toEqual({ status: 422, code: 'absence-ends-before-it-begins' });
  });
});

/** What the worker will do for a person who goes, in the order of its time. */
async function pendingReliefs(personId: string): Promise<readonly { entirely: boolean; at: number }[]> {
  return service.given.dataSource.query(
    `SELECT (body->>'entirely')::boolean AS entirely, (extract(epoch FROM next_attempt_at) * 1000)::double precision AS at
     FROM outbox WHERE topic = 'relieve' AND body->>'personId' = $1 ORDER BY next_attempt_at`,
    [personId],
  );
}

describe('somebody who leaves', () => {
  const leave = (id: string) => service.post('ada', `/api/v1/people/${id}/deactivate`, { reason: 'New job' });

  it('hands everything to whoever stands in, and gets in no more', async () => {
    const { body: opened } = await service.open();
    expect((await service.get('ada', '/api/v1/people/ann/duties')).body).toEqual({
      openCases: 1,
      heirId: 'fred',
      leads: [],
    });
    const { status, body } = await leave('ann');
    expect({ status, active: body.active, cases: body.relievedCaseIds }).toEqual({
      status: 200,
      active: false,
      cases: [opened.id],
    });
    const { body: after } = await service.get('fred', `/api/v1/cases/${opened.id}`);
    expect(after).toMatchObject({ ownerId: 'fred', legs: [{ holderId: 'fred', responsibleId: 'fred' }, {}, {}] });
    expect((await service.get('ann', '/api/v1/me')).status).toBe(401);
    expect(await pendingReliefs('ann')).toMatchObject([{ entirely: true }]);
    expect((await leave('ann')).body.relievedCaseIds).toEqual([]);
  });

  it('leads no department while doing so', async () => {
    expect((await service.get('ada', '/api/v1/people/bill/duties')).body.leads).toContain('billing');
    expect((await service.get('ada', '/api/v1/people/nobody/duties')).status).toBe(404);
  });

  it.each([
    ['ada', 'last-admin'],
    ['bill', 'still-leads'],
  ])('is not %s: %s', async (id, code) => {
    expect(await leave(id)).toMatchObject({ status: 409, body: { code } });
  });
});
