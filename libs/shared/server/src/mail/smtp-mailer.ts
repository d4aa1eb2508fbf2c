import { SECOND } from '@baton/kernel';
import { createTransport } from 'nodemailer';
import type { AutomatedMail, Mailer, MailOutcome } from './mailer.js';
import { whyUnsafe } from './why-unsafe.js';

export interface SmtpOptions {
  /** Such as `smtp://user:password@mail.example.com:587`. */
  readonly smtpUrl: string;
  readonly from: string;
  /** Identifies this installation, so that it knows its own mail when it comes back (T8, T10). */
  readonly installationId: string;
}

/** A mailer that hands mail to an SMTP server. It never tries twice by itself: that is for the outbox, which remembers. */
export function smtpMailer({ smtpUrl, from, installationId }: SmtpOptions): Mailer {
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: 4,
    maxRequeues: 0,
    connectionTimeout: 10 * SECOND,
    greetingTimeout: 10 * SECOND,
    socketTimeout: 15 * SECOND,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  // A pooled connection that drops while idle tells only this; the next mail makes a new one.
  transport.on('error', () => {});
  return {
    async send(mail, signal) {
      const unsafe = whyUnsafe(mail);
      if (unsafe !== undefined) return { outcome: 'rejected', reason: unsafe };
      try {
        const { response } = await transport.sendMail({
          from: { name: 'Baton', address: from },
          to: { name: '', address: mail.to },
          envelope: { from: mail.returnPath ?? from, to: [mail.to] },
          messageId: mail.messageId,
          subject: mail.subject,
          text: mail.text,
          ...(mail.html !== undefined && { html: mail.html }),
          ...(signal && { signal }),
          headers: automationHeaders(mail, installationId),
        });
        return { outcome: 'sent', response };
      } catch (error) {
        return failure(error as SmtpError);
      }
    },
    async close() {
      transport.close();
    },
  };
}

/** What tells other machines not to answer ours (T8). */
function automationHeaders({ autoSubmitted }: AutomatedMail, installationId: string): Record<string, string> {
  return {
    'Auto-Submitted': autoSubmitted,
    'X-Auto-Response-Suppress': 'All',
    'X-Baton-Loop': installationId,
    ...(autoSubmitted === 'auto-generated' && { Precedence: 'bulk' }),
  };
}

interface SmtpError extends Error {
  readonly command?: string;
  readonly responseCode?: number;
}

/** Final only when the server refused this recipient or this content: a refused password or sender is ours to put right. */
function failure({ command, responseCode = 0, message }: SmtpError): MailOutcome {
  const final = responseCode >= 500 && (command === 'RCPT TO' || command === 'DATA');
  return { outcome: final ? 'rejected' : 'deferred', reason: message };
}
