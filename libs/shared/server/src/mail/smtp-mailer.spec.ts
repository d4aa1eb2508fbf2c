import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createServer, type Server as TcpServer, type Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { AutomatedMail, Mailer } from './mailer.js';
import { smtpMailer } from './smtp-mailer.js';

const messageId = '<leg-42-v3-notify-anna@baton.example.com>';
const aMail = (with_: Partial<AutomatedMail> = {}): AutomatedMail => ({
  messageId,
  to: 'anna@example.com',
  subject: 'Fall 4711: bitte übernehmen',
  text: 'Grüße\n.\nDas war ein Punkt.',
  autoSubmitted: 'auto-generated',
  ...with_,
});

interface Received {
  readonly from: string | undefined;
  readonly to: readonly string[];
  readonly raw: string;
}

let received: Received[];
let server: SMTPServer | undefined;
let mailer: Mailer | undefined;

beforeEach(() => {
  received = [];
});
afterEach(async () => {
  await mailer?.close();
  await new Promise<void>((resolve) => (server ? server.close(resolve) : resolve()));
  mailer = server = undefined;
});

const from = 'baton@example.com';
const mailerFor = (smtpUrl: string) => (mailer = smtpMailer({ smtpUrl, from, installationId: 'i-1' }));

/** A mail server that notes what it is sent, and behaves otherwise where a test says so. */
async function aServer(behaviour: SMTPServerOptions = {}, credentials = ''): Promise<Mailer> {
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          from: mailFrom ? mailFrom.address : undefined,
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString(),
        });
        done();
      });
    },
    ...behaviour,
  });
  smtp.on('error', () => {}); // clients that leave in the middle
  server = smtp;
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  return mailerFor(`smtp://${credentials}127.0.0.1:${(smtp.server.address() as { port: number }).port}`);
}

const hangUp = () => server!.connections.forEach((one: { close(): void }) => one.close());
const says = (responseCode: number) => Object.assign(new Error('no'), { responseCode });

describe('sending mail', () => {
  it('brings it whole to the one recipient', async () => {
    const anna = await aServer();
    expect(await anna.send(aMail({ html: '<p>Grüße</p>' }))).toEqual({
      outcome: 'sent',
      response: expect.stringContaining('250'),
    });
    expect(received).toEqual([{ from, to: ['anna@example.com'], raw: expect.any(String) }]);
    const { raw } = received[0]!;
    expect(raw).toMatch(/^From: Baton <baton@example\.com>\r$/m);
    expect(raw).toMatch(/^To: anna@example\.com\r$/m);
    expect(raw).toMatch(/^Subject: =\?UTF-8\?/m);
    expect(raw).toContain('Gr=C3=BC=C3=9Fe');
    expect(raw).toContain('Das war ein Punkt.');
  });

  it('marks it as automatic, with the Message-ID it was given (T8)', async () => {
    await (await aServer()).send(aMail());
    expect(headers()).toMatchObject({
      'message-id': messageId,
      'auto-submitted': 'auto-generated',
      'x-auto-response-suppress': 'All',
      'x-baton-loop': 'i-1',
      precedence: 'bulk',
    });
  });

  it('does not call an answer bulk mail', async () => {
    await (await aServer()).send(aMail({ autoSubmitted: 'auto-replied' }));
    expect(headers()).toMatchObject({ 'auto-submitted': 'auto-replied' });
    expect(headers()).not.toHaveProperty('precedence');
  });

  it('has bounces sent elsewhere when asked', async () => {
    await (await aServer()).send(aMail({ returnPath: 'bounce+token@example.com' }));
    expect(received[0]!.from).toBe('bounce+token@example.com');
    expect(headers().from).toBe('Baton <baton@example.com>');
  });

  it('keeps to one message and one recipient, whatever the mail says', async () => {
    const anna = await aServer();
    const rejected = {
      outcome: 'rejected',
      reason: expect.stringMatching(/^its (subject|recipient|return path|Message-ID) /),
    };
    for (const bad of [
      { subject: 'Hello\r\nBcc: eve@example.com' },
      { subject: 'Hello\nX: y' },
      { subject: 'Hello\rX: y' },
      { subject: 'Hello\0' },
      { to: 'anna@example.com\r\nRCPT TO:<eve@example.com>' },
      { to: 'anna@example.com, eve@example.com' },
      { to: 'anna@example.com;eve@example.com' },
      { to: '"eve@evil.example x"@example.com' },
      { to: 'Anna <anna@example.com>' },
      { to: 'anna@example.com>' },
      { to: 'anna(eve@evil.example)@example.com' },
      { to: 'anna\u200b@example.com' },
      { to: '' },
      { to: `${'a'.repeat(250)}@example.com` },
      { returnPath: 'bounce@example.com\r\nDATA' },
      { messageId: '<a@b>\r\nBcc: eve@example.com' },
      { messageId: 'no-brackets@example.com' },
    ]) {
      expect([bad, await anna.send(aMail(bad))]).toEqual([bad, rejected]);
    }
    expect(received).toEqual([]);
  });

  it('takes a text that looks like a command for text', async () => {
    await (await aServer()).send(aMail({ text: 'Hi\r\n.\r\nMAIL FROM:<eve@example.com>\r\nDATA\r\n' }));
    expect(received).toHaveLength(1);
    expect(received[0]!.raw).toContain('MAIL FROM:<eve@example.com>');
  });
});

