import {
  InformPeopleUseCase,
  MailNoticesUseCase,
  PushNoticesUseCase,
  RecalculateClocksUseCase,
  RelievePersonUseCase,
  tallies,
  WakeDueCasesUseCase,
} from '@baton/application';
import {
  CompanyDirectory,
  createDataSource,
  dispatchHold,
  FindCasesOfCalendar,
  FindCasesOfPerson,
  InstallationSecrets,
  keepHouse,
  PostgresOutbox,
  PostgresRelayUnitOfWork,
  traceEffects,
  setAnchors,
  sortWordsIn,
} from '@baton/persistence';
import { HOUR, SECOND } from '@baton/kernel';
import {
  ClockGuard,
  type JobQueue,
  type LiveBus,
  type LiveMessage,
  type Logger,
  type Mailer,
  type Metrics,
  openLiveBus,
  openQueue,
  PushServices,
  smtpMailer,
  trace,
  Vapid,
  WebPusher,
} from '@baton/server';
import type { DataSource } from 'typeorm';
import { uuidv7 } from 'uuidv7';

import { CarryOutEffect } from './carry-out-effect.js';
import type { WorkerConfig } from './config.js';
import { DispatchOutbox } from './dispatch-outbox.js';
import { followEffects } from './follow-effects.js';
import { InformPeople } from './inform-people.js';
import { Poll, type Round } from './poll.js';
import { noPostman, SmtpPostman } from './smtp-postman.js';
import { WakeTimers } from './wake-timers.js';
import { WebPushService } from './web-push-service.js';

/** Statements end after 15 s by themselves; whoever hears nothing for longer is talking to nobody. */
const LONGER_THAN_ANY_STATEMENT = 18_000;

/** Wakes due timers, dispatches the outbox and carries effects out, until it is stopped. Any number may run side by side. */
export class RelayWorker {
  private constructor(
    readonly dataSource: DataSource,
    readonly queue: JobQueue,
    readonly guard: ClockGuard,
    private readonly live: LiveBus,
    private readonly mailer: Mailer | null,
    private readonly carryOut: CarryOutEffect,
    private readonly polls: readonly Poll[],
    private readonly concurrency: number,
  ) {}

