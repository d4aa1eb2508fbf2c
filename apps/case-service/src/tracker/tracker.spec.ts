import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { InstallationSecrets } from '@baton/persistence';
import { aService, type Headers, type TestService } from '../testing/a-service.js';
import { TrackerThrottle } from './tracker-throttle.js';

let service: TestService;
beforeAll(async () => {
  service = await aService();
});
afterAll(() => service.close());

/** A customer with a browser: no token, no cookie. */
async function browse(
  url: string,
  { headers = {}, fields }: { headers?: Headers; fields?: Record<string, string> } = {},
) {
  const response = await service.app.inject({
    method: fields ? 'POST' : 'GET',
    url,
    headers: { ...(fields && { 'content-type': 'application/x-www-form-urlencoded' }), ...headers },
    ...(fields && { payload: new URLSearchParams(fields).toString() }),
  });
  return { status: response.statusCode, text: response.body, headers: response.headers };
}

/** A case of Ann's and the path of its link. */
async function aTracker(differs: object = {}) {
  const { body } = await service.open(differs);
  const link = await service.post('ann', `/api/v1/cases/${body.id}/tracker-link`);
  return { id: body.id as string, legs: body.legs as { id: string }[], path: new URL(link.body.url).pathname };
}

const stateOf = async (id: string) => (await service.get('ann', `/api/v1/cases/${id}`)).body;
const visible = (text: string) =>
  text
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

describe('the link', () => {
  it('is given to those who may write to the customer, and always the same', async () => {
    const { id, path } = await aTracker();
    const again = await service.post('ann', `/api/v1/cases/${id}/tracker-link`);
    expect(again).toMatchObject({ status: 200, body: { url: expect.stringMatching(/^http:.*\/t\/[\w-]{56}$/) } });
    expect(again.body.url.endsWith(path)).toBe(true);
    const refused = await service.post('bea', `/api/v1/cases/${id}/tracker-link`);
    expect(refused).toMatchObject({ status: 403, body: { code: 'may-not-contact-customer', who: ['ann'] } });
    expect(JSON.stringify(service.log)).not.toContain(path.split('/').at(-1));
  });

  it('of a confidential case is not even there for those whom it does not concern', async () => {
    const { id } = await aTracker({ confidential: true });
    expect((await service.post('lars', `/api/v1/cases/${id}/tracker-link`)).status).toBe(404);
  });

  it('opens nothing once a character is another one, wherever', async () => {
    const { path } = await aTracker();
    const token = path.split('/').at(-1)!;
    const unknown = await browse('/t/nothing');
    expect(unknown.status).toBe(404);
    for (let at = 0; at < token.length; at++) {
      const other = token[at] === 'A' ? 'B' : 'A';
      const { status, text } = await browse(`/t/${token.slice(0, at)}${other}${token.slice(at + 1)}`);
      expect({ at, status, text }).toEqual({ at, status: 404, text: unknown.text });
    }
    for (const malformed of [`${token}A`, token.slice(1), '%00', 'a'.repeat(60), '..%2f..%2fapi'])
      expect(await browse(`/t/${malformed}`)).toMatchObject({ status: 404, text: unknown.text });
    expect(await browse(`/t/${'A'.repeat(56)}/information`, { fields: { text: 'x' } })).toMatchObject({
      status: 404,
      text: unknown.text,
    });
    expect(await browse(`${path}/nothing`, { fields: { text: 'x' } })).toMatchObject({
      status: 404,
      text: unknown.text,
    });
  });

  it('takes as long to refuse a real case with a wrong signature as a case that is none', async () => {
    const { path } = await aTracker();
    const forged = `${path.slice(0, -4)}${path.endsWith('AAAA') ? 'BBBB' : 'AAAA'}`;
    const time = async (url: string) => {
      const times: number[] = [];
      for (let i = 0; i < 15; i++) {
        const start = performance.now();
        await browse(url);
        times.push(performance.now() - start);
      }
      return times.sort((a, b) => a - b)[7]!;
    };
    const [real, none, malformed] = [await time(forged), await time(`/t/${'A'.repeat(56)}`), await time('/t/x')];
    expect(Math.max(real, none, malformed) - Math.min(real, none, malformed)).toBeLessThan(8);
  });

  it('lives until its key is retired, and a new key makes another', async () => {
    const secrets = new InstallationSecrets(service.given.dataSource);
    const { id, path } = await aTracker();
    await secrets.rotate('tracker-link', { retireOlder: false });
    expect((await browse(path)).status).toBe(200);
    const { body } = await service.post('ann', `/api/v1/cases/${id}/tracker-link`);
    const newer = new URL(body.url).pathname;
    expect(newer).not.toBe(path);
    await secrets.rotate('tracker-link', { retireOlder: true });
    expect([(await browse(path)).status, (await browse(newer)).status]).toEqual([404, 404]);
  });
});

