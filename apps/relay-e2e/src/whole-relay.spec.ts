import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';

import type { Name } from './support/company.js';
import { type Installation, startInstallation } from './support/installation.js';
import { until } from './support/until.js';
import type { CaseBody, HandoffBody, LegBody } from './support/views.js';

interface Notice {
  readonly caseId: string;
  readonly seq: number;
  readonly kind: string;
  readonly why: string;
}

const HOUR = 3_600_000;
const soon = (hours: number) => new Date(Date.now() + hours * HOUR).toISOString();

/** One case, from the call to the end, through four departments. The steps build on each other. */
jest.setTimeout(60_000);

describe('the whole relay of one case', () => {
  let baton: Installation;
  let stopWatching: () => void;
  const seenLive: { readonly kind: string; readonly data: string }[] = [];
  let id: string;

  beforeAll(async () => {
    baton = await startInstallation();
    stopWatching = await baton.as('olga').watches((event) => seenLive.push(event));
  });
  afterAll(async () => {
    stopWatching?.();
    await baton?.close();
  });

  const now = () => baton.as('ana').reads(id);
  const leg = async (name: string): Promise<LegBody> => (await now()).legs.findLast((one) => one.name === name)!;
  const offerOf = (state: CaseBody, legId: string): HandoffBody | undefined =>
    state.handoffs.find(({ toLegId, status }) => toLegId === legId && status === 'offered');
  const openOffer = async (name: string) => offerOf(await now(), (await leg(name)).id)!;
  const accepts = async (who: Name, name: string) =>
    baton.as(who).does(`/handoffs/${(await openOffer(name)).id}/accept`);
  const types = async () => (await baton.as('ana').history(id)).map(({ type }) => type);
  const isTold = (who: Name, kind: string) =>
    until(`${who} is told of ${kind}`, async () => {
      const { body } = await baton.as(who).get<{ items: readonly Notice[] }>('/notices?limit=200');
      return body.items.find((notice) => notice.caseId === id && notice.kind === kind);
    });

  it('begins with whoever took the call, who owns it', async () => {
    const opened = await baton.as('ana').opens('repair', { priority: 'P1' });
    id = opened.id;
    expect(opened).toMatchObject({ ownerId: 'ana', status: 'open' });
    expect(opened.legs.map(({ status, responsibleId }) => [status, responsibleId])).toEqual([
      ['running', 'ana'],
      ...Array.from({ length: 4 }, () => ['planned', null]),
    ]);
    await until('oversight sees it live', async () => seenLive.some(({ data }) => data.includes(id)));
  });

  it('is not handed over with half a brief, and a decline brings it back', async () => {
    const intake = (await leg('Take the call')).id;
    const refused = await baton.as('ana').mayNot(`/legs/${intake}/hand-over`, { package: {}, note: 'x' });
    expect(refused).toMatchObject({ status: 422, code: 'package-incomplete' });

    await baton.as('ana').does(`/legs/${intake}/hand-over`, { package: { invoice: '?' }, note: 'please check' });
    const { id: offer } = await openOffer('Check the cover');
    await baton.as('bea').does(`/handoffs/${offer}/decline`, { code: 'incomplete-package', note: 'Which invoice?' });
    expect(await leg('Take the call')).toMatchObject({ status: 'running', responsibleId: 'ana' });
    expect((await isTold('ana', 'offer-declined')).why).toBe('you-sent-it');
  });

  it('climbs from the person to the pool, the lead and oversight while nobody answers (H7)', async () => {
    const intake = (await leg('Take the call')).id;
    await baton.as('ana').does(`/legs/${intake}/hand-over`, {
      package: { invoice: '4711' },
      note: 'now with its number',
      toPersonId: 'bob',
    });
    const check = (await leg('Check the cover')).id;
    await until('oversight has the offer', async () => offerOf(await now(), check)?.level === 'oversight', 30);
    const state = await now();
    const climb = state.handoffs.filter(({ toLegId }) => toLegId === check).slice(1);
    expect(climb.map(({ level, toPersonId, status }) => [level, toPersonId, status])).toEqual([
      ['person', 'bob', 'expired'],
      ['pool', null, 'expired'],
      ['lead', 'lou', 'expired'],
      ['oversight', null, 'offered'],
    ]);
    expect(state.findings.filter(({ kind }) => kind === 'offer-expired')).toHaveLength(3);
    expect(state.legs.find((one) => one.id === check)).toMatchObject({ status: 'offered', responsibleId: 'ana' });
    await isTold('olga', 'offer');
    const stalled = await baton
      .as('olga')
      .get<{ items: readonly { caseId: string; nextAction: string }[] }>('/stalled');
    expect(stalled.body.items.find(({ caseId }) => caseId === id)!.nextAction).toMatch(/Accept the offer/);
  });

  it('goes on when oversight names somebody who accepts, and the next legs hear that it comes (N7)', async () => {
    const { id: offer } = await openOffer('Check the cover');
    await baton.as('olga').does(`/handoffs/${offer}/reroute`, { toPersonId: 'bea', note: 'Bea is free' });
    const accepted = await accepts('bea', 'Check the cover');
    expect(accepted.legs.find(({ name }) => name === 'Check the cover')).toMatchObject({ holderId: 'bea' });
    expect(accepted.legs.find(({ name }) => name === 'Take the call')).toMatchObject({ status: 'done' });
    await isTold('wanda', 'pre-alert');
    expect((await leg('Mend it')).expectedAt).toMatch(/Z$/);
  });

  it('returns what lacks something, as a new visit of the leg before (H9)', async () => {
    await baton.as('bea').does(`/legs/${(await leg('Check the cover')).id}/return`, {
      code: 'incomplete-package',
      missing: 'The serial number',
    });
    expect(await leg('Take the call')).toMatchObject({ status: 'running', visitNo: 2, holderId: 'ana' });
    await baton.as('ana').does(`/legs/${(await leg('Take the call')).id}/hand-over`, {
      package: { invoice: '4711', serial: 'A-1' },
      note: 'with the serial number',
      toPersonId: 'bea',
    });
    await accepts('bea', 'Check the cover');
    expect(await now()).toMatchObject({ returns: 1 });
  });

  it('stands still while the customer is asked, and goes on when they answer (clock rules 16, 18)', async () => {
    const check = (await leg('Check the cover')).id;
    await baton.as('bea').does(`/legs/${check}/pause`, { reason: 'waiting-customer', waitingFor: 'A photo' });
    expect(await leg('Check the cover')).toMatchObject({ status: 'waiting' });
    const { clocks } = await now();
    expect(clocks.some(({ kind, state }) => kind === 'leg-ola' && state === 'paused')).toBe(true);
    await baton.as('ana').does(`/cases/${id}/customer-messages`, { channel: 'email', text: 'Here is the photo' });
    expect(await leg('Check the cover')).toMatchObject({ status: 'running' });

    await baton.as('bea').does(`/legs/${check}/pause`, { reason: 'waiting-vendor', waitingFor: 'The maker' });
    await baton.as('bea').does(`/legs/${check}/resume`);
    expect(await leg('Check the cover')).toMatchObject({ status: 'running' });
  });

  it('runs two legs side by side, and asks about the one that stalls (E1, E9)', async () => {
    const handed = await baton.as('bea').does(`/legs/${(await leg('Check the cover')).id}/hand-over`, {
      package: {},
      note: 'It is covered',
    });
    expect(handed.handoffs.filter(({ status }) => status === 'offered')).toHaveLength(2);
    await accepts('wim', 'Mend it');
    await accepts('pia', 'Get the part');

    const mend = (await leg('Mend it')).id;
    const chase = await until('Wim is asked', async () =>
      (await now()).chases.find((one) => one.legId === mend && one.answer === null && one.closedAt === null),
    );
    expect(chase.askedIds).toEqual(['wim']);
    await isTold('wim', 'chase');
    await baton.as('wim').does(`/chases/${chase.id}/answer`, { answer: 'on-track', etaAt: soon(1) });
    expect((await now()).chases.find((one) => one.id === chase.id)).toMatchObject({ answer: 'on-track' });
    expect(await baton.as('wim').mayNot(`/chases/${chase.id}/answer`, { answer: 'need-help' })).toMatchObject({
      status: 409,
      code: 'already-answered',
    });
  });

  it('keeps a promise with a word to the customer (P3)', async () => {
    const due = { precision: 'minute', at: soon(2) };
    const promised = await baton.as('ana').does(`/cases/${id}/promises`, { text: 'We call about the part', due });
    const [promise] = promised.promises;
    const looseEnds = await baton.as('ana').mayNot(`/cases/${id}/resolve`, { closureCode: 'mended', message: 'Done' });
    expect(looseEnds).toMatchObject({ status: 409, code: 'loose-ends' });
    const kinds = (looseEnds['looseEnds'] as { kind: string }[]).map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(['leg-active', 'mandatory-leg-not-run', 'promise-open']));

    const kept = await baton.as('ana').does(`/cases/${id}/contacts`, {
      channel: 'phone',
      text: 'The part comes tomorrow',
      reached: true,
      promiseIds: [promise!.id],
      answersCustomer: true,
    });
    expect(kept.promises).toMatchObject([{ status: 'kept' }]);
  });

  it('tells everyone whom a disruption touches, until each of them knows', async () => {
    const part = (await leg('Get the part')).id;
    const raised = await baton.as('pia').does(`/cases/${id}/disruptions`, {
      kind: 'delay',
      legId: part,
      text: 'The part is back-ordered',
      newEtaAt: soon(30),
      affectsOutcome: true,
    });
    const disruption = raised.disruptions.at(-1)!;
    const recipients = disruption.recipients.map(({ personId }) => personId as Name);
    expect(recipients).toEqual(['lea', 'ana']);
    await isTold('ana', 'disruption');
    for (const who of recipients) await baton.as(who).does(`/disruptions/${disruption.id}/acknowledge`);
    for (const other of (await now()).disruptions) {
      for (const { personId, acknowledgedAt } of other.recipients)
        if (acknowledgedAt === null) await baton.as(personId as Name).does(`/disruptions/${other.id}/acknowledge`);
    }
  });

  it('joins when both are done, and ends with the customer told', async () => {
    await baton.as('wim').does(`/legs/${(await leg('Mend it')).id}/hand-over`, { package: {}, note: 'mended' });
    expect(await leg('Tell the customer')).toMatchObject({ status: 'planned' });
    await baton.as('pia').does(`/legs/${(await leg('Get the part')).id}/hand-over`, { package: {}, note: 'it came' });
    expect(await leg('Tell the customer')).toMatchObject({ status: 'offered' });
    await accepts('ana', 'Tell the customer');

    const untold = await baton.as('ana').mayNot(`/cases/${id}/resolve`, { closureCode: 'mended' });
    expect(untold).toMatchObject({ status: 409, code: 'loose-ends' });
    expect((untold['looseEnds'] as { kind: string }[]).map(({ kind }) => kind).sort()).toEqual([
      'cause-missing',
      'closing-message-missing',
    ]);
    await baton.as('ana').does(`/cases/${id}/resolve`, {
      closureCode: 'mended',
      causeCode: 'brief-incomplete',
      message: 'Your heater is warm again.',
    });
    const closed = await baton.as('ana').does(`/cases/${id}/close`, { note: 'She confirmed it' });
    expect(closed).toMatchObject({ status: 'closed', ownerId: 'ana' });
  });

  it('leaves a history without gaps, and everything in order', async () => {
    const events = await baton.as('ana').history(id);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    expect(await types()).toEqual(
      expect.arrayContaining(['handoff.declined', 'handoff.expired', 'leg.returned', 'chase.answered', 'case.closed']),
    );
    expect(seenLive.filter(({ kind }) => kind === 'broken')).toEqual([]);
    await baton.isHealthy();
  });
});
