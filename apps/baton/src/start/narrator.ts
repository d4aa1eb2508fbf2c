import type { CaseEventType, Changes } from '@baton/domain';
import pg from 'pg';
import { type Line, narrate } from './narration.js';

const POLL_MS = 1_000;
/** An event bears the time its transaction began; this much later it may still appear. */
const OVERLAP_SECONDS = 60;
/** A busy second: what does not fit is counted. */
const LINES_PER_POLL = 20;

type Row = {
  readonly key: string;
  readonly type: CaseEventType;
  readonly at: Date;
  readonly by: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly changes: Changes;
  readonly number: number;
  readonly subject: string;
  readonly leg: string | null;
  readonly department: string | null;
};

/** Tells the terminal what happens on the relay, by reading new case events. It only ever reads. */
export class Narrator {
  private readonly pool: pg.Pool;
  private readonly names = new Map<string, string>();
  /** Events told within the overlap, so that none is told twice. */
  private told = new Map<string, number>();
  private since: Date | undefined;
  private timer: NodeJS.Timeout | undefined;
  private failing = false;

  constructor(
    databaseUrl: string,
    private readonly tell: (line: Line, at: Date) => void,
  ) {
    this.pool = new pg.Pool({ connectionString: databaseUrl, max: 1, application_name: 'baton narrator' });
    // The next poll meets the same trouble and reports it.
    this.pool.on('error', () => undefined);
  }

  /** Begins with what happens from now on. */
  async start(): Promise<void> {
    const { rows } = await this.pool.query<{ now: Date }>('select now()');
    this.since = rows[0]!.now;
    this.schedule();
  }

  async stop(): Promise<void> {
    clearTimeout(this.timer);
    this.since = undefined;
    if (!this.pool.ended) await this.pool.end();
  }

  private schedule(): void {
    this.timer = setTimeout(() => void this.poll(), POLL_MS);
  }

  private async poll(): Promise<void> {
    try {
      const fresh = (await this.readEvents()).filter(({ key }) => !this.told.has(key));
      await this.learnNames(fresh);
      const lines = fresh.flatMap((row) => this.lineFor(row));
      for (const { line, at } of lines.slice(0, LINES_PER_POLL)) this.tell(line, at);
      if (lines.length > LINES_PER_POLL) this.tell(['…', `and ${lines.length - LINES_PER_POLL} more`], new Date());
      this.remember(fresh);
      this.failing = false;
    } catch (error) {
      // Said once per outage: the database is restarted by the launcher, and the next poll goes on from here.
      if (!this.failing && this.since !== undefined)
        this.tell(['warning', `cannot follow the relay: ${messageOf(error)}`], new Date());
      this.failing = true;
    }
    if (this.since !== undefined) this.schedule();
  }

  private async readEvents(): Promise<readonly Row[]> {
    const { rows } = await this.pool.query<Row>(NEW_EVENTS, [this.since, OVERLAP_SECONDS]);
    return rows;
  }

  private lineFor(row: Row): readonly { line: Line; at: Date }[] {
    const line = narrate({
      type: row.type,
      caseNumber: row.number,
      subject: row.subject,
      leg: row.leg ?? '',
      department: row.department ?? '',
      facts: row.facts,
      changes: row.changes,
      by: row.by === null ? 'Baton' : this.nameOf(row.by),
      nameOf: (id) => this.nameOf(id),
    });
    return line === undefined ? [] : [{ line, at: row.at }];
  }

  private nameOf(id: unknown): string {
    return typeof id === 'string' ? (this.names.get(id) ?? id) : 'nobody';
  }

  private async learnNames(rows: readonly Row[]): Promise<void> {
    if (rows.length === 0) return;
    const found = await this.pool.query<{ id: string; name: string }>(
      'select id, name from person union all select id, name from department',
    );
    for (const { id, name } of found.rows) this.names.set(id, name);
  }

  private remember(rows: readonly Row[]): void {
    for (const { key, at } of rows) this.told.set(key, at.getTime());
    const newest = Math.max(...this.told.values());
    const keep = [...this.told].filter(([, at]) => at >= newest - 2 * OVERLAP_SECONDS * 1_000);
    this.told = new Map(keep);
  }
}

const NEW_EVENTS = `
  select e.case_id || '/' || e.seq as key, e.type, e.at, e.by, e.facts, e.changes,
         c.number, c.subject, l.name as leg, d.name as department
    from case_event e
    join "case" c on c.id = e.case_id
    left join handoff h on e.about_kind = 'handoff' and h.case_id = e.case_id and h.id = e.about_id
    left join leg l on l.case_id = e.case_id and l.id = coalesce(h.to_leg_id, (e.facts ->> 'legId')::uuid, e.about_id)
    left join department d on d.id = coalesce(l.department_id, h.to_department_id)
   where e.at >= greatest($1::timestamptz, now() - make_interval(secs => $2::int))
     and e.type <> 'case.imported'
   order by e.at, e.case_id, e.seq`;

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
