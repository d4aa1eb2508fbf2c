import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createLogger } from '../log/create-logger.js';
import { breakableProxy, type BreakableProxy } from '../testing/breakable-proxy.js';
import { eventually, onServer } from '../testing/specs.js';
import { batches } from './batches.js';
import type { LiveBus, LiveMessage } from './live-bus.js';
import { openLiveBus } from './open-live-bus.js';

const POSTGRES = process.env.BATON_TEST_POSTGRES_URL!;
const database = `live_${randomUUID().replaceAll('-', '')}`;
const databaseUrl = Object.assign(new URL(POSTGRES), { pathname: `/${database}` }).toString();
const aMessage = (with_: Partial<LiveMessage> = {}): LiveMessage => ({
  caseId: randomUUID(),
  seq: 7,
  at: Date.UTC(2026, 5, 1),
  kinds: ['leg.handed-over'],
  ...with_,
});

const backends = [
  { name: 'PostgreSQL', serverUrl: databaseUrl, through: (url: string) => ({ databaseUrl: url }) },
  {
    name: 'Redis',
    serverUrl: process.env.BATON_TEST_REDIS_URL!,
    through: (url: string) => ({ databaseUrl, redisUrl: url }),
  },
  {
    name: 'Redis Cluster',
    serverUrl: process.env.BATON_TEST_REDIS_CLUSTER_URL!,
    through: (url: string) => ({ databaseUrl, redisUrl: url, cluster: true }),
    /** A cluster tells its clients where its nodes are, past any proxy. */
    hasProxy: false,
  },
];

describe.each(backends)('live messages through $name', ({ serverUrl, through, hasProxy = true }) => {
  const opened: LiveBus[] = [];
  let prefix: string;
  let lines: string[];

  beforeEach(async () => {
    prefix = `{${randomUUID()}}`;
    lines = [];
    await onServer(POSTGRES, `CREATE DATABASE ${database}`);
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((bus) => bus.close()));
    await onServer(POSTGRES, `DROP DATABASE ${database} WITH (FORCE)`);
  });

  async function aBus(url = serverUrl): Promise<LiveBus> {
    const logger = createLogger({ name: 'spec', level: 'warn' }, { write: (line) => lines.push(line) });
    const bus = await openLiveBus({ ...through(url), prefix, logger });
    opened.push(bus);
    return bus;
  }

  function heardBy(bus: LiveBus): LiveMessage[] {
    const heard: LiveMessage[] = [];
    bus.subscribe((message) => heard.push(message));
    return heard;
  }

  it('reach every process, the sender too, in order', async () => {
    const [one, two] = [await aBus(), await aBus()];
    const heard = [heardBy(one), heardBy(two)];
    const messages = Array.from({ length: 300 }, (_, seq) => aMessage({ seq, people: [randomUUID()] }));
    await one.publish(messages);
    await eventually(() => expect(heard).toEqual([messages, messages]));
    expect(lines).toEqual([]);
  });

  it('may concern any number of people', async () => {
    const bus = await aBus();
    const heard = heardBy(bus);
    const people = Array.from({ length: 2_500 }, () => randomUUID());
    await bus.publish([aMessage({ people }), aMessage({ kinds: ['fällig', '期限'] })]);
    await eventually(() => expect(heard.at(-1)?.kinds).toEqual(['fällig', '期限']));
    expect(heard.flatMap((message) => message.people ?? [])).toEqual(people);
  });

  it('are sent before the sender closes', async () => {
    const [one, two] = [await aBus(), await aBus()];
    const heard = heardBy(two);
    await one.publish([aMessage({ seq: 1 })]);
    const last = one.publish([aMessage({ seq: 2 })]);
    await one.close();
    await last;
    await eventually(() => expect(heard.map(({ seq }) => seq)).toEqual([1, 2]));
  });

  it('do nothing when there are none', async () => {
    await (await aBus()).publish([]);
  });

  it('are no longer heard after leaving', async () => {
    const bus = await aBus();
    const heard: LiveMessage[] = [];
    const leave = bus.subscribe((message) => heard.push(message));
    const others = heardBy(bus);
    leave();
    await bus.publish([aMessage()]);
    await eventually(() => expect(others).toHaveLength(1));
    expect(heard).toEqual([]);
  });

  it('reach the others when one listener throws', async () => {
    const bus = await aBus();
    bus.subscribe(() => {
      throw new Error('broken listener');
    });
    const heard = heardBy(bus);
    await bus.publish([aMessage(), aMessage()]);
    await eventually(() => expect(heard).toHaveLength(2));
    expect(lines.join()).toContain('broken listener');
  });

  if (!hasProxy) return;

  describe('when the server goes away', () => {
    let proxy: BreakableProxy;
    beforeEach(async () => {
      proxy = await breakableProxy(serverUrl);
    });
    afterEach(() => proxy.close());

    it('are heard again afterwards, and the gap is told', async () => {
      const bus = await aBus(proxy.url);
      const heard: LiveMessage[] = [];
      let gaps = 0;
      bus.subscribe(
        (message) => heard.push(message),
        () => gaps++,
      );
      await bus.publish([aMessage()]);
      await eventually(() => expect(heard).toHaveLength(1));
      expect(gaps).toBe(0);
      await proxy.cut();
      await expect(bus.publish([aMessage()])).rejects.toThrow();
      await sleep(700);
      await proxy.restore();
      await eventually(() => expect(gaps).toBe(1), 10_000);
      const message = aMessage();
      await eventually(() => bus.publish([message]));
      await eventually(() => expect(heard).toContainEqual(message));
    }, 20_000);

    it.each(['cut', 'stall'] as const)('(%s) does not keep the process from closing', async (fault) => {
      const bus = await aBus(proxy.url);
      await proxy[fault]();
      await sleep(300);
      const closing = performance.now();
      await Promise.all([bus.close(), bus.close()]);
      expect(performance.now() - closing).toBeLessThan(2_000);
    });

    it('refuses to open', async () => {
      await proxy.cut();
      await expect(aBus(proxy.url)).rejects.toThrow('cannot be reached');
    });
  });
});

