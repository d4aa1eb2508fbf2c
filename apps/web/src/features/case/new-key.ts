/** A key for one submit: a second try with it does no harm. `randomUUID` exists only where the page is served securely. */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
