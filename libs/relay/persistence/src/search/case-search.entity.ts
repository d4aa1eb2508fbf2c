import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The words by which a case is found. A trigger keeps them, so nothing here is read or written by name elsewhere. */
@Entity('case_search')
export class CaseSearchRow {
  @PrimaryColumn('uuid') caseId: string;
  @Column({ type: 'integer', unique: true }) number: number;
  @Column('tsvector') document: string;
}

/** A word that stands in a subject or belongs to a customer. */
@Entity('search_word')
export class SearchWordRow {
  @PrimaryColumn('text') word: string;
}

/** Up to which case the worker has learnt words. */
@Entity('search_learnt')
export class SearchLearntRow {
  @PrimaryColumn({ type: 'boolean', default: true }) single: boolean;
  @Column('integer') upToNumber: number;
}