  /** Connects to everything first and rejects when something cannot be reached: exit then, and be started again. */
  static async open(config: WorkerConfig, logger: Logger, metrics: Metrics): Promise<RelayWorker> {
    const dataSource = createDataSource({
      url: config.DATABASE_URL,
      poolSize: config.EFFECT_CONCURRENCY + 4,
      answersWithin: LONGER_THAN_ANY_STATEMENT,
      applicationName: 'baton relay-worker',
      onConnectionError: (err) => logger.warn({ err }, 'an idle database connection broke'),
    });
    await dataSource.initialize();
    const query = (sql: string) => dataSource.query(sql);
    const guard = new ClockGuard({ query, logger });
    await guard.start();
    const servers = {
      databaseUrl: config.DATABASE_URL,
      redisUrl: config.REDIS_URL,
      cluster: config.REDIS_CLUSTER,
      prefix: config.QUEUE_PREFIX,
      logger,
    };
    const live = await openLiveBus(servers);
    const queue = await openQueue({ ...servers, name: 'effects' });

    const publish = (messages: readonly LiveMessage[]) =>
      void live.publish(messages).catch((err: unknown) => logger.warn({ err }, 'a live message was lost'));
    const count = metrics.tallies(tallies);
    traceEffects(trace.traceparent);
    const directory = new CompanyDirectory(dataSource);
    const unitOfWork = new PostgresRelayUnitOfWork({
      dataSource,
      directory,
      onCommitted: (changes, events) => {
        publish(changes);
        count(events);
      },
    });
    const outbox = new PostgresOutbox(dataSource, directory);
    const host = new URL(config.publicUrl).hostname;
    const mailer = config.SMTP_URL
      ? smtpMailer({ smtpUrl: config.SMTP_URL, from: config.MAIL_FROM, installationId: host })
      : null;
    const secrets = new InstallationSecrets(dataSource);
    const services = new PushServices(config.PUSH_SERVICES);
    // Looked up each time: a new key counts at once, and a database without a schema stops nobody from starting.
    const pusher = async () =>
      new WebPusher(new Vapid((await secrets.current('vapid')).secret, config.contact), services);
    const carryOut = new CarryOutEffect(
      outbox,
      {
        inform: new InformPeopleUseCase(outbox, mailer !== null),
        mail: new MailNoticesUseCase(outbox, mailer === null ? noPostman : new SmtpPostman(mailer, host)),
        push: new PushNoticesUseCase(outbox, new WebPushService(pusher)),
        recalculate: new RecalculateClocksUseCase(outbox, new FindCasesOfCalendar(dataSource), unitOfWork, uuidv7),
        relieve: new RelievePersonUseCase(outbox, new FindCasesOfPerson(dataSource), unitOfWork, uuidv7),
      },
      logger,
      (informed) => publish(informed.map((one) => ({ ...one, at: Date.now(), kinds: ['notice.posted'] }))),
      followEffects(metrics),
    );
    const timers = new WakeTimers(
      new WakeDueCasesUseCase(unitOfWork, uuidv7),
      config.TIMER_BATCH,
      () => guard.healthy,
      logger,
    );
    const dispatch = new DispatchOutbox(
      outbox,
      queue,
      (leased) => carryOut.run(leased),
      () => guard.healthy,
      () => timers.isBehind,
      logger,
    );
    const inform = new InformPeople(
      outbox,
      (leased) => carryOut.informTogether(leased),
      (leased) => dispatch.dispatch(leased),
      () => guard.healthy,
      () => timers.isBehind,
    );
    const polls = [
      new Poll('timers', () => timers.round(), logger),
      new Poll('informing', () => inform.round(), logger),
      new Poll('outbox', () => dispatch.round(), logger),
      new Poll('housekeeping', () => sweep(dataSource, config.KEEP_FINISHED_DAYS, logger), logger),
      new Poll('anchors', () => anchor(dataSource, logger), logger),
      new Poll('words', () => sortIn(dataSource), logger),
    ];
    return new RelayWorker(dataSource, queue, guard, live, mailer, carryOut, polls, config.EFFECT_CONCURRENCY);
  }

  async start(): Promise<void> {
    const take = ({ data }: { readonly data: Readonly<Record<string, unknown>> }) =>
      this.carryOut.run({ id: String(data['id']), fence: Number(data['fence']) });
    await this.queue.consume(take, { concurrency: this.concurrency });
    for (const poll of this.polls) poll.start();
  }

  /** What brings in work ends first, what others need goes last. */
  async stop(): Promise<void> {
    await Promise.all(this.polls.map((poll) => poll.stop()));
    await this.queue.close();
    this.guard.stop();
    await this.mailer?.close();
    await this.live.close();
    await this.dataSource.destroy();
  }
}

/** The line in the log is what an anchor is for: kept elsewhere, it shows a history that was changed with everything around it. */
async function anchor(dataSource: DataSource, logger: Logger): Promise<Round> {
  const last = await setAnchors(dataSource, 'since the last', HOUR);
  if (last) logger.info({ anchor: last.no, hash: last.hash, heads: last.heads }, 'the history up to here is anchored');
  return { restMs: HOUR };
}

/** A search reads what was written since the last round one after the other. */
async function sortIn(dataSource: DataSource): Promise<Round> {
  await sortWordsIn(dataSource);
  return { restMs: SECOND };
}

async function sweep(dataSource: DataSource, finishedDays: number, logger: Logger): Promise<Round> {
  const hold = await dispatchHold(dataSource);
  if (hold !== null)
    logger.warn(
      hold,
      'mail and messages to devices are held; “baton effects held” lists them, “baton effects release” sends them',
    );
  const { removed, mayBeMore } = await keepHouse(dataSource, finishedDays);
  if (Object.values(removed).some((rows) => rows > 0)) logger.info({ removed }, 'removed what has had its day');
  return mayBeMore ? { again: true } : { restMs: HOUR };
}
