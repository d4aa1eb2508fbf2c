let current: () => string | null = () => null;

/** Effects are written with the trace in which they are caused: whoever traces this process says which one that is. */
export function traceEffects(traceparent: () => string | null): void {
  current = traceparent;
}

/** The trace in which an effect is being written, if any. */
export const traceparent = (): string | null => current();
