import type { BusinessCalendar, CalendarWeek, DateOverride, Holiday } from '@baton/domain';
import type { Instant } from '@baton/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { instant } from '../database/column-types.js';

/** One version of a calendar; an edit is a new row (clock rule 8). */
@Entity('calendar')
export class CalendarRow implements BusinessCalendar {
  @PrimaryColumn('text') id: string;
  @PrimaryColumn('integer') version: number;
  @Column(instant) effectiveFrom: Instant;
  @Column('text') name: string;
  @Column('text') zone: string;
  @Column('jsonb') week: CalendarWeek;
  @Column('jsonb') holidays: readonly Holiday[];
  @Column('jsonb') overrides: readonly DateOverride[];
}
