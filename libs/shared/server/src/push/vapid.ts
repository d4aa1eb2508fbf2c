import { createECDH, createPrivateKey, type KeyObject, sign } from 'node:crypto';

/** By this a push service knows who sends: a key pair of the installation's, and a signed word for each service (RFC 8292). */
export class Vapid {
  /** Browsers bind their subscription to it. */
  readonly publicKey: string;
  private readonly privateKey: KeyObject;

  constructor(
    /** 32 random bytes: the private key on P-256. */
    secret: Buffer,
    /** Where the people of a push service can ask: `mailto:…` or `https://…`. */
    private readonly contact: string,
  ) {
    const pair = createECDH('prime256v1');
    pair.setPrivateKey(secret);
    const point = pair.getPublicKey();
    this.publicKey = point.toString('base64url');
    const [x, y] = [point.subarray(1, 33).toString('base64url'), point.subarray(33).toString('base64url')];
    const jwk = { kty: 'EC', crv: 'P-256', d: secret.toString('base64url'), x, y };
    this.privateKey = createPrivateKey({ key: jwk, format: 'jwk' });
  }

  /** The `Authorization` of a request to this endpoint. */
  authorizationFor(endpoint: string, now: number): string {
    const claims = { aud: new URL(endpoint).origin, exp: Math.floor(now / 1000) + LIFETIME_SECONDS, sub: this.contact };
    const signed = `${encoded({ typ: 'JWT', alg: 'ES256' })}.${encoded(claims)}`;
    const signature = sign('sha256', Buffer.from(signed), { key: this.privateKey, dsaEncoding: 'ieee-p1363' });
    return `vapid t=${signed}.${signature.toString('base64url')}, k=${this.publicKey}`;
  }
}

/** At most 24 hours are allowed; half of that bears a clock that is off. */
const LIFETIME_SECONDS = 12 * 3600;

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
