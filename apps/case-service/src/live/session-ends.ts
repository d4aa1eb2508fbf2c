import { Injectable } from '@nestjs/common';

/** Tells open streams of this process that their session was ended, so that they end at once. */
@Injectable()
export class SessionEnds {
  private readonly listeners = new Map<string, Set<() => void>>();

  /** Returns how to stop listening. */
  onEnd(credential: Buffer, listener: () => void): () => void {
    const key = credential.toString('hex');
    const listeners = this.listeners.get(key) ?? new Set();
    this.listeners.set(key, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.listeners.delete(key);
    };
  }

  ended(credential: Buffer): void {
    for (const listener of [...(this.listeners.get(credential.toString('hex')) ?? [])]) listener();
  }
}
