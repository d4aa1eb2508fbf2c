import { encryptPush, type PushKeys } from './encrypt-push.js';
import type { PushServices } from './push-services.js';
import type { Vapid } from './vapid.js';

/** A browser that asked to be told. */
export interface PushTarget extends PushKeys {
  /** Where its push service takes messages for it. Whoever knows it and the keys can write to this browser. */
  readonly endpoint: string;
}

export interface PushMessage {
  /** Up to 32 letters and digits: a message that still waits at the push service gives way to the next of the same topic. */
  readonly topic: string;
  readonly text: string;
  readonly urgency: 'low' | 'normal' | 'high';
  /** How long it is of use to a browser that is switched off now. */
  readonly ttlSeconds: number;
}

export type PushOutcome =
  | { readonly outcome: 'sent' }
  /** There is no such subscription any more, or it is none we may send to. */
  | { readonly outcome: 'gone' }
  /** May go out later; not before then, where the service says so. */
  | { readonly outcome: 'deferred'; readonly reason: string; readonly afterSeconds: number | null };

/** Sends messages to browsers through their push services (RFC 8030). It never tries twice by itself. */
export class WebPusher {
  constructor(
    private readonly vapid: Vapid,
    private readonly services: PushServices,
  ) {}

  async send(target: PushTarget, message: PushMessage): Promise<PushOutcome> {
    if (!this.services.knows(target.endpoint)) return { outcome: 'gone' };
    try {
      return await this.deliver(target, message);
    } catch (error) {
      return deferred(causeOf(error as Error), null);
    }
  }

  private async deliver(target: PushTarget, { text, ttlSeconds, topic, urgency }: PushMessage): Promise<PushOutcome> {
    const { status, ok, headers, body } = await fetch(target.endpoint, {
      method: 'POST',
      headers: {
        authorization: this.vapid.authorizationFor(target.endpoint, Date.now()),
        'content-encoding': 'aes128gcm',
        'content-type': 'application/octet-stream',
        ttl: String(Math.max(0, Math.floor(ttlSeconds))),
        topic,
        urgency,
      },
      body: new Uint8Array(encryptPush(Buffer.from(text), target)),
      // A service that sends us elsewhere might send us anywhere.
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    await body?.cancel();
    if (ok) return { outcome: 'sent' };
    if (status === 404 || status === 410) return { outcome: 'gone' };
    return deferred(`${new URL(target.endpoint).host} answered ${status}`, secondsOf(headers.get('retry-after')));
  }
}

/** Shorter than a lease: nobody else begins the same message while this one is still under way. */
const PATIENCE_MS = 10_000;

const deferred = (reason: string, afterSeconds: number | null): PushOutcome => ({
  outcome: 'deferred',
  reason,
  afterSeconds,
});

/** `fetch` says no more than that it failed; why stands behind it. */
const causeOf = ({ message, cause }: Error): string => (cause as Error | undefined)?.message ?? message;

/** Some services say a date instead; that is rare enough for our own pause to do. */
const secondsOf = (retryAfter: string | null): number | null =>
  retryAfter !== null && /^\d{1,9}$/.test(retryAfter) ? Number(retryAfter) : null;
