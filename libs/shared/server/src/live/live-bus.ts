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
  /** Nothing happened to the case; somebody looks at it. */
  readonly sign?: SignOfLife;
}

/** A browser tab in which somebody has a case open. It is kept nowhere but in memory, and only for so long. */
export interface SignOfLife {
  readonly personId: string;
  readonly tab: string;
  /** The action whose form is open there, such as `hand-over-leg/<leg>`. */
  readonly doing: string | null;
  /** Milliseconds from now until it counts for nothing; 0 says that the tab was left. */
  readonly lasts: number;
}

export type LiveListener = (message: LiveMessage) => void;

/** Tells all processes at once that something changed. Messages may be lost; whoever must not miss any reads the case events. */
export interface LiveBus {
  publish(messages: readonly LiveMessage[]): Promise<void>;
  /** `onGap` is called after an outage, when messages may have been missed. Returns how to stop listening. */
  subscribe(listener: LiveListener, onGap?: () => void): () => void;
  close(): Promise<void>;
}
