import { describe, expect, it } from '@jest/globals';
import { EventEmitter } from 'node:events';
import { StopRequest } from './stop-request.js';

function listen() {
  const signals = new EventEmitter();
  const clock = { now: 0 };
  let forced = 0;
  const request = new StopRequest(
    () => forced++,
    signals,
    () => clock.now,
  );
  return { request, signals, clock, forced: () => forced };
}

describe('the wish to stop', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'])('arrives by %s', async (signal) => {
    const { request, signals } = listen();
    signals.emit(signal, signal);
    expect(await request.arrived).toEqual({ kind: 'asked', how: signal });
  });

  it('is one wish when the terminal and npm both hand a Ctrl-C on', () => {
    const { signals, clock, forced } = listen();
    signals.emit('SIGINT', 'SIGINT');
    clock.now = 900;
    signals.emit('SIGINT', 'SIGINT');
    expect(forced()).toBe(0);
  });

  it('becomes a demand by a second Ctrl-C', () => {
    const { signals, clock, forced } = listen();
    signals.emit('SIGINT', 'SIGINT');
    clock.now = 1_500;
    signals.emit('SIGINT', 'SIGINT');
    expect(forced()).toBe(1);
  });

  it('keeps its first reason', async () => {
    const { request, signals } = listen();
    request.giveUp('relay-worker ended');
    signals.emit('SIGTERM', 'SIGTERM');
    expect(await request.arrived).toEqual({ kind: 'gave up', message: 'relay-worker ended' });
  });
});
