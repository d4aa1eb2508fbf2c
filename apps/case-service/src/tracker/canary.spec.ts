import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Case, Company } from '@baton/domain';
import { CompanyDirectory, readCaseOf } from '@baton/persistence';
import { company } from '../testing/a-company.js';
import { aService, type TestService } from '../testing/a-service.js';
import { languageOf, languages } from './language.js';
import { TrackerThrottle } from './tracker-throttle.js';
import { LONGEST_TEXT, trackerPage } from './tracker-page.js';
import { trackerView } from './tracker-view.js';

/** A word that stands in every internal text and must stand on no page. */
const CANARY = 'kanarienvogel';
const inside = (where: string) => `${CANARY} ${where}`;

let service: TestService;
beforeAll(async () => {
  service = await aService();
  await service.given.directory.put(theCompany);
});
afterAll(() => service.close());

/** The company, with the canary in every name of ours. Of a person, the first name alone is for customers. */
const theCompany = {
  ...company,
  calendars: company.calendars.map((calendar) => ({ ...calendar, name: inside('calendar') })),
  departments: company.departments.map((department) => ({
    ...department,
    name: inside(`department ${department.id}`),
  })),
  people: company.people.map((person) => ({
    ...person,
    name: `${person.name} ${CANARY}`,
    email: `${CANARY}.${person.id}@example.com`,
  })),
  journeys: company.journeys.map((journey) => ({
    ...journey,
    version: 2,
    name: inside('journey'),
    legs: journey.legs.map((leg) => ({
      ...leg,
      name: inside('leg'),
      customerWording: `Stage ${leg.key}`,
      packageFields: [{ key: 'canary', label: inside('package field'), required: false }],
      exitChecklist: [{ key: 'canary', label: inside('checklist'), required: false }],
      preparation: [{ key: 'canary', label: inside('preparation'), required: false }],
    })),
  })),
};

const pages: string[] = [];

/** All that comes to a customer at an address, in every language: status line, headers and body. */
async function look(path: string, fields?: Record<string, string>): Promise<void> {
  for (const code of Object.keys(languages)) {
    service.app.get(TrackerThrottle)['uses'].clear();
    const { statusCode, headers, body } = await service.app.inject({
      method: fields ? 'POST' : 'GET',
      url: path,
      headers: { 'accept-language': code, ...(fields && { 'content-type': 'application/x-www-form-urlencoded' }) },
      ...(fields && { payload: new URLSearchParams(fields).toString() }),
    });
    pages.push(`${statusCode} ${path} ${JSON.stringify(headers)}\n${body}`);
  }
}

