/** A mail to one person, written by the system. */
export interface AutomatedMail {
  /** Such as `<effect-key@baton.example.com>`: derived from the cause, so that a mail sent twice is seen to be the same. */
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  /** Whether something happened by itself, or somebody wrote to us and this answers (RFC 3834). */
  readonly autoSubmitted: 'auto-generated' | 'auto-replied';
  /** Where bounces go; without it, to the sender. */
  readonly returnPath?: string;
}

export type MailOutcome =
  | { readonly outcome: 'sent'; readonly response: string }
  /** Will not go out however often it is tried: the mail server refused the recipient or the content, or we did. */
  | { readonly outcome: 'rejected'; readonly reason: string }
  /** May go out later, or did: with SMTP one cannot always know. Try again with the same Message-ID. */
  | { readonly outcome: 'deferred'; readonly reason: string };

/** Sends mail. What goes wrong is a value, since it decides whether to try again. */
export interface Mailer {
  send(mail: AutomatedMail, signal?: AbortSignal): Promise<MailOutcome>;
  close(): Promise<void>;
}
