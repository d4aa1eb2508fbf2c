import type { Attributes } from '@opentelemetry/api';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace-node';

/** What leaves the house with a span: no address (a tracker's is a key), no query, no caller, no message of an error. */
const ALLOWED = new Set([
  'http.request.method',
  'http.response.status_code',
  'http.route',
  'db.system.name',
  'db.namespace',
  'db.operation.name',
  'db.query.text',
  'error.type',
  'exception.type',
]);

/** Statements bear no values, only `$1`; the long ones are told by their beginning. */
const LONGEST_TEXT = 300;

/** Lets out of each span only what is on the list. */
export class OnlyAllowed implements SpanExporter {
  constructor(private readonly next: SpanExporter) {}

  export(spans: ReadableSpan[], done: Parameters<SpanExporter['export']>[1]): void {
    this.next.export(spans.map(onlyAllowed), done);
  }

  async forceFlush(): Promise<void> {
    await this.next.forceFlush?.();
  }

  shutdown(): Promise<void> {
    return this.next.shutdown();
  }
}

/** The same span seen through the list: whatever else it has, it keeps. */
function onlyAllowed(span: ReadableSpan): ReadableSpan {
  const events = span.events.map((event) => ({ ...event, attributes: allowed(event.attributes ?? {}) }));
  return Object.create(span, {
    attributes: { value: allowed(span.attributes) },
    status: { value: { code: span.status.code } },
    events: { value: events },
  }) as ReadableSpan;
}

const allowed = (attributes: Attributes): Attributes =>
  Object.fromEntries(
    Object.entries(attributes)
      .filter(([name]) => ALLOWED.has(name) || name.startsWith('baton.'))
      .map(([name, value]) => [name, typeof value === 'string' ? value.slice(0, LONGEST_TEXT) : value]),
  );
