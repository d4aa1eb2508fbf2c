import { SECOND } from '@baton/kernel';
import type { LiveBus, LiveMessage, Logger, SignOfLife } from '@baton/server';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { LIVE_BUS, LOGGER } from '../infrastructure.js';
import { Streams } from '../live/streams.js';
import { Roster, type PresentPerson } from './roster.js';

/** Tabs give a sign every 15 s; one that is this late was closed without a word. With the sweep it is gone within 30 s. */
const SIGN_LASTS = 24 * SECOND;
const SWEEP = 2 * SECOND;

const PRESENCE = 'presence';
const WHO_IS_THERE = 'presence.asked';

/**
 * Who is at which case. Every process hears every sign of life on the live bus and knows them all by itself; nothing is
 * stored. Whoever is at a case is told on their stream who else is: that they may see the case was asked when they said so.
 */
@Injectable()
export class Presences implements OnModuleDestroy {
  private readonly roster = new Roster();
  /** What was said through this process, to say it again to one that has just begun to listen. */
  private readonly said = new Map<string, { readonly message: LiveMessage; readonly until: number }>();
  private readonly stopListening: () => void;
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly streams: Streams,
    @Inject(LIVE_BUS) private readonly bus: LiveBus,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.stopListening = bus.subscribe(
      (message) => this.hear(message),
      () => this.askAround(),
    );
    this.timer = setInterval(() => this.sweep(Date.now()), SWEEP).unref();
    this.askAround();
  }

  /** A person is at a case, in this tab, with this form open; answers who is there. */
  show(caseId: string, who: Omit<SignOfLife, 'lasts'>): readonly PresentPerson[] {
    const now = Date.now();
    const message = messageOf(caseId, { ...who, lasts: SIGN_LASTS }, now);
    this.said.set(keyOf(message), { message, until: now + SIGN_LASTS });
    this.hear(message);
    this.publish([message]);
    return this.roster.at(caseId);
  }

  /** The tab was left. */
  leave(caseId: string, who: Pick<SignOfLife, 'personId' | 'tab'>): void {
    const message = messageOf(caseId, { ...who, doing: null, lasts: 0 }, Date.now());
    this.hear(message);
    this.publish([message]);
  }

  /** Lets go of those whose tabs fell silent. Milliseconds since 1970. */
  sweep(now: number): void {
    for (const [key, { until }] of this.said) if (until <= now) this.said.delete(key);
    for (const caseId of this.roster.sweep(now)) this.tell(caseId);
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
    this.stopListening();
  }

  private hear(message: LiveMessage): void {
    const { caseId, kinds, at, sign } = message;
    if (kinds.includes(WHO_IS_THERE)) this.sayAgain();
    if (!sign) return;
    // The tab went on through another process, which now speaks for it.
    if (this.said.get(keyOf(message))?.message.at !== at) this.said.delete(keyOf(message));
    if (this.roster.hear(caseId, sign, Date.now())) this.tell(caseId);
  }

  private tell(caseId: string): void {
    const people = this.roster.at(caseId);
    this.streams.say(new Set(people.map(({ personId }) => personId)), PRESENCE, { caseId, people });
  }

  private askAround(): void {
    this.publish([{ caseId: '', seq: 0, at: Date.now(), kinds: [WHO_IS_THERE] }]);
  }

  private sayAgain(): void {
    const now = Date.now();
    const fresh = [...this.said.values()].filter(({ until }) => until > now);
    this.publish(fresh.map(({ message, until }) => ({ ...message, sign: { ...message.sign!, lasts: until - now } })));
  }

  /** A message that is lost harms nobody: the next sign of each tab comes within 15 s. */
  private publish(messages: readonly LiveMessage[]): void {
    if (messages.length === 0) return;
    this.bus.publish(messages).catch((err) => this.logger.warn({ err }, 'presence could not be told'));
  }
}

const messageOf = (caseId: string, sign: SignOfLife, at: number): LiveMessage => ({
  caseId,
  seq: 0,
  at,
  kinds: [PRESENCE],
  sign,
});

const keyOf = ({ caseId, sign }: LiveMessage): string => `${caseId} ${sign?.personId} ${sign?.tab}`;
