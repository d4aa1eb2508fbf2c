import type { ReadableSpan, Span, SpanProcessor } from '@opentelemetry/sdk-trace-node';
import { isWorthTelling } from './trace.js';

/** Marks a round when it begins. */
export const ROUND = { 'baton.round': 'idle' };

const isIdle = ({ attributes }: ReadableSpan) => attributes['baton.round'] === 'idle';

/** Holds back everything of a round until it ends, and forgets it if there was nothing to do: that is so twice a second. */
export class WithoutIdleRounds implements SpanProcessor {
  private readonly held = new Map<string, ReadableSpan[]>();

  constructor(private readonly next: SpanProcessor) {}

  onStart(span: Span, parent: Parameters<SpanProcessor['onStart']>[1]): void {
    if (isIdle(span)) this.held.set(span.spanContext().traceId, []);
    this.next.onStart(span, parent);
  }

  onEnd(span: ReadableSpan): void {
    const { traceId } = span.spanContext();
    const held = this.held.get(traceId);
    if (held === undefined) return this.next.onEnd(span);
    held.push(span);
    if (span.attributes['baton.round'] === undefined) return;
    this.held.delete(traceId);
    if (span.attributes['baton.round'] === isWorthTelling['baton.round']) for (const one of held) this.next.onEnd(one);
  }

  forceFlush(): Promise<void> {
    return this.next.forceFlush();
  }

  shutdown(): Promise<void> {
    this.held.clear();
    return this.next.shutdown();
  }
}
