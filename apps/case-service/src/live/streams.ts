import type { ServerResponse } from 'node:http';
import { type Case, maySeeCase } from '@baton/domain';
import { MINUTE, SECOND } from '@baton/kernel';
import {
  Access,
  casesMovedSince,
  CompanyDirectory,
  confidentialAmong,
  readCaseOf,
  replicaOf,
} from '@baton/persistence';
import type { LiveBus, LiveMessage, Logger } from '@baton/server';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../http/actor.js';
import { LIVE_BUS, LOGGER } from '../infrastructure.js';
import { IDLE_SECONDS } from '../session/session-cookie.js';
import { EventStream } from './event-stream.js';
import { SessionEnds } from './session-ends.js';

/** A commit becomes visible up to this long after the instant that its events bear; catching up begins that much earlier. */
const OVERLAP = 20 * SECOND;
/** Who was away longer, or missed more cases, reads everything again. */
const LONGEST_ABSENCE = 60 * MINUTE;
const MOST_MISSED = 500;
const KEEP_ALIVE = 15 * SECOND;

/** A person who watches, and the stream they watch through. */
interface Watcher {
  readonly actor: Actor;
  readonly stream: EventStream;
}

/**
 * The live streams of this process. Each message is asked about once, whoever watches: cases are open to the company, and for
 * a confidential one `maySeeCase` decides person by person.
 */
@Injectable()
export class Streams {
  private readonly watchers = new Set<Watcher>();
  private readonly stopListening: () => void;
  private readonly timer: NodeJS.Timeout;
  private lastHeardAt = Date.now();

  constructor(
    private readonly dataSource: DataSource,
    private readonly directory: CompanyDirectory,
    private readonly access: Access,
    private readonly ends: SessionEnds,
    @Inject(LIVE_BUS) bus: LiveBus,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.stopListening = bus.subscribe(
      (message) => this.guard(() => this.hear(message)),
      () => this.guard(() => this.catchUp([...this.watchers], this.lastHeardAt)),
    );
    this.timer = setInterval(() => this.guard(() => this.lookAfter()), KEEP_ALIVE).unref();
  }

  /** Serves a stream until its reader leaves or its session ends. */
  async open(actor: Actor, lastEventId: string | string[] | undefined, response: ServerResponse): Promise<void> {
    const watcher = { actor, stream: new EventStream(response) };
    const { stream } = watcher;
    const stopWaiting = this.ends.onEnd(actor.credential, () => stream.close());
    this.watchers.add(watcher);
    stream.onClose(() => {
      stopWaiting();
      this.watchers.delete(watcher);
    });
    if (lastEventId === undefined) stream.send('ready', {}, String(Date.now()));
    else await this.guard(() => this.catchUp([watcher], Number(lastEventId)));
  }

  /** Says something to these people alone, in all their tabs. It is not said again to whoever comes back. */
  say(people: ReadonlySet<string>, event: string, data: object): void {
    for (const { actor, stream } of this.watchers) if (people.has(actor.person.id)) stream.send(event, data);
  }

  /** How many are open now. */
  get size(): number {
    return this.watchers.size;
  }

  /** Ends every stream; readers come back to another process. */
  close(): void {
    clearInterval(this.timer);
    this.stopListening();
    for (const { stream } of this.watchers) stream.close();
  }

  private async hear(message: LiveMessage): Promise<void> {
    if (message.seq === 0) return; // No case moved on: presence.
    this.lastHeardAt = Math.max(this.lastHeardAt, message.at);
    if (this.watchers.size > 0) await this.tell([...this.watchers], [message]);
  }

  private async catchUp(watchers: readonly Watcher[], since: number): Promise<void> {
    const now = Date.now();
    const isRecent = Number.isSafeInteger(since) && since > now - LONGEST_ABSENCE && since <= now + OVERLAP;
    const missed = isRecent ? await casesMovedSince(this.dataSource, since - OVERLAP, MOST_MISSED) : null;
    if (missed !== null) return this.tell(watchers, missed);
    for (const { stream } of watchers) stream.send('reset', {}, String(now));
  }

  private async tell(watchers: readonly Watcher[], messages: readonly LiveMessage[]): Promise<void> {
    // Who hears of a change reads it next, maybe there.
    await replicaOf(this.dataSource)?.catchesUp();
    const confidential = await confidentialAmong(
      this.dataSource,
      messages.map(({ caseId }) => caseId),
    );
    for (const message of messages) {
      const state = confidential.has(message.caseId)
        ? await readCaseOf(this.dataSource, { kind: 'case', id: message.caseId })
        : null;
      const company = state && (await this.directory.asOf(state.revision));
      for (const { actor, stream } of watchers) {
        if (company === null || maySee(actor, state!.state)) send(stream, actor, message);
      }
      function maySee({ person }: Actor, seen: Case): boolean {
        const today = company!.people.get(person.id);
        return today !== undefined && maySeeCase(today, seen, company!, Date.now());
      }
    }
  }

  /** Keeps connections open, and ends those whose session or token is no longer good, wherever it was ended. */
  async lookAfter(): Promise<void> {
    // First of all, so that no proxy ends them while the database is away.
    for (const { stream } of this.watchers) stream.keepAlive();
    for (const { actor, stream } of this.watchers) if (!(await this.isStillGood(actor))) stream.close();
  }

  private async isStillGood({ via, credential }: Actor): Promise<boolean> {
    return via === 'session'
      ? this.access.isSessionAlive(credential, IDLE_SECONDS)
      : (await this.access.personOfToken(credential)) !== null;
  }

  /** What fails here harms no stream: its reader misses a message at the most, and catches up when it comes back. */
  private async guard(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (err) {
      this.logger.error({ err }, 'live streams fell behind');
    }
  }
}

/** `case` for whoever may see it; `notice` for those who were told something. The id is where to resume. */
function send(stream: EventStream, { person }: Actor, { caseId, seq, kinds, at, people }: LiveMessage): void {
  const isNotice = kinds.length === 1 && kinds[0] === 'notice.posted';
  if (isNotice && !people?.includes(person.id)) return;
  const data = { caseId, seq, kinds, at: new Date(at).toISOString() };
  stream.send(isNotice ? 'notice' : 'case', data, String(at));
}
