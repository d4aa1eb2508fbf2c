import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import {
  type Attributes,
  context,
  diag,
  DiagLogLevel,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace as api,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg';
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, ConsoleSpanExporter, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import type { Logger } from '../log/create-logger.js';
import { OnlyAllowed } from './only-allowed.js';
import type { Facts, Step, Tracer } from './trace.js';
import { ROUND, WithoutIdleRounds } from './without-idle-rounds.js';

interface Options {
  readonly process: string;
  readonly exporter: 'otlp' | 'console';
  readonly logger: Logger;
}

/** OpenTelemetry, set up and running: from here on requests and statements are followed. Loaded only where it is asked for. */
export function openTelemetry({ process, exporter, logger }: Options): {
  readonly tracer: Tracer;
  readonly end: () => Promise<void>;
} {
  const say =
    (level: 'error' | 'warn') =>
    (message: string, ...details: readonly unknown[]) =>
      logger[level]({ details }, `tracing: ${message}`);
  const silent = () => undefined;
  diag.setLogger(
    { error: say('warn'), warn: say('warn'), info: silent, debug: silent, verbose: silent },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  );
  const allowed = new OnlyAllowed(exporter === 'otlp' ? new OTLPTraceExporter() : new ConsoleSpanExporter());
  const provider = new NodeTracerProvider({
    // What the environment says of this service goes before what we say of it.
    resource: defaultResource()
      .merge(resourceFromAttributes({ 'service.name': process, 'service.namespace': 'baton' }))
      .merge(resourceFromAttributes({ 'service.instance.id': randomUUID() }))
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new WithoutIdleRounds(new BatchSpanProcessor(allowed))],
  });
  provider.register();
  follow();
  return { tracer: tracerOf('baton'), end: () => provider.shutdown() };
}

/**
 * Has requests and statements followed. Both packages are patched where they stand, in the prototypes that everyone shares, so
 * it does not matter who loaded them before, or how: no loader hook is needed, and `require` reaches them at once.
 */
function follow(): void {
  registerInstrumentations({
    instrumentations: [
      new HttpInstrumentation({
        ignoreIncomingRequestHook: ({ url = '' }) => QUIET.test(url),
        disableOutgoingRequestInstrumentation: true,
      }),
      // Polls have no parent: what they ask all day is no news.
      new PgInstrumentation({ requireParentSpan: true }),
    ],
  });
  const require = createRequire(import.meta.url);
  require('node:http');
  require('pg');
  createRequire(require.resolve('pg'))('pg-pool');
}

/** Asked every few seconds by machines, or open for hours. */
const QUIET = /^\/(health\/(live|ready)|metrics|api\/v1\/stream)\b/;

function tracerOf(name: string): Tracer {
  const tracer = api.getTracer(name);
  return {
    follow(name, { facts = {}, cause = null, isRound = false }, work) {
      const parent = cause === null ? context.active() : propagation.extract(ROOT_CONTEXT, { traceparent: cause });
      const kind = cause === null ? SpanKind.INTERNAL : SpanKind.CONSUMER;
      const attributes = attributesOf(isRound ? { ...facts, ...ROUND } : facts);
      return tracer.startActiveSpan(name, { kind, attributes, root: isRound }, parent, async (span) => {
        try {
          return await work(stepOf(span));
        } catch (error) {
          span.setStatus({ code: SpanStatusCode.ERROR });
          if (error instanceof Error) span.recordException(error);
          throw error;
        } finally {
          span.end();
        }
      });
    },
    add: (facts) => void api.getActiveSpan()?.setAttributes(attributesOf(facts)),
    nameRequest(method, route) {
      api.getActiveSpan()?.updateName(`${method} ${route}`).setAttribute('http.route', route);
    },
    traceparent() {
      const carrier: { traceparent?: string } = {};
      propagation.inject(context.active(), carrier);
      return carrier.traceparent ?? null;
    },
    traceId: () => api.getActiveSpan()?.spanContext().traceId,
  };
}

const stepOf = (span: Span): Step => ({
  add: (facts) => void span.setAttributes(attributesOf(facts)),
  fail: () => void span.setStatus({ code: SpanStatusCode.ERROR }),
});

const attributesOf = (facts: Facts): Attributes => ({ ...facts }) as Attributes;
