import type { AutomatedMail, MailOutcome } from '@baton/server';
import { describe, expect, it } from '@jest/globals';

import { SmtpPostman } from './smtp-postman.js';

const letter = { key: 'mail:bea:1', to: 'bea@example.org', subject: 'C-1 Charged twice', text: 'Hello' };

async function sendTo(outcome: MailOutcome) {
  const sent: { mail: AutomatedMail; signal: AbortSignal | undefined }[] = [];
  const mailer = {
    send: async (mail: AutomatedMail, signal?: AbortSignal) => (sent.push({ mail, signal }), outcome),
    close: async () => undefined,
  };
  return { answer: await new SmtpPostman(mailer, 'baton.example.org').send(letter), sent };
}

describe('the postman', () => {
  it('gives the same letter the same id, whoever sends it', async () => {
    const [first, again] = [
      await sendTo({ outcome: 'sent', response: '' }),
      await sendTo({ outcome: 'sent', response: '' }),
    ];
    expect(first.sent[0]!.mail.messageId).toMatch(/^<[0-9a-f]{40}@baton\.example\.org>$/);
    expect(again.sent[0]!.mail.messageId).toBe(first.sent[0]!.mail.messageId);
  });

  it('does not wait for the mail server for ever', async () => {
    const { sent } = await sendTo({ outcome: 'sent', response: '' });
    expect(sent[0]!.signal).toBeInstanceOf(AbortSignal);
  });

  it.each<[MailOutcome, unknown]>([
    [{ outcome: 'sent', response: '250 ok' }, 'sent'],
    [{ outcome: 'rejected', reason: '550 no' }, { rejected: '550 no' }],
    [{ outcome: 'deferred', reason: '451 later' }, { deferred: '451 later' }],
  ])('says what became of it: %j', async (outcome, expected) => {
    expect((await sendTo(outcome)).answer).toEqual(expected);
  });
});
