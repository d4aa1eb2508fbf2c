import i18next from 'i18next';

import type { FieldProblem } from './generated/types.gen';

/** A refusal (RFC 9457): its stable code, a sentence in the reader's language that says what to do, and facts that help. */
export class ProblemError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly facts: Readonly<Record<string, unknown>>,
    sentence = '',
  ) {
    super(i18next.t(`refusal.${code}`, { defaultValue: sentence, status }));
  }

  /** What is wrong with what was sent, field by field. */
  get wrongFields(): readonly { readonly field: string; readonly words: string }[] {
    const { fields } = this.facts as { readonly fields?: readonly FieldProblem[] };
    return (fields ?? []).map(({ field, rule, message }) => {
      const words = rule ? i18next.t(`wrong.${rule}`, { defaultValue: message }) : message;
      return { field, words };
    });
  }

  static of(error: unknown, response: Response | undefined): Error {
    if (isProblem(error)) return new ProblemError(error.status, error.code, error, error.title);
    if (response === undefined) return new ProblemError(0, 'offline', {});
    return new ProblemError(response.status, 'unknown', { requestId: response.headers.get('x-request-id') });
  }
}

interface Problem extends Readonly<Record<string, unknown>> {
  readonly status: number;
  readonly code: string;
  readonly title: string;
}

const isProblem = (error: unknown): error is Problem =>
  typeof error === 'object' && error !== null && 'code' in error && 'title' in error;
