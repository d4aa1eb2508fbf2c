import { WakeDueCasesUseCase } from '@baton/application';
import { CompanyDirectory, PostgresRelayUnitOfWork } from '@baton/persistence';
import { DAY, type Instant, type TimeSource } from '@baton/kernel';
import type { DataSource } from 'typeorm';
import { uuidv7 } from 'uuidv7';

/** The demo's own time: it begins weeks before the present and is moved on by the story, and whatever falls due on the way happens. */
export class DemoTime implements TimeSource {
  readonly unitOfWork: PostgresRelayUnitOfWork;
  private readonly wake: WakeDueCasesUseCase;
  private readonly readAt = performance.now();
  private at: Instant;

  constructor(
    private readonly dataSource: DataSource,
    directory: CompanyDirectory,
    private readonly present: Instant,
  ) {
    this.at = present - 30 * DAY;
    this.unitOfWork = new PostgresRelayUnitOfWork({ dataSource, directory, time: this });
    this.wake = new WakeDueCasesUseCase(this.unitOfWork, uuidv7);
  }

  now(): Instant {
    return this.at;
  }

  /** Lets time pass until so many milliseconds before the present, which itself moves on; it never goes back. */
  async passUntil(ago: number): Promise<void> {
    const until = Math.max(this.at, this.present + Math.floor(performance.now() - this.readAt) - ago);
    for (let due = await this.nextDue(); due !== null && due <= until; due = await this.nextDue()) {
      this.at = Math.max(this.at, due);
      const { failed } = await this.wake.execute(100);
      if (failed[0]) throw failed[0].error;
    }
    this.at = until;
  }

  private async nextDue(): Promise<Instant | null> {
    const [row] = (await this.dataSource.query(
      `SELECT ceil(extract(epoch FROM min(fire_at)) * 1000)::float8 AS due FROM timer
       WHERE fired_at IS NULL AND cancelled_at IS NULL`,
    )) as [{ due: Instant | null }];
    return row.due;
  }
}