describe('nothing of ours reaches the customer', () => {
  it('through a whole relay, in every state of it', async () => {
    const opened = await service.open({ description: inside('description') });
    const { id } = opened.body as { id: string };
    const at = `/api/v1/cases/${id}`;
    const done = async (personId: string, url: string, body: object = {}) => {
      const { status, body: answer } = await service.post(personId, url, body);
      if (status !== 200) throw new Error(`${url}: ${status} ${JSON.stringify(answer)}`);
      await look(path);
      return answer;
    };
    const link = await service.post('ann', `${at}/tracker-link`);
    const path = new URL(link.body.url as string).pathname;
    await look(path);

    const soon = new Date(Date.now() + 7_200_000).toISOString();
    await done('ann', `${at}/notes`, { text: inside('note') });
    await done('ann', `${at}/contacts`, {
      channel: 'phone',
      text: inside('call'),
      reached: true,
      answersCustomer: true,
    });
    await done('ann', `${at}/priority`, { priority: 'P2', reason: inside('priority') });
    await done('ann', `${at}/ownership/offer`, { toPersonId: 'fred', note: inside('ownership') });
    await done('fred', `${at}/ownership/decline`, { note: inside('ownership declined') });
    await done('ann', `${at}/promises`, { text: 'We call you', due: { precision: 'minute', at: soon } });
    await done('ann', `${at}/legs`, {
      departmentId: 'legal',
      name: inside('extra leg'),
      mandatory: false,
      reason: inside('plan'),
    });
    const legs = (state: { legs: { id: string }[] }) => state.legs.map((leg) => leg.id);
    let state = await done('ann', `${at}/legs`, {
      departmentId: 'legal',
      name: inside('skipped leg'),
      mandatory: false,
      reason: inside('plan'),
    });
    await done('ann', `/api/v1/legs/${legs(state)[0]}/hand-over`, {
      package: { canary: inside('package') },
      note: inside('hand-over'),
      toDepartmentId: 'billing',
      legName: inside('named leg'),
      waiver: inside('waiver'),
    });
    const offer = async () =>
      (await service.get('ann', at)).body.handoffs.find(({ status }: { status: string }) => status === 'offered')
        .id as string;
    await done('bea', `/api/v1/handoffs/${await offer()}/accept`);
    const mine = async () =>
      (await service.get('ann', at)).body.legs.find(
        ({ status, holderId }: { status: string; holderId: string }) =>
          holderId === 'bea' && ['running', 'waiting'].includes(status),
      ).id as string;
    const leg = await mine();
    await done('bea', `/api/v1/legs/${leg}/progress`, { kind: 'work-recorded', note: inside('progress') });
    await done('bea', `/api/v1/legs/${leg}/pause`, { reason: 'waiting-vendor', waitingFor: inside('vendor') });
    await done('bea', `/api/v1/legs/${leg}/resume`, {});
    await done('bea', `/api/v1/legs/${leg}/pause`, { reason: 'waiting-customer', waitingFor: inside('customer') });
    await done('bea', `/api/v1/legs/${leg}/resume`, {});
    await done('bea', `${at}/disruptions`, {
      kind: 'delay',
      legId: leg,
      text: inside('disruption'),
      newEtaAt: soon,
    });
    state = await done('bea', `${at}/questions`, { legId: leg, askedOfId: 'ann', text: inside('question') });
    const [question] = (state as unknown as { questions: { id: string }[] }).questions;
    await done('ann', `/api/v1/questions/${question!.id}/answer`, { answer: inside('answer') });
    await done('bea', `/api/v1/legs/${leg}/return`, { code: 'work-missing', missing: inside('missing') });

    for (const form of ['information', 'urgent', 'update', 'nothing'])
      for (const fields of [{ text: 'Hello' }, { text: '' }, { text: 'x'.repeat(LONGEST_TEXT + 1) }])
        await look(`${path}/${form}`, fields as Record<string, string>);
    await look('/t/nothing');
    await done('olga', `${at}/resolve`, {
      closureCode: inside('closure'),
      causeCode: inside('cause'),
      message: inside('closing call'),
      override: inside('override'),
    });
    await done('olga', `${at}/close`, { note: inside('close'), override: inside('override') });
    await done('olga', `${at}/reopen`, { reason: inside('reopen') });
    await done('olga', `${at}/cancel`, { reason: inside('cancel') });

    const { state: last } = (await readCaseOf(service.given.dataSource, { kind: 'case', id }))!;
    expect(JSON.stringify(last).split(CANARY).length).toBeGreaterThan(20);
    expect(pages.length).toBeGreaterThan(80);
    for (const page of pages) {
      expect(page.toLowerCase()).not.toContain(CANARY);
      expect(page).not.toMatch(/example\.com|\b(bea|lars|olga|fred|billing|legal)\b/i);
      for (const one of [id, ...last.legs.map((leg) => leg.id)]) expect(page).not.toContain(one);
    }
  });

  it('when the database is away or something breaks', async () => {
    const opened = await service.open();
    const link = await service.post('ann', `/api/v1/cases/${opened.body.id}/tracker-link`);
    const path = new URL(link.body.url as string).pathname;
    const directory = service.app.get(CompanyDirectory);
    const asOf = directory.asOf.bind(directory);
    directory.asOf = () => Promise.reject(new Error(inside('a broken thing')));
    const before = pages.length;
    await look(path);
    directory.asOf = asOf;
    await service.database.cut();
    await look(path);
    await service.database.restore();
    const seen = pages.slice(before);
    expect(seen[0]).toMatch(/^500 /);
    expect(seen[3]).toMatch(/^503 .*"retry-after":"5"/);
    for (const page of seen) expect(page).not.toMatch(new RegExp(`${CANARY}|stack|postgres|Error:`));
  });

  it('from any field of a case that is not meant for them, also one that is yet to be thought of', async () => {
    const opened = await service.open();
    const { state } = (await readCaseOf(service.given.dataSource, { kind: 'case', id: opened.body.id as string }))!;
    const people = await service.given.directory.current();
    const strange = everyTextReplaced(state) as Case;
    const crowd: Company = {
      ...people,
      people: new Map([[strange.ownerId, { ...people.people.get('ann')!, email: CANARY, name: `Ann ${CANARY}` }]]),
    };
    const view = trackerView(strange, crowd, Date.now());
    for (const code of Object.keys(languages)) {
      const language = languageOf(code, undefined);
      const page = trackerPage({ view, language, now: Date.now(), address: '/t/x', once: '1' });
      expect(page).not.toContain(CANARY);
      expect(page).toContain(state.subject);
    }
  });
});

/** What the page is made from, and the states and links by which it finds its way. Any other text becomes the canary. */
const meantForCustomers = new Set([
  'subject',
  'customerWording',
  'zone',
  'status',
  'kind',
  'reason',
  'trigger',
  'state',
]);

function everyTextReplaced(value: unknown, name = ''): unknown {
  if (typeof value === 'string') return meantForCustomers.has(name) || /^id$|Id$/.test(name) ? value : inside(name);
  if (Array.isArray(value)) return value.map((one) => everyTextReplaced(one, name));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, everyTextReplaced(one, key)]));
}
