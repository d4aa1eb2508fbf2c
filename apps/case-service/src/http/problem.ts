import type { StoredResponse } from '@baton/application';
import { STATUS_CODES } from 'node:http';
import { factsOnTheWire } from '../wire/facts-on-the-wire.js';
import { sentences } from './sentences.js';
import { statusOf } from './status-of-refusal.js';

/** A request that is not done, for a reason that the client is told (RFC 9457). */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly status: number,
    readonly code: string,
    /** Facts about this occurrence: what is wrong where, who won, what is allowed instead. */
    readonly facts: object = {},
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(titleOf(code, status));
  }

  /** What a rule said no to. */
  static refused(refusal: string, detail: object = {}): Problem {
    return new Problem(statusOf(refusal), refusal, detail);
  }

  /** What was answered before under the same Idempotency-Key. */
  static again({ body }: StoredResponse): Problem {
    const { type: _type, title: _title, status, code, ...facts } = body as ProblemBody;
    return new Problem(status, code, facts, { 'idempotency-replayed': 'true' });
  }

  /** The same answer whether a thing does not exist or must not be seen. */
  static notFound(): Problem {
    return new Problem(404, 'not-found');
  }

  body(): ProblemBody {
    return {
      type: `urn:baton:problem:${this.code}`,
      title: this.message,
      status: this.status,
      code: this.code,
      ...withoutClashes(factsOnTheWire(this.facts)),
    };
  }
}

export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly [member: string]: unknown;
}

const titleOf = (code: string, status: number): string => sentences[code] ?? `${STATUS_CODES[status] ?? 'Problem'}.`;

/** A fact that bears the name of a standard member keeps its value under another name. */
function withoutClashes(facts: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [STANDARD.has(name) ? `current${capital(name)}` : name, value]),
  );
}

const STANDARD = new Set(['type', 'title', 'status', 'code', 'instance', 'requestId']);
const capital = (name: string) => name[0]!.toUpperCase() + name.slice(1);
