import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse, parseAllDocuments } from 'yaml';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

interface Container {
  readonly name: string;
  readonly command: readonly string[];
  readonly resources: { readonly requests: { readonly memory: string }; readonly limits: { readonly memory: string } };
}

interface Service {
  readonly command: readonly string[];
  readonly mem_limit: string;
}

const { services } = parse(read('docker-compose.yml'), { merge: true }) as { services: Record<string, Service> };
const deployed = (name: string) =>
  parseAllDocuments(read(`deploy/kubernetes/${name}.yaml`))[0]!.toJSON().spec.template.spec.containers[0] as Container;

/** What `npm start` tells Node, by the names of its constants. */
const told = (constant: string) =>
  new RegExp(`^const ${constant} = '(--[a-z-]+(?:=(\\d+))?)';$`, 'm').exec(read('apps/baton/src/start/service.ts'))!;
const [, heap, heapMb] = told('HEAP');
const [, young, youngMb] = told('ROOM_FOR_THE_YOUNG');
const [, byOne] = told('COLLECTED_BY_ONE');

/** What Node takes beside its heap: code, buffers, and in case-service some passwords at a time. */
const BESIDE_MB = 128;
const megabytes = (text: string) => Number(/^(\d+)(?:m|Mi)$/.exec(text)?.[1]);

describe.each([
  { name: 'case-service', flags: [heap], needs: Number(heapMb) + BESIDE_MB },
  {
    name: 'relay-worker',
    flags: [heap, young, byOne],
    needs: Number(heapMb) + 3 * Number(youngMb) + BESIDE_MB,
  },
])('the memory of $name in a container', ({ name, flags, needs }) => {
  it('is shared out by Node as with npm start', () => {
    for (const command of [services[name]!.command, deployed(name).command])
      expect(command).toEqual(['node', ...flags, `apps/${name}/dist/main.js`]);
  });

  it('is enough for all that Node may keep', () => {
    expect(megabytes(services[name]!.mem_limit)).toBeGreaterThanOrEqual(needs);
    const { requests, limits } = deployed(name).resources;
    expect(megabytes(limits.memory)).toBeGreaterThanOrEqual(needs);
    expect(megabytes(requests.memory)).toBeGreaterThan(230); // Of a worker in a storm of timers: docs/benchmarks.md
  });

  it('calls somebody before it is used up', () => {
    const { groups } = parse(read('docs/operations/prometheus/alerts.yml')) as {
      groups: readonly { rules: readonly { alert: string; expr: string }[] }[];
    };
    const { expr } = groups.flatMap(({ rules }) => rules).find(({ alert }) => alert === 'BatonMemoryHigh')!;
    expect(Number(/> (\d+)$/.exec(expr)![1])).toBeLessThan(0.8 * megabytes(services[name]!.mem_limit) * 2 ** 20);
  });
});
