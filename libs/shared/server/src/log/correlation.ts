import { AsyncLocalStorage } from 'node:async_hooks';

const correlation = new AsyncLocalStorage<string>();

/** Does something under one id, so that its log lines can be found together: from the request through the outbox to the job. */
export const runWithCorrelation = <T>(id: string, fn: () => T): T => correlation.run(id, fn);

/** The id under which this code runs, if any. Goes into every log line, and into what is stored to be done later. */
export const correlationId = (): string | undefined => correlation.getStore();
