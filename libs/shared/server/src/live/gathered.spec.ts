import { describe, expect, it } from '@jest/globals';
import { gathered } from './gathered.js';

describe('what is gathered', () => {
  const sendings: { readonly items: readonly number[]; end(error?: Error): void }[] = [];
  const send = (items: readonly number[]) =>
    new Promise<void>((resolve, reject) => {
      sendings.push({ items, end: (error) => (error ? reject(error) : resolve()) });
    });
  const turn = () => new Promise((resolve) => setImmediate(resolve));

  it('goes at once when nothing is under way, and together with others when something is', async () => {
    const publish = gathered(send);
    const first = publish([1]);
    await turn();
    const others = [publish([2]), publish([3, 4])];
    await turn();
    expect(sendings.map(({ items }) => items)).toEqual([[1]]);
    sendings[0]!.end();
    await first;
    await turn();
    expect(sendings.map(({ items }) => items)).toEqual([[1], [2, 3, 4]]);
    sendings[1]!.end();
    await Promise.all(others);
  });

  it('rests after a sending, however quick that was, and not before one', async () => {
    sendings.length = 0;
    const publish = gathered(send, 50);
    const first = publish([1]);
    await turn();
    sendings[0]!.end();
    await first;
    const from = performance.now();
    const others = [publish([2]), publish([3])];
    await turn();
    expect(sendings).toHaveLength(1);
    while (sendings.length === 1) await turn();
    expect(performance.now() - from).toBeGreaterThan(25);
    expect(sendings[1]!.items).toEqual([2, 3]);
    sendings[1]!.end();
    await Promise.all(others);
  });

  it('goes on after a sending that failed, of which only those hear who were in it', async () => {
    sendings.length = 0;
    const publish = gathered(send);
    const first = expect(publish([1])).rejects.toThrow('away');
    await turn();
    const second = publish([2]);
    sendings[0]!.end(new Error('away'));
    await first;
    await turn();
    sendings[1]!.end();
    await second;
  });
});