describe('the page', () => {
  it('says where it is, who has it, what comes and when', async () => {
    const { id, legs, path } = await aTracker();
    const first = await browse(path);
    expect(first.status).toBe(200);
    expect(visible(first.text)).toMatch(/Paid twice .*intake Now .*check To come .*wrap-up To come/);
    expect(visible(first.text)).toContain('Ann is working on it.');
    expect(visible(first.text)).toContain('Ann from customer service answers for your request until it is finished.');
    expect(visible(first.text)).toMatch(/Next step, expected to begin check \w.*Everything done, expected \w/);
    expect(visible(first.text)).toContain('America/New York');

    await service.post('ann', `/api/v1/legs/${legs[0]!.id}/hand-over`, { package: {}, note: 'x' });
    expect(visible((await browse(path)).text)).toMatch(/intake Now .*It is being passed to the next colleague/);
    const { handoffs } = await stateOf(id);
    await service.post('bea', `/api/v1/handoffs/${handoffs[0].id}/accept`);
    const second = visible((await browse(path)).text);
    expect(second).toMatch(/intake Done: .*check Now .*A colleague of Ann is working on it/);

    const pause = { reason: 'waiting-customer', waitingFor: 'the second invoice' };
    await service.post('bea', `/api/v1/legs/${(await stateOf(id)).legs[1].id}/pause`, pause);
    expect(visible((await browse(path)).text)).toContain('We need something from you');
  });

  it('shows promises, kept or not', async () => {
    const { id, path } = await aTracker();
    const due = { precision: 'day', date: '2045-06-01' };
    for (const text of ['We call you', 'We write to you'])
      expect((await service.post('ann', `/api/v1/cases/${id}/promises`, { text, due })).status).toBe(200);
    const [promise] = (await stateOf(id)).promises;
    const contact = { channel: 'phone', text: 'said it', reached: true, promiseIds: [promise.id] };
    await service.post('ann', `/api/v1/cases/${id}/contacts`, contact);
    const page = visible((await browse(path, { headers: { 'accept-language': 'en-US' } })).text);
    expect(page).toMatch(/We write to you By Thu, June 1, 2045 · Open .*We call you By Thu, June 1, 2045 · Kept/);
  });

  it('speaks the customer’s language, also when something is wrong', async () => {
    const { path } = await aTracker();
    const spoken = async (url: string, accept: string) =>
      (await browse(url, { headers: { 'accept-language': accept } })).text;
    expect(await spoken(path, 'de-AT,en;q=0.5')).toMatch(/<html lang="de">.*Wo es steht/s);
    expect(await spoken(path, 'fr, es-MX;q=0.8, en;q=0.1')).toMatch(/<html lang="es">.*En qué punto está/s);
    expect(await spoken(path, ',;q=,x-klingon,*')).toMatch(/<html lang="en">/);
    expect(await spoken(`${path}?lang=de`, 'es')).toMatch(/<html lang="de">/);
    expect(await spoken('/t/x', 'de')).toContain('Dieser Link funktioniert nicht');
  });

  it('weighs no more than 12 kB, however much there is', async () => {
    const { id, path } = await aTracker({ subject: 'x'.repeat(200) });
    const due = { precision: 'minute', at: '2045-06-01T10:00:00Z' };
    for (let i = 0; i < 12; i++)
      await service.post('ann', `/api/v1/cases/${id}/promises`, { text: `promise ${i} `.repeat(60), due });
    for (let i = 0; i < 12; i++) {
      const leg = {
        departmentId: 'billing',
        name: `n${i}`,
        customerWording: `${i} `.repeat(60).trim(),
        mandatory: true,
        reason: 'x',
      };
      expect((await service.post('ann', `/api/v1/cases/${id}/legs`, leg)).status).toBe(200);
    }
    const { text } = await browse(path, { headers: { 'accept-language': 'de' } });
    expect(text.match(/<li[ >]/g)).toHaveLength(6 + 8);
    expect(text).toContain('weitere Schritte folgen');
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(12 * 1024);
  });

  it('carries headers that keep it private, and a policy that lets nothing else in', async () => {
    const { path } = await aTracker();
    for (const url of [path, '/t/x']) {
      const { headers, text } = await browse(url);
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-robots-tag': 'noindex, nofollow, noarchive',
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': expect.stringMatching(/^default-src 'none'; style-src 'sha256-[^']+'; /),
      });
      expect(headers['set-cookie']).toBeUndefined();
      const [, style] = /<style>(.*?)<\/style>/s.exec(text)!;
      const hash = createHash('sha256').update(style!).digest('base64');
      expect(headers['content-security-policy']).toContain(`style-src 'sha256-${hash}'`);
      expect(text).not.toMatch(/<script|style=|https?:/);
    }
  });

  it('shows what people wrote as text, never as markup', async () => {
    const { path } = await aTracker({ subject: '<img src=x onerror=alert(1)>"\'&' });
    const { text } = await browse(path);
    expect(text).not.toContain('<img');
    expect(text).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;');
  });

  it('is there when all is done, and says so', async () => {
    const { id, path } = await aTracker();
    await service.post('ann', `/api/v1/cases/${id}/cancel`, { reason: 'changed their mind' });
    const { status, text } = await browse(path);
    expect(status).toBe(200);
    expect(visible(text)).toContain('was withdrawn');
    expect(text).not.toContain('/urgent');
    expect((await browse(`${path}/urgent`, { fields: { text: 'please' } })).status).toBe(409);
    expect((await browse(`${path}/information`, { fields: { text: 'wait' } })).status).toBe(303);
  });
});

