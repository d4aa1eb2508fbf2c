import type { Instant } from '@baton/kernel';
import { Column, type ColumnOptions, type ValueTransformer } from 'typeorm';
import type { SubjectKind } from '@baton/domain';

const instants: ValueTransformer = {
  from: (stored: Date | null) => stored?.getTime() ?? null,
  to: (instant: Instant | null | undefined) => (typeof instant === 'number' ? new Date(instant) : instant),
};

/** A moment: milliseconds in the domain, `timestamptz` in the database, exact to the millisecond both ways. */
export const instant = { type: 'timestamptz', transformer: instants } as const satisfies ColumnOptions;
export const instantOrNull = { ...instant, nullable: true } as const satisfies ColumnOptions;
export const textOrNull = { type: 'text', nullable: true } as const satisfies ColumnOptions;
export const uuidOrNull = { type: 'uuid', nullable: true } as const satisfies ColumnOptions;
export const jsonbOrNull = { type: 'jsonb', nullable: true } as const satisfies ColumnOptions;

/** What a row of another table is about, as two columns: `<name>_kind` and `<name>_id`. */
export class SubjectColumns {
  @Column('text') kind: SubjectKind;
  @Column('uuid') id: string;
}

/** Where a row stands in its list on the case: lists keep their order. Not a fact of the domain. */
export const position = { type: 'smallint', select: false } as const satisfies ColumnOptions;
