import i18next from 'i18next';

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

  static of(error: unknown, response: Response | undefined): Error {
    if (isProblem(error)) return new ProblemError(error.status, error.code, error, error.title);
    if (response === undefined) return new ProblemError(0, 'offline', {});
    return new ProblemError(response.status, 'unknown', {});
  }
}

interface Problem extends Readonly<Record<string, unknown>> {
  readonly status: number;
  readonly code: string;
  readonly title: string;
}

const isProblem = (error: unknown): error is Problem =>
  typeof error === 'object' && error !== null && 'code' in error && 'title' in error;
