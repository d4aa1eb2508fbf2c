import type { Question } from '@baton/domain';
import type { Instant } from '@baton/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { instant, instantOrNull, position, textOrNull } from '../database/column-types.js';

@Entity('question')
export class QuestionRow implements Question {
  @PrimaryColumn('uuid') caseId: string;
  @PrimaryColumn('uuid') id: string;
  @Column(position) position: number;
  @Column('uuid') legId: string;
  @Column('text') askedById: string;
  @Column('text') askedOfId: string;
  @Column('text') text: string;
  @Column(instant) askedAt: Instant;
  @Column('boolean') pausesLeg: boolean;
  @Column(textOrNull) answer: string | null;
  @Column(instantOrNull) answeredAt: Instant | null;
  @Column(textOrNull) answeredById: string | null;
}
