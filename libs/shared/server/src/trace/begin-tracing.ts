import { SECOND } from '@baton/kernel';
import { withTimeLimit } from '../connection/time-limit.js';
import type { Logger } from '../log/create-logger.js';
import { traceWith } from './trace.js';

/** What is still to be sent may hold up the end of a process for so long. */
const FLUSH_LIMIT = 2 * SECOND;

export interface Tracing {
  /** Sends what was not sent yet. A collector that is away fails nothing and holds nobody up. */
  end(): Promise<void>;
}

const none: Tracing = { end: async () => undefined };

/**
 * Traces this process where the standard settings of OpenTelemetry ask for it (OTEL_EXPORTER_OTLP_ENDPOINT,
 * OTEL_TRACES_EXPORTER, OTEL_SDK_DISABLED, OTEL_SERVICE_NAME, OTEL_TRACES_SAMPLER …). Without them not a line of it is loaded.
 */
export async function beginTracing(process: string, env: NodeJS.ProcessEnv, logger: Logger): Promise<Tracing> {
  const exporter = exporterAskedFor(env);
  if (exporter === 'none') return none;
  const { openTelemetry } = await import('./open-telemetry.js');
  const { tracer, end } = openTelemetry({ process, exporter, logger });
  traceWith(tracer);
  logger.info({ exporter }, 'traces are sent');
  return {
    async end() {
      traceWith(null);
      try {
        await withTimeLimit(end(), FLUSH_LIMIT, 'sending the last traces');
      } catch (err) {
        logger.warn({ err }, 'the last traces were not sent');
      }
    },
  };
}

/** Where traces go: nowhere, unless an exporter or an endpoint is named. */
export function exporterAskedFor(env: NodeJS.ProcessEnv): 'otlp' | 'console' | 'none' {
  const said = (name: string) => env[name]?.trim() ?? '';
  if (said('OTEL_SDK_DISABLED').toLowerCase() === 'true') return 'none';
  const endpoint = said('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT') || said('OTEL_EXPORTER_OTLP_ENDPOINT');
  const exporter = said('OTEL_TRACES_EXPORTER') || (endpoint === '' ? 'none' : 'otlp');
  return exporter === 'otlp' || exporter === 'console' ? exporter : 'none';
}