describe('mail that does not go out', () => {
  it.each([550, 552, 554])('is rejected when the server refuses the recipient with %i', async (code) => {
    const anna = await aServer({ onRcptTo: (_address, _session, done) => done(says(code)) });
    expect(await anna.send(aMail())).toMatchObject({ outcome: 'rejected', reason: expect.stringContaining(`${code}`) });
  });

  it('is rejected when the server refuses its content', async () => {
    const anna = await aServer({
      onData: (stream, _session, done) => void stream.resume().on('end', () => done(says(554))),
    });
    expect(await anna.send(aMail())).toMatchObject({ outcome: 'rejected' });
  });

  it('is deferred by a 4xx: greylisting', async () => {
    const anna = await aServer({ onRcptTo: (_address, _session, done) => done(says(451)) });
    expect(await anna.send(aMail())).toMatchObject({ outcome: 'deferred', reason: expect.stringContaining('451') });
  });

  it('is deferred when the fault is ours: the sender is refused', async () => {
    const anna = await aServer({ onMailFrom: (_address, _session, done) => done(says(550)) });
    expect(await anna.send(aMail())).toMatchObject({ outcome: 'deferred' });
  });

  it('is deferred when the fault is ours: the password is refused, and is not told', async () => {
    const wrong = {
      authOptional: false,
      onAuth: (_auth: unknown, _session: unknown, done: (error: Error) => void) => done(says(535)),
    };
    const anna = await aServer({ ...wrong, allowInsecureAuth: true }, 'baton:hunter2@');
    const outcome = await anna.send(aMail());
    expect(outcome).toMatchObject({ outcome: 'deferred', reason: expect.stringContaining('535') });
    expect(JSON.stringify(outcome)).not.toContain('hunter2');
  });

  it('is deferred while nobody listens', async () => {
    expect(await mailerFor('smtp://127.0.0.1:1').send(aMail())).toMatchObject({
      outcome: 'deferred',
      reason: expect.stringContaining('ECONNREFUSED'),
    });
  });

  it('is tried once by us: whether the server took it before it hung up is not known', async () => {
    let tries = 0;
    const anna = await aServer({
      onData(stream) {
        tries++;
        stream.resume().on('end', hangUp);
      },
    });
    expect(await anna.send(aMail())).toMatchObject({ outcome: 'deferred' });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(tries).toBe(1);
  });

  it('goes out on a new connection after the old one dropped', async () => {
    const anna = await aServer();
    await anna.send(aMail());
    hangUp();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await anna.send(aMail())).toMatchObject({ outcome: 'sent' });
  });

  describe('because the server is silent', () => {
    const sockets: Socket[] = [];
    let silent: TcpServer;
    beforeEach(async () => {
      silent = createServer((socket) => sockets.push(socket));
      await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    });
    afterEach(() => {
      sockets.splice(0).forEach((socket) => socket.destroy());
      silent.close();
    });

    it('is deferred as soon as the caller’s time is up', async () => {
      const { port } = silent.address() as { port: number };
      const asked = performance.now();
      const outcome = await mailerFor(`smtp://127.0.0.1:${port}`).send(aMail(), AbortSignal.timeout(200));
      expect(outcome).toMatchObject({ outcome: 'deferred' });
      expect(performance.now() - asked).toBeLessThan(2_000);
    });
  });
});

function headers(): Record<string, string> {
  const head = received[0]!.raw.split('\r\n\r\n')[0]!.replace(/\r\n\s+/g, ' ');
  return Object.fromEntries(
    head.split('\r\n').map((line) => {
      const colon = line.indexOf(': ');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 2)];
    }),
  );
}
