import type { FastifyReply } from 'fastify';
import type { ServiceConfig } from '../config.js';
import type { Language } from './language.js';
import { trackerPolicy } from './tracker-style.js';

/** Sends a page to a customer: for their eyes, kept by nobody, found by nobody, telling nobody where they come from. */
export function sendPage(
  reply: FastifyReply,
  { status, language, page, config }: PageToSend,
  headers: Readonly<Record<string, string>> = {},
): void {
  void reply
    .status(status)
    .headers({
      'content-security-policy': trackerPolicy(config.isSecure),
      'content-language': language.code,
      ...privately,
      ...headers,
    })
    .type('text/html; charset=utf-8')
    .send(page);
}

export interface PageToSend {
  readonly status: number;
  readonly language: Language;
  readonly page: string;
  readonly config: ServiceConfig;
}

/** What goes with every answer at a secret address. */
export const privately: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow, noarchive',
};
