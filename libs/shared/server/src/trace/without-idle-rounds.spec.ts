import { context, trace } from '@opentelemetry/api';
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { isWorthTelling } from './trace.js';
import { ROUND, WithoutIdleRounds } from './without-idle-rounds.js';

describe('rounds', () => {
  let sent: InMemorySpanExporter;
  let tracer: ReturnType<NodeTracerProvider['getTracer']>;
  beforeEach(() => {
    sent = new InMemorySpanExporter();
    const spanProcessors = [new WithoutIdleRounds(new SimpleSpanProcessor(sent))];
    tracer = new NodeTracerProvider({ spanProcessors }).getTracer('spec');
  });

  const aRound = (foundSomething: boolean) => {
    const round = tracer.startSpan('round', { attributes: ROUND });
    const within = trace.setSpan(context.active(), round);
    tracer.startSpan('statement', {}, within).end();
    if (foundSomething) round.setAttributes(isWorthTelling);
    round.end();
  };
  const told = () => sent.getFinishedSpans().map(({ name }) => name);

  it('that find nothing are not told of, nor anything in them', () => {
    aRound(false);
    expect(told()).toEqual([]);
  });

  it('that find something are told of with everything in them', () => {
    aRound(false);
    aRound(true);
    expect(told()).toEqual(['statement', 'round']);
  });

  it('hold back nothing else', () => {
    tracer.startSpan('request').end();
    expect(told()).toEqual(['request']);
  });
});
