import { reopenWindow } from '@baton/domain';
import { DAY } from '@baton/kernel';
import { AsInteger, ServerConfig } from '@baton/server';
import { IsInt, IsOptional, Max, Min } from 'class-validator';

/** A day longer than a case can be reopened: what goes of it is never wanted again. */
const FEWEST_DAYS = reopenWindow / DAY + 1;

const isPort = 'must be a whole number from 0 to 65535';
const isBatch = 'must be a whole number from 1 to 1000';
const isConcurrency = 'must be a whole number from 1 to 100';
const isDays = `must be a whole number from ${FEWEST_DAYS} to 3650`;

/** The relay-worker's settings, beside those that every process shares. */
export class WorkerConfig extends ServerConfig {
  /** Where `/health` and `/metrics` of the worker are served; without it the worker listens nowhere. */
  @IsOptional()
  @AsInteger()
  @IsInt({ message: isPort })
  @Min(0, { message: isPort })
  @Max(65535, { message: isPort })
  WORKER_PORT?: number;

  /** Cases with due timers that one round takes. */
  @AsInteger()
  @IsInt({ message: isBatch })
  @Min(1, { message: isBatch })
  @Max(1000, { message: isBatch })
  TIMER_BATCH: number = 100;

  /** Effects done side by side. */
  @AsInteger()
  @IsInt({ message: isConcurrency })
  @Min(1, { message: isConcurrency })
  @Max(100, { message: isConcurrency })
  EFFECT_CONCURRENCY: number = 10;

  /** Days for which the timers and notices of a case are kept after it was closed, cancelled, or resolved and left so. */
  @AsInteger()
  @IsInt({ message: isDays })
  @Min(FEWEST_DAYS, { message: isDays })
  @Max(3650, { message: isDays })
  KEEP_FINISHED_DAYS: number = 30;
}
