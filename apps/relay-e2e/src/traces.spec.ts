import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';

import { loadedWith } from './support/loaded-with.js';
import { type Installation, startInstallation } from './support/installation.js';
import { type ArrivedSpan, startTraceCollector } from './support/trace-collector.js';
import { until } from './support/until.js';

jest.setTimeout(60_000);

describe('traces', () => {
  let collector: Awaited<ReturnType<typeof startTraceCollector>>;
  let baton: Installation;

  beforeAll(async () => {
    collector = await startTraceCollector();
    baton = await startInstallation({
      settings: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint, OTEL_BSP_SCHEDULE_DELAY: '200' },
    });
  });
  afterAll(async () => {
    await baton?.close();
    await collector?.close();
  });

  const inTrace = (traceId: string) => collector.spans.filter((span) => span.traceId === traceId);
  const root = (name: string) => collector.spans.find((span) => span.name === name && span.parentSpanId === undefined);

  it('are quiet while there is nothing to do', async () => {
    await fetch(`${baton.url}/health/ready`);
    await sleep(1_000);
    expect(collector.spans.map(({ name }) => name)).toEqual([]);
  });

  it('follow an accepted offer from the request through the command to its effect in the worker', async () => {
    const opened = await baton.as('ana').opens('refund', { subject: 'A hushed subject' });
    const offered = await baton.as('ana').does(`/legs/${opened.legs[0]!.id}/hand-over`, {
      package: { invoice: 'A hushed invoice' },
      note: 'A hushed note',
    });
    const [handoff] = offered.handoffs;
    const reply = await baton.as('bea').post(`/handoffs/${handoff!.id}/accept`);
    expect(reply.status).toBe(200);

    const request = await until('the request is told', async () => root('POST /api/v1/handoffs/:id/accept'));
    const spans = await until('its effect is told', async () => {
      const found = inTrace(request.traceId);
      return found.some(({ name }) => name === 'effect inform') && found;
    });
    const [command] = spans.filter(({ name }) => name === 'accept-handoff');
    const [effect] = spans.filter(({ name }) => name === 'effect inform');
    expect(request).toMatchObject({ service: 'case-service', attributes: { 'http.response.status_code': 200 } });
    expect(command).toMatchObject({
      parentSpanId: request.spanId,
      attributes: {
        'baton.outcome': 'done',
        'baton.case.id': opened.id,
        'baton.handoff.id': handoff!.id,
        'baton.leg.id': handoff!.toLegId,
      },
    });
    expect(effect).toMatchObject({
      service: 'relay-worker',
      parentSpanId: command!.spanId,
      attributes: { 'baton.case.id': opened.id, 'baton.outcome': 'done' },
    });
    for (const step of [command!, effect!])
      expect(statementsIn(step, spans)).toContainEqual(expect.stringMatching(/^COMMIT/));
    // A caller that brings no id of its own finds the trace by the id it got.
    expect(reply.headers.get('x-request-id')).toBe(request.traceId);
    expect(baton.service.output).toContain(`"route":"/api/v1/handoffs/:id/accept"`);
    expect(baton.service.output).toContain(`"traceId":"${request.traceId}"`);
    const refused = await baton.as('bea').mayNot(`/handoffs/${handoff!.id}/accept`);
    const said = await until('the refusal is told', async () =>
      collector.spans.find(({ attributes }) => attributes['baton.outcome'] === 'refused'),
    );
    expect(refused.requestId).toBe(said.traceId);
    for (const { output } of [baton.service, baton.workers[0]!]) expect(output).not.toContain('tracing:');
  });

  it('begin anew where time is the cause', async () => {
    const opened = await baton.as('ana').opens('hurry');
    await baton.as('ana').does(`/legs/${opened.legs[0]!.id}/hand-over`, { package: { invoice: '1' }, note: 'now' });
    const woken = await until('a chase is told', async () =>
      collector.spans.find(
        ({ traceId, name, attributes }) =>
          name === 'effect inform' &&
          attributes['baton.case.id'] === opened.id &&
          inTrace(traceId).some((span) => span.name === 'wake-timers'),
      ),
    );
    expect(inTrace(woken.traceId).filter(({ parentSpanId }) => parentSpanId === undefined)).toMatchObject([
      { name: 'wake-timers', service: 'relay-worker', attributes: { 'baton.cases': 1 } },
    ]);
  });

  it('hold nothing that people wrote, no address and nobody who called', async () => {
    await baton.as('ana').get('/search?q=hushed');
    await fetch(`${baton.url}/t/a-hushed-key`, { headers: { 'user-agent': 'a hushed browser' } });
    await until('the search is told', async () => root('GET /api/v1/search'));
    const found = /.{0,60}(hushed|127\.0\.0\.1|zoe|baton\.example).{0,20}/i.exec(collector.text());
    expect(found?.[0]).toBeUndefined();
  });

  it('are sent to the last one when a process ends', async () => {
    baton.service.set({ OTEL_BSP_SCHEDULE_DELAY: '60000' });
    await baton.service.stop();
    await baton.startService();
    const before = collector.spans.length;
    expect((await baton.as('ana').get('/me')).status).toBe(200);
    const { code, seconds } = await baton.service.stop();
    expect(code).toBe(0);
    expect(seconds).toBeLessThan(5);
    expect(collector.spans.slice(before).map(({ name }) => name)).toContain('GET /api/v1/me');
  });

  it('hold nobody up when the collector is away', async () => {
    baton.service.set({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' });
    await baton.startService();
    expect((await baton.as('ana').get('/me')).status).toBe(200);
    const { code, seconds } = await baton.service.stop();
    expect(code).toBe(0);
    expect(seconds).toBeLessThan(5);
    expect(baton.service.output).toMatch(/tracing: |the last traces were not sent/);
  });
});

describe('without a collector', () => {
  it('nothing of OpenTelemetry is loaded but its names', async () => {
    const off = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9', OTEL_SDK_DISABLED: 'true' };
    const on = { OTEL_TRACES_EXPORTER: 'otlp' };
    const loaded = await Promise.all([loadedWith({}), loadedWith(off), loadedWith(on)]);
    const prometheus = ['@opentelemetry/api']; // prom-client looks there for exemplars.
    expect(loaded.slice(0, 2)).toEqual([prometheus, prometheus]);
    // Else nothing would have been looked at.
    expect(loaded[2]).toContain('@opentelemetry/sdk-trace-node');
  });
});

const statementsIn = (step: ArrivedSpan, spans: readonly ArrivedSpan[]) =>
  spans
    .filter(({ parentSpanId }) => parentSpanId === step.spanId)
    .map(({ attributes }) => attributes['db.query.text'] ?? attributes['db.operation.name']);
