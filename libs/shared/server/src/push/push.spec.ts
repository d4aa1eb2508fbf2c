import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { encryptPush, isPushKey } from './encrypt-push.js';
import { PUSH_SERVICE, PushServices } from './push-services.js';
import { Vapid } from './vapid.js';
import { type PushMessage, WebPusher } from './web-pusher.js';

const bytes = (text: string) => Buffer.from(text, 'base64url');

describe('a message that is encrypted', () => {
  it('is, byte by byte, the example of RFC 8291', () => {
    const ours = createECDH('prime256v1');
    ours.setPrivateKey(bytes('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw'));
    const browser = {
      publicKey: bytes('BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4'),
      authSecret: bytes('BTBZMqHH6r4Tts7J_aSIgg'),
    };
    const message = Buffer.from('When I grow up, I want to be a watermelon');
    expect(encryptPush(message, browser, { ours, salt: bytes('DGv6ra1nlYgDCS1FRnbzlw') }).toString('base64url')).toBe(
      'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3' +
        'jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
    );
  });

  it('looks different each time', () => {
    const browser = aBrowser();
    expect(encryptPush(Buffer.from('x'), browser)).not.toEqual(encryptPush(Buffer.from('x'), browser));
  });
});

describe('the key of a browser', () => {
  const key = aBrowser().publicKey;
  it.each([
    ['a point on the curve', true, key],
    ['the same, compressed', false, Buffer.concat([Buffer.from([2 + (key[64]! & 1)]), key.subarray(1, 33)])],
    ['a point beside the curve', false, Buffer.concat([key.subarray(0, 64), Buffer.from([key[64]! ^ 1])])],
    ['nothing', false, Buffer.alloc(65)],
  ])('%s: %s', (_, isOne, bytesOfKey) => {
    expect(isPushKey(bytesOfKey)).toBe(isOne);
  });
});

describe('the word for a push service', () => {
  const now = Date.UTC(2026, 5, 1, 9);

  it('is signed by the key that browsers are told, for that service alone and for half a day (RFC 8292)', () => {
    const vapid = new Vapid(randomBytes(32), 'mailto:baton@example.com');
    const said = vapid.authorizationFor('https://fcm.googleapis.com/fcm/send/abc', now);
    const [, head, claims, signature, key] = /^vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), k=([\w-]+)$/.exec(said)!;
    expect(key).toBe(vapid.publicKey);
    expect(JSON.parse(String(bytes(head!)))).toEqual({ typ: 'JWT', alg: 'ES256' });
    expect(JSON.parse(String(bytes(claims!)))).toEqual({
      aud: 'https://fcm.googleapis.com',
      exp: now / 1000 + 12 * 3600,
      sub: 'mailto:baton@example.com',
    });
    const point = bytes(key!);
    const [x, y] = [point.subarray(1, 33).toString('base64url'), point.subarray(33).toString('base64url')];
    const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
    const isSigned = (what: string) =>
      verify('sha256', Buffer.from(what), { key: publicKey, dsaEncoding: 'ieee-p1363' }, bytes(signature!));
    expect([isSigned(`${head}.${claims}`), isSigned(`${head}.${claims}x`)]).toEqual([true, false]);
  });

  it('names the same key for the same secret, whichever process makes it', () => {
    const secret = randomBytes(32);
    expect(new Vapid(secret, 'mailto:a@b.c').publicKey).toBe(new Vapid(secret, 'https://b.c').publicKey);
  });
});

describe('the push services that are known', () => {
  const services = new PushServices(['https://push.example.com:8443', 'http://127.0.0.1:9999']);
  it.each([
    ['https://fcm.googleapis.com/fcm/send/abc:def', true],
    ['https://updates.push.services.mozilla.com/wpush/v2/abc', true],
    ['https://wns2-par02p.notify.windows.com/w/?token=abc', true],
    ['https://web.push.apple.com/QabC', true],
    ['https://push.example.com:8443/abc', true],
    ['http://127.0.0.1:9999/abc', true],
    ['http://fcm.googleapis.com/abc', false],
    ['https://fcm.googleapis.com:8443/abc', false],
    ['https://user:secret@fcm.googleapis.com/abc', false],
    ['https://fcm.googleapis.com.evil.example/abc', false],
    ['https://evil.example/fcm.googleapis.com', false],
    ['https://evilfcm.googleapis.com/abc', false],
    ['https://evilpush.apple.com/abc', false],
    ['https://evil.example#.push.apple.com', false],
    ['https://push.example.com/abc', false],
    ['http://127.0.0.1:5432/abc', false],
    ['http://169.254.169.254/latest/meta-data', false],
    ['file:///etc/passwd', false],
    ['not an address', false],
  ])('%s: %s', (endpoint, isKnown) => {
    expect(services.knows(endpoint)).toBe(isKnown);
  });

  it.each([
    ['https://push.example.com', true],
    ['http://localhost:9999', true],
    ['http://push.example.com', false],
    ['https://push.example.com/', false],
    ['https://*.example.com', false],
  ])('may be joined by %s: %s', (origin, isAllowed) => {
    expect(PUSH_SERVICE.test(origin)).toBe(isAllowed);
  });
});

