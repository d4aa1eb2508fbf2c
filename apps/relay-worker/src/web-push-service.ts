import { createHash } from 'node:crypto';

import type { Push, PushService, PushSubscription } from '@baton/application';
import type { WebPusher } from '@baton/server';

/** What the service worker of the web application is given to show; `tag` is what a later message takes the place of. */
export interface PushedNotice {
  readonly title: string;
  readonly text: string;
  readonly lang: string;
  readonly tag: string;
  readonly at: number;
  /** Where a tap leads, within the application. */
  readonly path: string;
}

/** Sends to devices through the push services of their browsers. The tag follows from the effect, so that nothing shows twice. */
export class WebPushService implements PushService {
  constructor(private readonly pusher: () => Promise<Pick<WebPusher, 'send'>>) {}

  async send(to: PushSubscription, push: Push): ReturnType<PushService['send']> {
    // 32 letters is what a topic may have (RFC 8030, 5.4).
    const tag = createHash('sha256').update(push.key).digest('base64url').slice(0, 32);
    const shown: PushedNotice = {
      title: push.title,
      text: push.text,
      lang: push.language,
      tag,
      at: push.at,
      path: push.about === null ? '/' : `/cases/${push.about.caseId}?event=${push.about.seq}`,
    };
    const pusher = await this.pusher();
    const sent = await pusher.send(
      { endpoint: to.endpoint, publicKey: Buffer.from(to.publicKey), authSecret: Buffer.from(to.authSecret) },
      { topic: tag, text: JSON.stringify(shown), urgency: push.urgency, ttlSeconds: push.ttlSeconds },
    );
    return sent.outcome === 'deferred' ? { deferred: sent.reason, afterSeconds: sent.afterSeconds } : sent.outcome;
  }
}
