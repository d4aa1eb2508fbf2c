import { setTimeout as sleep } from 'node:timers/promises';
import { createDataSource } from '@baton/persistence';
import { migrate } from '../migrate/migrate.js';
import { PlainProblem } from '../plain-problem.js';
import { requireDatabase, requireRedis } from '../probe.js';
import { readSettings, type Settings } from '../settings.js';
import { demoVisitors } from '../seed/demo-people.js';
import { seedDemo } from '../seed/seed-demo.js';
import { customersPage, type DemoAccess, describeDemo, introduceDemo } from './demo-access.js';
import { startEmbeddedDatabase } from './embedded-database.js';
import { endLeftovers } from './end-leftovers.js';
import { claimPort, findFreePort } from './free-port.js';
import { HomeLock, makeHome } from './home-lock.js';
import { logFile } from './log-file.js';
import { Narrator } from './narrator.js';
import { say } from './say.js';
import { ServiceLog } from './service-log.js';
import { service } from './service.js';
import { StopRequest } from './stop-request.js';
import { type ProcessNews, SupervisedProcess } from './supervised-process.js';

/** How long a service may take until it answers; a large migration of data is not part of it. */
const READY_MS = 60_000;

/** Runs Baton in this terminal: database, migrations, demo company, relay-worker, case-service; until somebody asks it to stop. */
export async function start(): Promise<void> {
  const settings = readSettings(process.env);
  makeHome(settings.home);
  const { lock, leftovers } = await HomeLock.take(settings.home, 'npm start');
  const launch = new Launch(settings, lock);
  await launch.run(leftovers);
}

class Launch {
  /** In the order of their start; they end in the opposite one. */
  private readonly running: SupervisedProcess[] = [];
  private readonly logs: ServiceLog[] = [];
  private readonly stop = new StopRequest(() => this.end());
  private narrator: Narrator | undefined;
  private stopping = false;

  constructor(
    private readonly settings: Settings,
    private readonly lock: HomeLock,
  ) {}

  async run(leftovers: Parameters<typeof endLeftovers>[0]): Promise<void> {
    const up = this.bringUp(leftovers);
    try {
      const reason = await Promise.race([this.stop.arrived, up.then(() => this.stop.arrived)]);
      if (reason.kind === 'gave up') throw new PlainProblem(reason.message);
      say('stopping', reason.how);
    } finally {
      await this.bringDown(up);
    }
    say('stopped', 'everything has ended; the data stays where it is');
  }

  private async bringUp(leftovers: Parameters<typeof endLeftovers>[0]): Promise<void> {
    const { settings, lock } = this;
    await endLeftovers(leftovers);
    const port = settings.port === 0 ? await findFreePort() : settings.port;
    await claimPort(port, 'PORT');
    if (settings.redisUrl !== undefined) await requireRedis(settings.redisUrl);
    const databaseUrl = await this.bringUpDatabase();
    await migrate(databaseUrl);
    if (this.stopping) throw new Interrupted();
    const demo = settings.demo ? await introduceDemo(settings.home, () => this.seed(databaseUrl)) : undefined;
    this.narrator = new Narrator(databaseUrl, ([kind, sentence], at) => say(kind, sentence, at));
    await this.narrator.start();

    const env = { ...process.env, DATABASE_URL: databaseUrl, PORT: String(port), HOST: settings.host };
    this.startService('relay-worker', env);
    const mayLookAround = demo !== undefined && settings.isForThisMachineOnly;
    this.startService('case-service', { ...env, DEMO_VISITORS: mayLookAround ? demoVisitors.join(',') : '' });
    const address = `http://${settings.host === '127.0.0.1' || settings.host === '0.0.0.0' ? 'localhost' : settings.host}:${port}`;
    await this.untilReady(settings.host === '0.0.0.0' ? '127.0.0.1' : settings.host, port);
    lock.note({ phase: 'running', address });
    say('ready', `Baton answers at ${address}  (Ctrl-C ends it)`);
    if (demo === undefined) return;
    for (const line of describeDemo(demo, address)) console.log(line);
    if (mayLookAround) console.log(`Or look around without a password: ${address}`);
    const page = await customersPage(demo, address);
    if (page !== undefined) console.log(`A customer follows her case at\n  ${page}`);
  }