describe('a message on its way', () => {
  let service: Server;
  let origin: string;
  let heard: { request: IncomingMessage; body: Buffer }[];
  let answer: { status: number; headers?: Record<string, string> };
  const vapid = new Vapid(randomBytes(32), 'mailto:baton@example.com');
  const message: PushMessage = { topic: 'topic1', text: 'An offer: ¿tú?', urgency: 'high', ttlSeconds: 60.7 };

  beforeAll(async () => {
    service = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        heard.push({ request, body: Buffer.concat(parts) });
        response.writeHead(answer.status, answer.headers).end();
      });
    });
    await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => service.close(resolve)));
  beforeEach(() => {
    heard = [];
    answer = { status: 201 };
  });

  const send = (endpoint = `${origin}/abc`, browser = aBrowser(), known: readonly string[] = [origin]) =>
    new WebPusher(vapid, new PushServices(known)).send({ endpoint, ...browser }, message);

  it('says what the service must know, and can be read by that browser alone', async () => {
    const browser = aBrowser();
    expect(await send(`${origin}/abc`, browser)).toEqual({ outcome: 'sent' });
    const { request, body } = heard[0]!;
    expect(request).toMatchObject({
      method: 'POST',
      url: '/abc',
      headers: { 'content-encoding': 'aes128gcm', ttl: '60', topic: 'topic1', urgency: 'high' },
    });
    expect(request.headers.authorization).toMatch(/^vapid t=.+, k=/);
    expect(decrypt(body, browser)).toBe('An offer: ¿tú?');
    expect(() => decrypt(body, aBrowser())).toThrow();
  });

  it.each([
    [200, {}, { outcome: 'sent' }],
    [404, {}, { outcome: 'gone' }],
    [410, {}, { outcome: 'gone' }],
    [429, { 'retry-after': '120' }, { outcome: 'deferred', afterSeconds: 120 }],
    [503, { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' }, { outcome: 'deferred', afterSeconds: null }],
    [403, {}, { outcome: 'deferred', reason: expect.stringMatching(/^127\.0\.0\.1:\d+ answered 403$/) }],
  ])('answered with %i: says what became of it', async (status, headers, outcome) => {
    answer = { status, headers };
    expect(await send()).toMatchObject(outcome);
  });

  it('follows nobody elsewhere', async () => {
    answer = { status: 303, headers: { location: `${origin}/internal` } };
    expect(await send()).toMatchObject({ outcome: 'deferred' });
    expect(heard).toHaveLength(1);
  });

  it('goes nowhere that is not known, whatever was written down', async () => {
    expect(await send(`${origin}/abc`, aBrowser(), [])).toEqual({ outcome: 'gone' });
    expect(heard).toEqual([]);
  });

  it('waits for a service that cannot be reached, and says why without the address', async () => {
    const passing = createServer();
    await new Promise<void>((resolve) => passing.listen(0, '127.0.0.1', resolve));
    const closed = `http://127.0.0.1:${(passing.address() as AddressInfo).port}`;
    await new Promise((resolve) => passing.close(resolve));
    expect(await send(`${closed}/secret`, aBrowser(), [closed])).toEqual({
      outcome: 'deferred',
      reason: expect.stringMatching(/^connect ECONNREFUSED [\d.:]+$/),
      afterSeconds: null,
    });
  });
});

function aBrowser() {
  const pair = createECDH('prime256v1');
  pair.generateKeys();
  return { pair, publicKey: pair.getPublicKey(), authSecret: randomBytes(16) };
}

/** As a browser reads it (RFC 8291, 3.4 and RFC 8188, 2). */
function decrypt(body: Buffer, { pair, publicKey, authSecret }: ReturnType<typeof aBrowser>): string {
  const salt = body.subarray(0, 16);
  const sender = body.subarray(21, 21 + body.readUInt8(20));
  const derive = (key: Buffer, with_: Buffer, info: Buffer, length: number) =>
    Buffer.from(hkdfSync('sha256', key, with_, info, length));
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), publicKey, sender]);
  const input = derive(pair.computeSecret(sender), authSecret, info, 32);
  const key = derive(input, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = derive(input, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
  const decipher = createDecipheriv('aes-128-gcm', key, nonce);
  decipher.setAuthTag(body.subarray(-16));
  const record = Buffer.concat([decipher.update(body.subarray(21 + sender.length, -16)), decipher.final()]);
  if (record.at(-1) !== 2) throw new Error('not the last record');
  return record.subarray(0, -1).toString();
}
