/** A key for one submit: whatever is sent twice under it happens once. (`randomUUID` is missing on plain http hosts.) */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
