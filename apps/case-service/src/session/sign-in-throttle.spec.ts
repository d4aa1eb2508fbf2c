import { beforeEach, describe, expect, it } from '@jest/globals';
import { SignInThrottle } from './sign-in-throttle.js';

const MINUTE = 60_000;
const now = Date.UTC(2026, 5, 1, 9);

let throttle: SignInThrottle;
beforeEach(() => void (throttle = new SignInThrottle()));

const attempt = (email = 'ann@example.com', address = '10.0.0.1', at = now) => {
  try {
    throttle.begin(email, address, at);
    return 'let through';
  } catch (error) {
    return (error as { headers: Record<string, string> }).headers['retry-after'];
  }
};
const times = (count: number, one: (index: number) => unknown) =>
  Array.from({ length: count }, (_, index) => one(index));

describe('slowing guesses down', () => {
  it('closes the door to one person from one address after five, before any of them has ended', () => {
    expect(times(6, () => attempt())).toEqual([...times(5, () => 'let through'), '900']);
  });

  it('opens it again when the first of them is a quarter of an hour old', () => {
    times(5, () => attempt());
    expect(attempt('ann@example.com', '10.0.0.1', now + 14 * MINUTE)).toBe('60');
    expect(attempt('ann@example.com', '10.0.0.1', now + 15 * MINUTE)).toBe('let through');
  });

  it('does not lock a person out elsewhere, however they write their address', () => {
    times(5, () => attempt('ANN@example.com'));
    expect(attempt('ann@example.com')).toBe('900');
    expect(attempt('ann@example.com', '10.0.0.2')).toBe('let through');
  });

  it('closes an address after fifty, whoever is tried from there, and a person after fifty, wherever from', () => {
    times(50, (index) => attempt(`p${index}@example.com`));
    expect(attempt('somebody@example.com')).toBe('900');
    times(50, (index) => attempt('bob@example.com', `10.0.1.${index}`));
    expect(attempt('bob@example.com', '10.0.2.1')).toBe('900');
  });

  it('does not count what succeeds', () => {
    times(200, () => {
      expect(attempt()).toBe('let through');
      throttle.succeeded('ann@example.com', '10.0.0.1');
    });
  });
});
