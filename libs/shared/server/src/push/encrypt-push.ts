import { createCipheriv, createECDH, ECDH, hkdfSync, randomBytes } from 'node:crypto';

/** What a browser gave away so that only it can read what is pushed to it. */
export interface PushKeys {
  /** Its public key: a point on P-256, uncompressed, 65 bytes. */
  readonly publicKey: Buffer;
  /** 16 bytes that it shares with us alone. */
  readonly authSecret: Buffer;
}

/** Is this a point on the curve at all? A browser could say anything. */
export function isPushKey(publicKey: Buffer): boolean {
  try {
    ECDH.convertKey(publicKey, CURVE);
    return publicKey.length === 65;
  } catch {
    return false;
  }
}

/** Fresh for every message; a spec brings those of the RFC's example. */
interface Chance {
  readonly ours: ECDH;
  readonly salt: Buffer;
}

/** Encrypts a message for one browser: the body of the request, one record of `aes128gcm` (RFC 8291, RFC 8188). */
export function encryptPush(
  message: Buffer,
  { publicKey, authSecret }: PushKeys,
  { ours, salt }: Chance = newChance(),
): Buffer {
  const ourKey = ours.getPublicKey();
  const shared = ours.computeSecret(publicKey);
  const input = hkdf(shared, authSecret, Buffer.concat([Buffer.from('WebPush: info\0'), publicKey, ourKey]), 32);
  const key = hkdf(input, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = hkdf(input, salt, Buffer.from('Content-Encoding: nonce\0'), 12);

  const header = Buffer.alloc(21 + ourKey.length);
  salt.copy(header, 0);
  header.writeUInt32BE(RECORD_SIZE, 16);
  header.writeUInt8(ourKey.length, 20);
  ourKey.copy(header, 21);

  const cipher = createCipheriv('aes-128-gcm', key, nonce);
  return Buffer.concat([
    header,
    cipher.update(message),
    cipher.update(LAST_RECORD),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
}

const CURVE = 'prime256v1';
const RECORD_SIZE = 4096;
const LAST_RECORD = Buffer.from([2]);

function newChance(): Chance {
  const ours = createECDH(CURVE);
  ours.generateKeys();
  return { ours, salt: randomBytes(16) };
}

const hkdf = (key: Buffer, salt: Buffer, info: Buffer, length: number): Buffer =>
  Buffer.from(hkdfSync('sha256', key, salt, info, length));
