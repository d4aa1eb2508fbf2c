import type { CaseFacts, CaseJourney, CaseStatus, OwnershipOffer, Priority, Requester } from '@baton/domain';
import type { Instant } from '@baton/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { instant, instantOrNull, jsonbOrNull, textOrNull } from '../database/column-types.js';

@Entity('case')
export class CaseRow implements CaseFacts {
  @PrimaryColumn('uuid') id: string;
  @Column('integer') number: number;
  @Column('text') subject: string;
  @Column('text') description: string;
  @Column('jsonb') requester: Requester;
  @Column('text') priority: Priority;
  @Column('boolean') confidential: boolean;
  @Column('text') status: CaseStatus;
  @Column('text') ownerId: string;
  @Column('text') openedById: string;
  @Column(instant) openedAt: Instant;
  @Column('text') departmentId: string;
  @Column('text') calendarId: string;
  @Column(jsonbOrNull) journey: CaseJourney | null;
  @Column('integer') planRevision: number;
  @Column(jsonbOrNull) ownershipOffer: OwnershipOffer | null;
  @Column('integer') hops: number;
  @Column('integer') plannedHandoffs: number;
  @Column('integer') returns: number;
  @Column('integer') pingPongs: number;
  @Column('jsonb') route: readonly string[];
  @Column('boolean') returnsFrozen: boolean;
  @Column('integer') urgencyRaised: number;
  @Column(instantOrNull) lastCustomerUpdateAt: Instant | null;
  @Column(instantOrNull) unansweredSince: Instant | null;
  @Column(instantOrNull) closingMessageAt: Instant | null;
  @Column(textOrNull) closureCode: string | null;
  @Column(textOrNull) causeCode: string | null;
  @Column(instantOrNull) resolvedAt: Instant | null;
  @Column(instantOrNull) closedAt: Instant | null;
  @Column('integer') reopenedCount: number;
  @Column('boolean') imported: boolean;
  @Column({ type: 'boolean', nullable: true }) importedSlaMet: boolean | null;
  @Column('integer') version: number;
  /** Hash of the last event: where the chain goes on. Not a fact of the domain. */
  @Column({ type: 'bytea', select: false }) chainHash: Buffer;
}
