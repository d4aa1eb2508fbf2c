import { IsIn, IsOptional } from 'class-validator';

/** How the process is. */
export class HealthView {
  @IsIn(['ok', 'not-ready']) status: 'ok' | 'not-ready';
  @IsOptional() @IsIn(['reachable', 'unreachable']) database?: 'reachable' | 'unreachable';
  /** Behind: migrations have to run first. Newer: those of a later version have run, and this one goes on. */
  @IsOptional() @IsIn(['behind', 'current', 'newer']) schema?: 'behind' | 'current' | 'newer';
  /** Of this machine, compared to the database's. */
  @IsOptional() @IsIn(['right', 'wrong']) clock?: 'right' | 'wrong';
}
