import type { Logger } from '../log/create-logger.js';
import type { LiveListener, LiveMessage } from './live-bus.js';

/** The listeners within this process. One that throws harms no other. */
export class Audience {
  private readonly members = new Set<{ readonly listener: LiveListener; readonly onGap?: (() => void) | undefined }>();

  constructor(private readonly logger: Logger) {}

  join(listener: LiveListener, onGap?: () => void): () => void {
    const member = { listener, onGap };
    this.members.add(member);
    return () => void this.members.delete(member);
  }

  /** `payload` is a batch as `batches()` writes it. */
  hear(payload: string): void {
    this.guard(() => {
      for (const message of JSON.parse(payload) as LiveMessage[]) {
        for (const { listener } of this.members) this.guard(() => listener(message));
      }
    });
  }

  /** Something may have been missed. */
  gap(): void {
    for (const { onGap } of this.members) this.guard(() => onGap?.());
  }

  private guard(tell: () => void): void {
    try {
      tell();
    } catch (err) {
      this.logger.error({ err }, 'live message could not be handled');
    }
  }
}
