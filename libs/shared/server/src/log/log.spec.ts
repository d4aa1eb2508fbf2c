import { describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { runWithCorrelation } from './correlation.js';
import { createLogger } from './create-logger.js';
import { NestLogger } from './nest-logger.js';

function aLog(level: 'info' | 'trace' = 'info') {
  const written: string[] = [];
  const logger = createLogger({ name: 'worker', level }, { write: (line) => written.push(line) });
  return { logger, nest: new NestLogger(logger), written, lines: () => written.map((line) => JSON.parse(line)) };
}

describe('the log', () => {
  it('says who, when and how bad', () => {
    const { logger, lines } = aLog();
    logger.warn({ legId: 'l1' }, 'leg is late');
    logger.debug('too quiet to print');
    expect(lines()).toEqual([
      {
        name: 'worker',
        level: 'warn',
        pid: process.pid,
        time: expect.stringMatching(/^\d{4}-.*Z$/),
        legId: 'l1',
        msg: 'leg is late',
      },
    ]);
  });

  it('keeps secrets to itself at any depth that we log', () => {
    const { logger, written, lines } = aLog();
    logger.info({ password: 'hunter2', user: { token: 'hunter2' }, secret: 'hunter2' });
    logger.info({
      req: { headers: { cookie: 'hunter2', authorization: 'hunter2' } },
      res: { headers: { 'set-cookie': 'hunter2' } },
    });
    logger.info({ job: { data: { body: { password: 'hunter2' } } } });
    logger.info({ tries: [{ token: 'hunter2' }] });
    logger.error({ err: Object.assign(new Error('refused'), { request: { headers: { cookie: 'hunter2' } } }) });
    logger.info({ cause: Object.assign(new Error('refused'), { password: 'hunter2' }) });
    expect(written).toHaveLength(6);
    expect(written.join()).not.toContain('hunter2');
    for (const line of written) expect(line).toContain('[secret]');
    expect(lines()[4].err).toMatchObject({ message: 'refused', stack: expect.stringContaining('log.spec') });
  });

  it('leaves what it is told as it was', () => {
    const { logger, written } = aLog();
    const told = { user: { name: 'Ann', token: 'hunter2', tries: [1] } };
    logger.info(told);
    expect(told).toEqual({ user: { name: 'Ann', token: 'hunter2', tries: [1] } });
    expect(JSON.parse(written[0]!)).toMatchObject({ user: { name: 'Ann', token: '[secret]', tries: [1] } });
  });

  it('prints errors with their stack, and the cause', () => {
    const { logger, lines } = aLog();
    logger.error({ err: new Error('no route', { cause: new Error('cable') }) });
    logger.error({ error: new Error('also this') });
    logger.error({ err: null });
    expect(lines()[0].err).toMatchObject({
      type: 'Error',
      message: 'no route: cable',
      stack: expect.stringContaining('log.spec'),
    });
    expect(lines()[1].error.message).toBe('also this');
  });

  it('carries the correlation id across awaits, and mixes up no two', async () => {
    const { logger, lines } = aLog();
    await Promise.all(
      ['a', 'b'].map((id) =>
        runWithCorrelation(id, async () => {
          await sleep(1);
          logger.info({ expected: id });
        }),
      ),
    );
    logger.info('outside');
    const [first, second, outside] = lines();
    expect([first.correlationId, second.correlationId]).toEqual([first.expected, second.expected]);
    expect(outside).not.toHaveProperty('correlationId');
  });
});

describe('Nest writing to the log', () => {
  it('gives its context', () => {
    const { nest, lines } = aLog();
    nest.log('Mapped {/cases, GET} route', 'RouterExplorer');
    expect(lines()[0]).toMatchObject({ level: 'info', msg: 'Mapped {/cases, GET} route', context: 'RouterExplorer' });
  });

  it('never loses an error', () => {
    const { nest, lines } = aLog();
    const error = new Error('no database');
    nest.error(error);
    nest.error(error, error.stack, 'ExceptionsHandler');
    nest.error('could not start', error, 'Bootstrap');
    nest.error('no database', error.stack, 'ExceptionHandler');
    nest.error('no database', error.stack);
    const stack = expect.stringContaining('log.spec');
    expect(lines()).toMatchObject([
      { msg: 'no database', err: { message: 'no database', stack } },
      { msg: 'no database', err: { stack }, context: 'ExceptionsHandler' },
      { msg: 'could not start', err: { message: 'no database', stack }, context: 'Bootstrap' },
      { msg: 'no database', stack, context: 'ExceptionHandler' },
      { msg: 'no database', stack },
    ]);
  });

  it.each([
    ['fatal', 'fatal'],
    ['warn', 'warn'],
    ['debug', 'debug'],
    ['verbose', 'trace'],
  ] as const)('%s becomes %s', (method, level) => {
    const { nest, lines } = aLog('trace');
    nest[method]('hello', { leg: 1 }, 'Legs');
    expect(lines()).toMatchObject([{ level, msg: 'hello', details: [{ leg: 1 }], context: 'Legs' }]);
  });
});
