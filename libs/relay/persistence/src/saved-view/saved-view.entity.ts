import type { Sharing, SavedView } from '@baton/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { textOrNull } from '../database/column-types.js';

@Entity('saved_view')
export class SavedViewRow implements SavedView {
  @PrimaryColumn('uuid') id: string;
  @Column('text') ownerId: string;
  @Column('text') name: string;
  @Column('text') sharedWith: Sharing;
  @Column(textOrNull) departmentId: string | null;
  @Column('jsonb') filter: Readonly<Record<string, unknown>>;
  @Column('integer') version: number;
}

/** Which view somebody wants to see first: the id of a saved one, or a name that the client knows. */
@Entity('default_view')
export class DefaultViewRow {
  @PrimaryColumn('text') personId: string;
  @Column('text') view: string;
}
