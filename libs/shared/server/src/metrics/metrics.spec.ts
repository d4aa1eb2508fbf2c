import { describe, expect, it } from '@jest/globals';
import { createLogger } from '../log/create-logger.js';
import { Metrics } from './metrics.js';

const someMetrics = (write: (line: string) => void = () => {}) =>
  new Metrics('worker', createLogger({ name: 'spec' }, { write }));

describe('the metrics of a process', () => {
  it('begin with those of Node', async () => {
    expect(await someMetrics().metricsText()).toMatch(/^process_resident_memory_bytes\{process="worker"\} \d+/m);
  });

  it('count, and measure durations', async () => {
    const metrics = someMetrics();
    metrics.counter('chases_total', 'Chases sent', ['step']).inc({ step: '1' });
    metrics.histogram('http_request_seconds', 'Requests', ['route'], [0.1, 1]).observe({ route: '/cases' }, 0.5);
    const text = await metrics.metricsText();
    expect(text).toContain('chases_total{step="1",process="worker"} 1');
    expect(text).toContain('http_request_seconds_bucket{le="0.1",process="worker",route="/cases"} 0');
    expect(text).toContain('http_request_seconds_bucket{le="1",process="worker",route="/cases"} 1');
  });

  it('tally things by a word of theirs', async () => {
    const metrics = someMetrics();
    const wordOf = (word: string) => (word === 'nothing' ? null : word);
    const count = metrics.tallies([{ name: 'words_total', help: 'Words', label: 'word', wordOf }]);
    count(['a', 'nothing', 'b']);
    count(['a']);
    const text = await metrics.metricsText();
    expect(text).toContain('words_total{word="a",process="worker"} 2');
    expect(text).toContain('words_total{word="b",process="worker"} 1');
    expect(text).not.toContain('nothing');
  });

  it('read a gauge each time they are asked for', async () => {
    const metrics = someMetrics();
    let depth = 3;
    metrics.gauge('queue_depth', 'Jobs waiting', async () => depth);
    expect(await metrics.metricsText()).toContain('queue_depth{process="worker"} 3');
    depth = 4;
    expect(await metrics.metricsText()).toContain('queue_depth{process="worker"} 4');
  });

  it('still come when one of them cannot be read', async () => {
    const lines: string[] = [];
    const metrics = someMetrics((line) => lines.push(line));
    metrics.gauge('queue_depth', 'Jobs waiting', () => Promise.reject(new Error('no database')));
    metrics.gauge('up', 'Up', () => 1);
    const text = await metrics.metricsText();
    expect(text).toContain('queue_depth{process="worker"} Nan');
    expect(text).toContain('up{process="worker"} 1');
    expect(lines.join()).toContain('no database');
  });

  it('of two processes do not meet', () => {
    someMetrics().counter('one_total', 'x');
    expect(() => someMetrics().counter('one_total', 'x')).not.toThrow();
  });
});
