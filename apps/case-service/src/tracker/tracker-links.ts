import { createHmac, timingSafeEqual } from 'node:crypto';
import type { InstallationSecret, InstallationSecrets } from '@baton/persistence';

/**
 * Links that let a customer see one case without a sign-in: case, key number and a signature of 192 bits over both and the
 * purpose, as 56 characters. Only this installation can make them, and a retired key ends those that it signed.
 */
export class TrackerLinks {
  constructor(private readonly secrets: InstallationSecrets) {}

  async tokenOf(caseId: string): Promise<string> {
    const key = await this.secrets.current(PURPOSE);
    const head = Buffer.alloc(HEAD_BYTES);
    head.write(caseId.replaceAll('-', ''), 'hex');
    head.writeUInt16BE(key.keyId, CASE_BYTES);
    return Buffer.concat([head, signatureOf(head, key)]).toString('base64url');
  }

  /**
   * The case that a token opens, or null. What is malformed, unknown or signed by somebody else takes the same way and the
   * same time: no case is looked up before the signature is right.
   */
  async caseIdIn(token: string): Promise<string | null> {
    const isWellFormed = SHAPE.test(token);
    const bytes = isWellFormed ? Buffer.from(token, 'base64url') : Buffer.alloc(TOKEN_BYTES);
    const head = bytes.subarray(0, HEAD_BYTES);
    const keys = await this.secrets.valid(PURPOSE);
    const key = keys.find(({ keyId }) => keyId === head.readUInt16BE(CASE_BYTES));
    const isOurs = timingSafeEqual(signatureOf(head, key ?? NO_KEY), bytes.subarray(HEAD_BYTES));
    return isWellFormed && key !== undefined && isOurs ? uuidOf(head) : null;
  }
}

const PURPOSE = 'tracker-link';
const CASE_BYTES = 16;
const HEAD_BYTES = CASE_BYTES + 2;
const SIGNATURE_BYTES = 24;
const TOKEN_BYTES = HEAD_BYTES + SIGNATURE_BYTES;
const SHAPE = /^[\w-]{56}$/;
const NO_KEY: InstallationSecret = { keyId: 0, secret: Buffer.alloc(32) };

const signatureOf = (head: Buffer, { secret }: InstallationSecret): Buffer =>
  createHmac('sha256', secret).update(`${PURPOSE}\n`).update(head).digest().subarray(0, SIGNATURE_BYTES);

const uuidOf = (head: Buffer): string =>
  head.toString('hex', 0, CASE_BYTES).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
