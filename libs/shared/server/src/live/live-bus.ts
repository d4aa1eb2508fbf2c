import type { Instant } from '@baton/kernel';

/** Says that a case moved on, so that whoever may see it can read it again. Ids only: every process gets every message. */
export interface LiveMessage {
  readonly caseId: string;
  /** The newest event of the case. */
  readonly seq: number;
  readonly at: Instant;
  /** What happened, such as `leg.handed-over`. */
  readonly kinds: readonly string[];
  /** Ids of the people whom it concerns beyond those who have the case open. */
  readonly people?: readonly string[];
}

export type LiveListener = (message: LiveMessage) => void;

/** Tells all processes at once that something changed. Messages may be lost; whoever must not miss any reads the case events. */
export interface LiveBus {
  publish(messages: readonly LiveMessage[]): Promise<void>;
  /** `onGap` is called after an outage, when messages may have been missed. Returns how to stop listening. */
  subscribe(listener: LiveListener, onGap?: () => void): () => void;
  close(): Promise<void>;
}
