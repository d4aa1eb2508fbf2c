/** A refusal as the service sends it (RFC 9457): a stable code, a sentence that says what to do, and facts that help. */
export class ProblemError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    sentence: string,
    readonly facts: Readonly<Record<string, unknown>>,
  ) {
    super(sentence);
  }

  static of(error: unknown, response: Response | undefined): Error {
    if (isProblem(error)) return new ProblemError(error.status, error.code, error.title, error);
    if (response === undefined)
      return new ProblemError(0, 'offline', 'Baton cannot be reached. What you typed is kept.', {});
    return new ProblemError(response.status, 'unknown', `The service answered ${response.status}.`, {});
  }
}

interface Problem extends Readonly<Record<string, unknown>> {
  readonly status: number;
  readonly code: string;
  readonly title: string;
}

const isProblem = (error: unknown): error is Problem =>
  typeof error === 'object' && error !== null && 'code' in error && 'title' in error;
