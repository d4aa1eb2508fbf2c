import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, randomUUID, verify } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a browser gets to show. */
export interface Shown {
  readonly title: string;
  readonly text: string;
  readonly lang: string;
  readonly tag: string;
  readonly path: string;
}

/** A message as it arrives at a push service, for one of its browsers. */
export interface Arrived {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** What becomes of a message: an answer, or the line breaks once it is there. */
type Fate = { readonly status: number; readonly headers?: Record<string, string> } | 'line breaks';

/** A push service of our own, in the place of the browsers' makers'. */
export async function startPushService() {
  const arrived: Arrived[] = [];
  const fates: Fate[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const headers = request.headers as Record<string, string>;
      arrived.push({ path: request.url!, headers, body: Buffer.concat(parts) });
      const fate = fates.shift() ?? { status: 201 };
      if (fate === 'line breaks') request.socket.destroy();
      else response.writeHead(fate.status, fate.headers).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    arrived,
    /** What becomes of the next messages; of those after them nothing bad. */
    next: (...coming: readonly Fate[]) => void fates.push(...coming),
    newBrowser: () => new PushedBrowser(origin),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The browser's side: its keys, and reading what came. Written from the RFCs, not from what sends. */
export class PushedBrowser {
  private readonly pair = createECDH('prime256v1');
  private readonly publicKey = this.pair.generateKeys();
  private readonly authSecret = randomBytes(16);
  readonly path = `/${randomUUID()}`;

  constructor(private readonly origin: string) {}

  /** What the page hands in when it is switched on. */
  get subscription() {
    return {
      endpoint: `${this.origin}${this.path}`,
      publicKey: this.publicKey.toString('base64url'),
      authSecret: this.authSecret.toString('base64url'),
    };
  }

  /** One record of aes128gcm (RFC 8188, 2) under keys that only this browser can derive (RFC 8291, 3.4). */
  read({ headers, body }: Arrived): Shown {
    if (headers['content-encoding'] !== 'aes128gcm') throw new Error(`cannot read ${headers['content-encoding']}`);
    const [salt, sender] = [body.subarray(0, 16), body.subarray(21, 86)];
    const hkdf = (key: Buffer, with_: Buffer, info: Buffer | string, length: number) =>
      Buffer.from(hkdfSync('sha256', key, with_, info, length));
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), this.publicKey, sender]);
    const input = hkdf(this.pair.computeSecret(sender), this.authSecret, info, 32);
    const key = hkdf(input, salt, 'Content-Encoding: aes128gcm\0', 16);
    const decipher = createDecipheriv('aes-128-gcm', key, hkdf(input, salt, 'Content-Encoding: nonce\0', 12));
    decipher.setAuthTag(body.subarray(-16));
    const record = Buffer.concat([decipher.update(body.subarray(86, -16)), decipher.final()]);
    if (record.at(-1) !== 2) throw new Error('this is not the last record');
    return JSON.parse(record.subarray(0, -1).toString()) as Shown;
  }
}

/** What the sender says of itself, once its signature is seen to be that of this key (RFC 8292). */
export function claimsOf({ headers }: Arrived, publicKey: string): Readonly<Record<string, unknown>> {
  const [, signed, signature, key] = /^vapid t=([\w-]+\.[\w-]+)\.([\w-]+), k=([\w-]+)$/.exec(
    headers['authorization']!,
  )!;
  if (key !== publicKey) throw new Error('signed by another key than browsers subscribed with');
  const point = Buffer.from(publicKey, 'base64url');
  const [x, y] = [point.subarray(1, 33).toString('base64url'), point.subarray(33).toString('base64url')];
  const known = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
  const format = { key: known, dsaEncoding: 'ieee-p1363' } as const;
  if (!verify('sha256', Buffer.from(signed!), format, Buffer.from(signature!, 'base64url')))
    throw new Error('the signature is wrong');
  return JSON.parse(Buffer.from(signed!.split('.')[1]!, 'base64url').toString()) as Record<string, unknown>;
}
