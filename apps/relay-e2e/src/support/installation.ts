import { randomUUID } from 'node:crypto';

import { AcknowledgedLog } from './acknowledged-log.js';
import { BuiltProcess } from './built-process.js';
import { Client } from './client.js';
import { baton } from './command-line.js';
import type { Name } from './company.js';
import { type CompanyDatabase, createCompanyDatabase } from './database.js';
import { until } from './until.js';

export interface InstallationOptions {
  readonly queue?: 'postgres' | 'redis';
  readonly workers?: number;
  /** One that is there; without it a new one. */
  readonly database?: CompanyDatabase;
  /** On top of what every installation needs. */
  readonly settings?: Readonly<Record<string, string>>;
  /** What differs for the workers alone. */
  readonly workerSettings?: Readonly<Record<string, string>>;
}

interface Diagnosis {
  readonly invariant: string;
  readonly checked: number;
  readonly breaches: number;
  readonly examples: readonly { readonly id: string; readonly what: string }[];
}

/** Baton as it is installed: a database, the built case-service and workers as processes, and people at their clients. */
export async function startInstallation({
  queue = 'postgres',
  workers = 1,
  database: known,
  settings: extra = {},
  workerSettings = {},
}: InstallationOptions = {}): Promise<Installation> {
  const database = known ?? (await createCompanyDatabase());
  const settings = {
    DATABASE_URL: database.url,
    HOST: '127.0.0.1',
    PORT: '0',
    LOG_LEVEL: 'info',
    ...(queue === 'redis' && { REDIS_URL: redisUrl(), QUEUE_PREFIX: `{whole-${randomUUID()}}` }),
    ...extra,
  };
  const installation = new Installation(
    database,
    new BuiltProcess('case-service', settings),
    Array.from({ length: workers }, () => new BuiltProcess('relay-worker', { ...settings, ...workerSettings })),
  );
  try {
    await installation.start();
    return installation;
  } catch (error) {
    await installation.close();
    throw error;
  }
}

export class Installation {
  /** What clients were told is done: the doctor looks each of them up (I1). */
  private readonly acknowledged = new AcknowledgedLog();
  private address = '';

  constructor(
    readonly database: CompanyDatabase,
    readonly service: BuiltProcess,
    readonly workers: readonly BuiltProcess[],
  ) {}

  async start(): Promise<void> {
    await Promise.all([this.startService(), ...this.workers.map((worker) => worker.start())]);
  }

  /** Starts the service; from the second time on at the same address. */
  async startService(): Promise<void> {
    await this.service.start();
    const address = await until('the service says where it listens', async () =>
      this.service.logged(/"address":"(http:[^"]+)"/),
    );
    this.address = address;
    this.service.set({ PORT: new URL(address).port });
    await until('the service is ready', async () => (await fetch(`${address}/health/ready`)).ok);
  }

  /** Where it is reached, without a slash at the end. */
  get url(): string {
    return this.address;
  }

  as(name: Name): Client {
    return this.clientAt(() => this.address, name);
  }

  protected clientAt(address: () => string, name: Name): Client {
    return new Client(address, this.database.tokens[name], ({ id, version }) => this.acknowledged.keep(id, version));
  }

  /** What is due and not done: timers, and effects but those that are held. The first few of each. */
  due(): Promise<readonly object[]> {
    return this.database.query(
      `(SELECT effect_key AS effect, next_attempt_at AS since, lease_until, lease_fence, starts, attempts, last_error
         FROM outbox WHERE done_at IS NULL AND parked_at IS NULL AND next_attempt_at <= now()
           AND NOT (topic IN ('mail', 'push') AND EXISTS (SELECT FROM dispatch_hold)) ORDER BY id LIMIT 3)
       UNION ALL
       (SELECT kind || ' of ' || subject_id, fire_at, NULL, epoch, NULL, failures, NULL
         FROM timer WHERE fired_at IS NULL AND cancelled_at IS NULL AND fire_at <= now() ORDER BY fire_at LIMIT 3)`,
    );
  }

  /** Waits until nothing is due any more. */
  async settles(seconds = 20): Promise<void> {
    let due: readonly object[] = [];
    const isDone = async () => (due = await this.due()).length === 0;
    await until('everything that is due is done', isDone, seconds).catch((error: unknown) => {
      throw new Error(`${(error as Error).message}; first ${JSON.stringify(due)}`);
    });
  }

  /** Everything holds that must hold, and everything that was acknowledged is there. */
  async isHealthy(): Promise<void> {
    await this.settles();
    const parked = await this.database.query('SELECT effect_key FROM outbox WHERE parked_at IS NOT NULL');
    if (parked.length > 0) throw new Error(`effects were given up: ${JSON.stringify(parked)}`);
    const { diagnoses, breaches } = await this.examined();
    const unseen = diagnoses.filter(({ checked }) => checked === 0);
    if (diagnoses.length < 6 || unseen.length > 0 || breaches.length > 0)
      throw new Error(`the doctor is not content: ${JSON.stringify(diagnoses, null, 2)}`);
  }

  /** What the doctor finds, from the database and the clients' own log alone. */
  async examined({ examples = 10, anchors }: { readonly examples?: number; readonly anchors?: string } = {}): Promise<{
    readonly diagnoses: readonly Diagnosis[];
    readonly breaches: readonly string[];
  }> {
    const { code, stdout, stderr } = await baton(
      this.database.url,
      ...[
        'doctor',
        '--json',
        '--patience',
        '5',
        '--examples',
        String(examples),
        '--acked',
        this.acknowledged.file,
        ...(anchors === undefined ? [] : ['--anchors', anchors]),
      ],
    );
    if (code !== 0 && code !== 1) throw new Error(`the doctor ended with ${code}:\n${stdout}${stderr}`);
    const diagnoses = JSON.parse(stdout) as readonly Diagnosis[];
    const breaches = diagnoses.flatMap(({ invariant, breaches: times, examples: named }) => [
      ...named.map(({ id, what }) => `${invariant} ${id}: ${what}`),
      ...(times > named.length ? [`${invariant}: and ${times - named.length} more`] : []),
    ]);
    if (code === 1 && breaches.length === 0) throw new Error(`the doctor complains of nothing:\n${stdout}${stderr}`);
    return { diagnoses, breaches };
  }

  /** Ends every process at once. */
  async dies(): Promise<void> {
    await Promise.all([this.service, ...this.workers].map((one) => one.kill9()));
  }

  /** Ends every process and removes the database, however far things went. */
  async close(): Promise<void> {
    await this.dies();
    this.acknowledged.remove();
    await this.database.drop();
  }
}

export function redisUrl(): string {
  const url = process.env['BATON_TEST_REDIS_URL'];
  if (!url) throw new Error('There is no test Redis: run this spec in the Jest project “whole”.');
  return url;
}
