import type { NearMiss, NearMissOutcome, RiskRule } from '@baton/domain';
import type { Instant, Seconds } from '@baton/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { instant, instantOrNull, position, textOrNull, uuidOrNull } from '../database/column-types.js';

@Entity('near_miss')
export class NearMissRow implements NearMiss {
  @PrimaryColumn('uuid') caseId: string;
  @PrimaryColumn('uuid') id: string;
  @Column(position) position: number;
  @Column('uuid') clockId: string;
  @Column(uuidOrNull) legId: string | null;
  @Column(textOrNull) departmentId: string | null;
  @Column(instant) atRiskAt: Instant;
  @Column('text') riskRule: RiskRule;
  @Column(instant) dueAt: Instant;
  @Column('double precision') targetSeconds: Seconds;
  @Column('jsonb') interventions: NearMiss['interventions'];
  @Column(textOrNull) outcome: NearMissOutcome | null;
  @Column(instantOrNull) endedAt: Instant | null;
}
