import { randomUUID } from 'node:crypto';

import { BuiltProcess } from './built-process.js';
import type { Client } from './client.js';
import type { Name } from './company.js';
import { type CompanyDatabase, createCompanyDatabase } from './database.js';
import { Installation } from './installation.js';
import { until } from './until.js';

/** Baton on many machines: services and workers that share a PostgreSQL with a replica and a Redis Cluster. */
export async function startMachines({
  services = 3,
  workers = 3,
  replica = server('BATON_TEST_REPLICA_URL'),
} = {}): Promise<Machines> {
  const database = await createCompanyDatabase();
  const settings = {
    DATABASE_URL: database.url,
    DATABASE_READ_URL: databaseOn(replica, database.url),
    REDIS_URL: server('BATON_TEST_REDIS_CLUSTER_URL'),
    REDIS_CLUSTER: 'true',
    QUEUE_PREFIX: `{machines-${randomUUID()}}`,
    HOST: '127.0.0.1',
    PORT: '0',
    LOG_LEVEL: 'info',
  };
  const machines = new Machines(
    database,
    Array.from({ length: services }, () => new BuiltProcess('case-service', settings)),
    Array.from({ length: workers }, () => new BuiltProcess('relay-worker', settings)),
  );
  try {
    await machines.start();
    return machines;
  } catch (error) {
    await machines.close();
    throw error;
  }
}

export class Machines extends Installation {
  private readonly addresses = new Map<BuiltProcess, string>();
  private turn = 0;

  constructor(
    database: CompanyDatabase,
    readonly services: readonly BuiltProcess[],
    workers: readonly BuiltProcess[],
  ) {
    super(database, services[0]!, workers);
  }

  override async start(): Promise<void> {
    await Promise.all([
      ...this.services.map((service) => this.startService(service)),
      ...this.workers.map((worker) => worker.start()),
    ]);
  }

  /** Starts one of the services; from the second time on at the same address. */
  override async startService(service: BuiltProcess = this.service): Promise<void> {
    await service.start();
    const address = await until('the service says where it listens', async () =>
      service.logged(/"address":"(http:[^"]+)"/),
    );
    this.addresses.set(service, address);
    service.set({ PORT: new URL(address).port });
    await until('the service is ready', async () => (await fetch(`${address}/health/ready`)).ok);
  }

  /** Kills a process with -9 and starts it again, as whoever runs them would. */
  async kill(one: BuiltProcess): Promise<void> {
    await one.kill9();
    await (this.services.includes(one) ? this.startService(one) : one.start());
  }

  /** Each request of theirs goes to the next service, dead or alive: what balances load learns of a death too late as well. */
  override as(name: Name): Client {
    return this.clientAt(() => this.next(), name);
  }

  /** A figure of each service. */
  figures(name: string, labels = ''): Promise<readonly number[]> {
    return Promise.all(
      [...this.addresses.values()].map(async (address) => {
        const page = await (await fetch(`${address}/metrics`)).text();
        const line = page.split('\n').find((one) => one.startsWith(`${name}{`) && one.includes(labels));
        return Number(line?.split(' ').at(-1) ?? 0);
      }),
    );
  }

  override async close(): Promise<void> {
    await Promise.all(this.services.map((one) => one.kill9()));
    await super.close();
  }

  private next(): string {
    const addresses = [...this.addresses.values()];
    return addresses[this.turn++ % addresses.length]!;
  }
}

/** The address of a database on another server. */
export function databaseOn(serverUrl: string, databaseUrl: string): string {
  const url = new URL(serverUrl);
  url.pathname = new URL(databaseUrl).pathname;
  return url.href;
}

export function server(setting: string): string {
  const value = process.env[setting];
  if (!value) throw new Error(`There is no ${setting}: run this spec in the Jest project “machines”.`);
  return value;
}
