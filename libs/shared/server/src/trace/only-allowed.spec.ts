import { SpanStatusCode } from '@opentelemetry/api';
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { describe, expect, it } from '@jest/globals';
import { OnlyAllowed } from './only-allowed.js';

/** What leaves of one span. */
function sent(live: (span: ReturnType<ReturnType<NodeTracerProvider['getTracer']>['startSpan']>) => void) {
  const sent = new InMemorySpanExporter();
  const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(new OnlyAllowed(sent))] });
  const span = provider.getTracer('spec').startSpan('accept-handoff');
  live(span);
  span.end();
  return sent.getFinishedSpans()[0]!;
}

describe('what leaves with a span', () => {
  it('is what is on the list, and no more', () => {
    const span = sent((one) =>
      one.setAttributes({
        'baton.case.id': 'c1',
        'http.route': '/t/:key',
        'http.response.status_code': 200,
        'url.path': '/t/a-key',
        'url.query': 'q=zoe',
        'client.address': '10.0.0.1',
        'user_agent.original': 'Firefox',
        'db.postgresql.values': ['zoe'],
      }),
    );
    expect(span.name).toBe('accept-handoff');
    expect(span.attributes).toEqual({
      'baton.case.id': 'c1',
      'http.route': '/t/:key',
      'http.response.status_code': 200,
    });
    expect(span.spanContext().traceId).toMatch(/^[0-9a-f]{32}$/);
  });

  it('says that something failed, and as what, but not with which words', () => {
    const { status, events } = sent((span) => {
      span.recordException(new TypeError('zoe@customer.example is no number'));
      span.setStatus({ code: SpanStatusCode.ERROR, message: 'zoe@customer.example is no number' });
    });
    expect(status).toEqual({ code: SpanStatusCode.ERROR });
    expect(events.map(({ name, attributes }) => ({ name, attributes }))).toEqual([
      { name: 'exception', attributes: { 'exception.type': 'TypeError' } },
    ]);
  });

  it('tells a long statement by its beginning', () => {
    const { attributes } = sent((span) => span.setAttribute('db.query.text', `SELECT ${'a, '.repeat(1_000)}`));
    expect(attributes['db.query.text']).toMatch(/^SELECT a/);
    expect(String(attributes['db.query.text'])).toHaveLength(300);
  });
});
