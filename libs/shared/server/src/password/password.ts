import { hash } from '@node-rs/argon2';
import { randomBytes } from 'node:crypto';

/** argon2id in its encoded form, with parameters that cost about 20 ms and 19 MiB (OWASP's first choice). */
export function hashPassword(password: string): Promise<string> {
  return hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
}

/** A password for somebody who changes it later: 90 bits, without signs that are taken for each other. */
export function newPassword(): string {
  const letters = 'abcdefghijkmnpqrstuvwxyz23456789';
  const words = Array.from({ length: 3 }, () =>
    Array.from(randomBytes(6), (byte) => letters[byte % letters.length]).join(''),
  );
  return words.join('-');
}
