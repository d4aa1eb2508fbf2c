import type { JourneyTemplate, Priority, TemplateLeg } from '@baton/domain';
import type { Seconds } from '@baton/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One version of a journey; cases keep the version they were opened with. */
@Entity('journey_template')
export class JourneyTemplateRow implements JourneyTemplate {
  @PrimaryColumn('text') id: string;
  @PrimaryColumn('integer') version: number;
  @Column('text') name: string;
  @Column('jsonb') legs: readonly TemplateLeg[];
  @Column('jsonb') joins: JourneyTemplate['joins'];
  @Column('jsonb') caseTargetSeconds: Readonly<Record<Priority, Seconds>>;
  @Column('jsonb') firstResponseSeconds: Readonly<Record<Priority, Seconds>>;
  @Column({ type: 'double precision', nullable: true }) silenceSeconds: Seconds | null;
  @Column('boolean') active: boolean;
}
