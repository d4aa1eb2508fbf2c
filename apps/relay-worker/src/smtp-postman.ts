import { createHash } from 'node:crypto';

import type { Letter, Postman } from '@baton/application';
import type { Mailer } from '@baton/server';

/** Shorter than a lease: nobody else begins the same letter while this one is still under way. */
const PATIENCE_MS = 20_000;

/** Sends letters through the mail server. The message's id follows from the effect, so a letter sent twice is seen to be one. */
export class SmtpPostman implements Postman {
  constructor(
    private readonly mailer: Mailer,
    private readonly domain: string,
  ) {}

  async send({ key, to, subject, text }: Letter): ReturnType<Postman['send']> {
    const id = createHash('sha256').update(key).digest('hex').slice(0, 40);
    const mail = { messageId: `<${id}@${this.domain}>`, to, subject, text, autoSubmitted: 'auto-generated' } as const;
    const sent = await this.mailer.send(mail, AbortSignal.timeout(PATIENCE_MS));
    switch (sent.outcome) {
      case 'sent':
        return 'sent';
      case 'rejected':
        return { rejected: sent.reason };
      case 'deferred':
        return { deferred: sent.reason };
    }
  }
}

/** For an installation without a mail server. Nothing is ever queued for it, so being asked is a bug. */
export const noPostman: Postman = {
  send: () => Promise.reject(new Error('There is no mail server: set SMTP_URL')),
};