describe('what the customer says', () => {
  it('comes in as their message, once, and they are told so', async () => {
    const { id, path } = await aTracker();
    const once = /name="once" value="([^"]+)"/.exec((await browse(path)).text)![1]!;
    const fields = { text: 'Line one\r\nLine two', once };
    const [sent, again] = [
      await browse(`${path}/information?lang=de`, { fields }),
      await browse(`${path}/information?lang=de`, { fields }),
    ];
    expect([sent.status, again.status]).toEqual([303, 303]);
    expect(sent.headers.location).toBe(`${path}?lang=de&told=information`);
    expect((await browse(String(sent.headers.location))).text).toContain('Danke. Ihre Ergänzung ist bei uns.');
    const { items } = (await service.get('ann', `/api/v1/cases/${id}/events`)).body;
    const written = items.filter(({ type }: { type: string }) => type === 'customer.wrote');
    expect(written).toMatchObject([{ by: null, facts: { channel: 'web', text: 'Line one\nLine two' } }]);
    expect(visible((await browse(path)).text)).toContain('owe you an answer');
  });

  it('is an avoidable contact when they have to ask, and an urgent one sets a ladder off', async () => {
    const { id, path } = await aTracker();
    expect((await browse(`${path}/update`, { fields: { once: 'a\0' } })).status).toBe(303); // What no text can hold is left out.
    expect(await stateOf(id)).toMatchObject({
      findings: [{ kind: 'avoidable-contact' }],
      escalations: [{ trigger: 'customer-asked', endedAt: null }],
    });
    const { text } = await browse(path);
    expect(visible(text)).toMatch(/You asked us for an update: .* You will hear from us by/);
    expect(text).not.toContain(`${path}/update`);
    const answer = { channel: 'phone', text: 'secret of the phone', reached: true, answersCustomer: true };
    await service.post('ann', `/api/v1/cases/${id}/contacts`, answer);
    const answered = visible((await browse(path)).text);
    expect(answered).toContain('We answered:');
    expect(answered).not.toContain('secret of the phone');
    expect((await browse(`${path}/urgent`, { fields: { text: 'We are moving out', once: 'b' } })).status).toBe(303);
    expect((await stateOf(id)).escalations[1]).toMatchObject({ trigger: 'customer-asked', endedAt: null });
    expect(visible((await browse(path)).text)).toContain('You told us that it has become urgent');
  });

  it.each([
    ['information', '  ', 'Please write a few words first.'],
    ['urgent', '', 'Please write a few words first.'],
    ['information', '<b>'.repeat(1400), 'Please keep it below 4000 characters.'],
  ])('is asked for again, with what was typed: %s', async (form, text, said) => {
    const { id, path } = await aTracker();
    const { version } = await stateOf(id);
    const reply = await browse(`${path}/${form}`, { fields: { text } });
    expect(reply.status).toBe(400);
    expect(visible(reply.text)).toContain(said);
    expect(reply.text).toContain(text.trim().replaceAll('<', '&lt;').replaceAll('>', '&gt;'));
    expect((await stateOf(id)).version).toBe(version);
  });

  it('is slowed down per link, and nothing typed is lost', async () => {
    const { path } = await aTracker();
    const other = await aTracker();
    for (let i = 0; i < 6; i++)
      expect((await browse(`${path}/information`, { fields: { text: `${i}` } })).status).toBe(303);
    const { status, text, headers } = await browse(`${path}/information`, { fields: { text: 'the seventh' } });
    expect(status).toBe(429);
    expect(Number(headers['retry-after'])).toBeGreaterThan(500);
    expect(text).toContain('the seventh');
    expect((await browse(`${other.path}/information`, { fields: { text: 'mine' } })).status).toBe(303);
  });

  it('is taken from a form only: nowhere else are forms read', async () => {
    const { id } = await aTracker();
    const { status } = await browse(`/api/v1/cases/${id}/notes`, { fields: { text: 'x' } });
    expect(status).toBe(415);
  });

  it('needs no origin: the page sends none, and no cookie counts', async () => {
    const { path } = await aTracker();
    const headers = { origin: 'null', cookie: 'baton-session=whatever' };
    expect((await browse(`${path}/information`, { fields: { text: 'x' }, headers })).status).toBe(303);
  });
});

describe('looking often', () => {
  it('is slowed down too, and forgotten after a while', () => {
    const throttle = new TrackerThrottle();
    for (let i = 0; i < 60; i++) expect(throttle.use('one', 'look', 1000)).toBe(0);
    expect(throttle.use('one', 'look', 1000)).toBe(60);
    expect(throttle.use('two', 'look', 1000)).toBe(0);
    expect(throttle.use('one', 'look', 62_000)).toBe(0);
  });
});