describe('a PostgreSQL listener whose session is ended by an administrator', () => {
  it('listens again', async () => {
    await onServer(POSTGRES, `CREATE DATABASE ${database}`);
    const logger = createLogger({ name: 'spec', level: 'silent' });
    const bus = await openLiveBus({ databaseUrl, prefix: '{x}', logger });
    const heard: LiveMessage[] = [];
    let gaps = 0;
    bus.subscribe(
      (message) => heard.push(message),
      () => gaps++,
    );
    for (const round of [1, 2]) {
      await onServer(
        POSTGRES,
        `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '${database}'`,
      );
      await eventually(() => expect(gaps).toBe(round));
      await bus.publish([aMessage()]);
      await eventually(() => expect(heard).toHaveLength(round));
    }
    await bus.close();
    await onServer(POSTGRES, `DROP DATABASE ${database}`);
  });
});

describe('writing messages in batches', () => {
  it.each([200, 201, 250, 400, 7_900])('keeps each within %i bytes and loses nothing', (maxBytes) => {
    const messages = Array.from({ length: 40 }, (_, seq) => aMessage({ seq, kinds: ['fällig'] }));
    const written = batches(messages, maxBytes);
    expect(Math.max(...written.map((batch) => Buffer.byteLength(batch)))).toBeLessThanOrEqual(maxBytes);
    expect(written.flatMap((batch) => JSON.parse(batch))).toEqual(messages);
  });

  it('refuses what cannot be split', () => {
    expect(() => batches([aMessage({ kinds: ['x'.repeat(8_000)] })], 7_900)).toThrow('longer than');
  });
});
