import type { CustomerPromise, PromisePrecision, PromiseStatus } from '@baton/domain';
import type { Instant } from '@baton/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { instant, instantOrNull, position, uuidOrNull } from '../database/column-types.js';

@Entity('promise')
export class PromiseRow implements CustomerPromise {
  @PrimaryColumn('uuid') caseId: string;
  @PrimaryColumn('uuid') id: string;
  @Column(position) position: number;
  @Column('text') madeById: string;
  @Column('text') holderId: string;
  @Column('text') madeTo: string;
  @Column('text') text: string;
  @Column('text') precision: PromisePrecision;
  @Column('text') zone: string;
  @Column(instant) madeAt: Instant;
  @Column(instant) dueAt: Instant;
  @Column('text') status: PromiseStatus;
  @Column(instantOrNull) brokenAt: Instant | null;
  @Column(instantOrNull) endedAt: Instant | null;
  @Column('integer') attempts: number;
  @Column(instantOrNull) retryAt: Instant | null;
  @Column('integer') renegotiations: number;
  @Column(uuidOrNull) succeedsId: string | null;
  @Column('boolean') halfChased: boolean;
  @Column('boolean') lastChased: boolean;
}
