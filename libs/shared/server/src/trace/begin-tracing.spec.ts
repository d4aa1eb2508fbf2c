import { describe, expect, it } from '@jest/globals';
import { exporterAskedFor } from './begin-tracing.js';
import { trace, traceWith } from './trace.js';

const COLLECTOR = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' };

describe('tracing', () => {
  it.each<[string, NodeJS.ProcessEnv, ReturnType<typeof exporterAskedFor>]>([
    ['nothing', {}, 'none'],
    ['a name alone', { OTEL_SERVICE_NAME: 'baton' }, 'none'],
    ['a collector', COLLECTOR, 'otlp'],
    ['a collector for traces', { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://collector:4318/v1/traces' }, 'otlp'],
    ['an exporter', { OTEL_TRACES_EXPORTER: 'otlp' }, 'otlp'],
    ['the console', { ...COLLECTOR, OTEL_TRACES_EXPORTER: 'console' }, 'console'],
    ['no exporter', { ...COLLECTOR, OTEL_TRACES_EXPORTER: 'none' }, 'none'],
    ['OpenTelemetry off', { ...COLLECTOR, OTEL_SDK_DISABLED: 'TRUE' }, 'none'],
    ['empty settings', { OTEL_EXPORTER_OTLP_ENDPOINT: ' ', OTEL_TRACES_EXPORTER: '' }, 'none'],
  ])('where %s is asked for', (_what, env, exporter) => {
    expect(exporterAskedFor(env)).toBe(exporter);
  });

  it('stands in nobody’s way where it is not begun', async () => {
    expect(await trace.follow('a step', {}, async (step) => (step.add({ a: 1 }), step.fail(), 'done'))).toBe('done');
    await expect(trace.follow('a step', {}, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect([trace.traceparent(), trace.traceId()]).toEqual([null, undefined]);
  });

  it('can be begun and ended', () => {
    traceWith({ ...trace, traceId: () => 'abc' });
    expect(trace.traceId()).toBe('abc');
    traceWith(null);
    expect(trace.traceId()).toBeUndefined();
  });
});