  /** On the very first start: a company to look at. */
  private async seed(databaseUrl: string): Promise<DemoAccess | undefined> {
    const dataSource = await createDataSource({ url: databaseUrl, applicationName: 'baton seed' }).initialize();
    try {
      const access = await seedDemo(dataSource);
      if (access) say('demo', 'a demo company has moved in; its relays run as if it were real');
      return access;
    } finally {
      await dataSource.destroy();
    }
  }

  private async bringUpDatabase(): Promise<string> {
    const { database, home } = this.settings;
    if (database.kind === 'external') {
      await requireDatabase(database.url);
      return database.url;
    }
    const server = await startEmbeddedDatabase(
      home,
      database.port,
      (line) => say('database', line),
      this.newsOf('postgres'),
    );
    this.adopt(server.process);
    this.lock.note({ databaseUrl: server.url });
    return server.url;
  }

  private startService(name: string, env: NodeJS.ProcessEnv): void {
    const log = new ServiceLog(logFile(this.settings.home, name), (kind, text) => say(kind, `${name}: ${text}`));
    this.logs.push(log);
    const supervised = new SupervisedProcess(service(name, env, log), this.newsOf(name, log));
    supervised.start();
    this.adopt(supervised);
  }

  /** A stop may be asked for while something is still being started: that something then ends with the rest. */
  private adopt(supervised: SupervisedProcess): void {
    this.running.push(supervised);
    if (this.stopping) throw new Interrupted();
  }

  private newsOf(name: string, log?: ServiceLog): ProcessNews {
    return {
      started: (pid) => this.note(() => this.lock.noteChild(name, pid)),
      died: (how, again) => {
        const words = log?.lastWords() ?? '';
        const what = `${name} ended (${how})${words === '' ? '' : `: ${words}`}`;
        if (again === 'given up') {
          this.stop.giveUp(
            `${what}. It does not stay up, so Baton stops here. What it said is in ${logFile(this.settings.home, name)}.`,
          );
        } else {
          say('restarting', `${what}; again in ${again.inMs / 1000} s`);
        }
      },
    };
  }

  /** A full disk must end nothing that runs: what cannot be noted is not known to a successor, no more. */
  private note(news: () => void): void {
    try {
      news();
    } catch (error) {
      say('warning', `the data folder cannot be written: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  private async untilReady(host: string, port: number): Promise<void> {
    const deadline = Date.now() + READY_MS;
    while (!this.stopping) {
      const answer = await fetch(`http://${host}:${port}/health/ready`, { signal: AbortSignal.timeout(5_000) }).catch(
        () => undefined,
      );
      if (answer?.ok) return;
      if (Date.now() > deadline) {
        throw new PlainProblem(
          `case-service is not ready after ${READY_MS / 1000} s. What it said is in ${logFile(this.settings.home, 'case-service')}.`,
        );
      }
      await sleep(150);
    }
    throw new Interrupted();
  }

  private async bringDown(up: Promise<void>): Promise<void> {
    this.stopping = true;
    this.note(() => this.lock.note({ phase: 'stopping' }));
    // Whatever was still coming up learns of the stop by failing at its next step; that failure is no news.
    const settled = up.catch(() => undefined);
    await this.narrator?.stop();
    await this.endInOrder();
    await settled;
    await this.endInOrder();
    await this.narrator?.stop();
    for (const log of this.logs) log.close();
    this.stop.close();
    this.lock.release();
  }

  private async endInOrder(): Promise<void> {
    for (const supervised of this.running.toReversed()) await supervised.stop();
  }

  /** A second Ctrl-C: no more waiting. PostgreSQL recovers from its log at the next start. */
  private end(): void {
    for (const supervised of this.running) supervised.kill();
    this.lock.release();
    say('stopped', 'at once, as asked');
    process.exit(130);
  }
}

class Interrupted extends Error {}
