import type { CustomerRequest, Escalation, EscalationStep, TriggerKind } from '@baton/domain';
import type { Instant, Seconds } from '@baton/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import {
  instant,
  instantOrNull,
  jsonbOrNull,
  position,
  SubjectColumns,
  textOrNull,
  uuidOrNull,
} from '../database/column-types.js';

@Entity('escalation')
export class EscalationRow implements Escalation {
  @PrimaryColumn('uuid') caseId: string;
  @PrimaryColumn('uuid') id: string;
  @Column(position) position: number;
  @Column('text') trigger: TriggerKind;
  @Column(() => SubjectColumns) subject: SubjectColumns;
  @Column(uuidOrNull) legId: string | null;
  @Column(textOrNull) policyId: string | null;
  @Column('jsonb') steps: readonly EscalationStep[];
  @Column(instant) startedAt: Instant;
  @Column('integer') lastStep: number;
  @Column(instantOrNull) lastFiredAt: Instant | null;
  @Column(instantOrNull) nextStepAt: Instant | null;
  @Column(textOrNull) acknowledgedById: string | null;
  @Column(instantOrNull) acknowledgedAt: Instant | null;
  @Column(instantOrNull) endedAt: Instant | null;
  @Column(textOrNull) endReason: string | null;
  @Column('jsonb') told: readonly string[];
  @Column('double precision') heldSeconds: Seconds;
  @Column(jsonbOrNull) request: CustomerRequest | null;
}
