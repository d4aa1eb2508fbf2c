import type { EscalationPolicy, EscalationStep, TriggerKind } from '@baton/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('escalation_policy')
export class EscalationPolicyRow implements EscalationPolicy {
  @PrimaryColumn('text') id: string;
  @PrimaryColumn('integer') version: number;
  @Column('text') name: string;
  @Column('text') trigger: TriggerKind;
  @Column('jsonb') steps: readonly EscalationStep[];
}
