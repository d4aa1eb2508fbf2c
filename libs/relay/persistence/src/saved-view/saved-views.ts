import type { DepartmentId, PersonId, SavedView } from '@baton/domain';
import type { DataSource } from 'typeorm';

import { rowShape } from '../database/row-shape.js';
import { poolOf } from '../database/transaction.js';
import { SavedViewRow } from './saved-view.entity.js';

/** Nobody finds their way among more. */
const MOST_OF_ONE = 50;
const MOST_SHOWN = 500;

/** What somebody finds above the list. */
export interface ViewsOfPerson {
  readonly views: readonly SavedView[];
  readonly defaultView: string | null;
}

export type ViewOutcome = 'saved' | 'name-taken' | 'too-many-views' | 'stale';

/** Narrowed lists under a name. A name is used once by each owner. */
export class SavedViews {
  constructor(private readonly dataSource: DataSource) {}

  /** One's own, those shared with these departments, and everyone's, by name. */
  async shownTo(personId: PersonId, departmentIds: readonly DepartmentId[]): Promise<ViewsOfPerson> {
    // What was just saved must show: not from a replica.
    const { rows } = await poolOf(this.dataSource).query<ViewsOfPerson>(
      `SELECT (SELECT view FROM default_view WHERE person_id = $1) AS "defaultView",
         (SELECT coalesce(json_agg(view), '[]') FROM (
           SELECT ${this.row.asJson('v')} AS view FROM saved_view v
           WHERE owner_id = $1 OR shared_with = 'everyone' OR shared_with = 'department' AND department_id = ANY ($2)
           ORDER BY lower(name), id LIMIT ${MOST_SHOWN}) shown) AS views`,
      [personId, departmentIds],
    );
    return rows[0]!;
  }

  async find(id: string): Promise<SavedView | null> {
    const { rows } = await poolOf(this.dataSource).query<{ view: SavedView }>(
      `SELECT ${this.row.asJson('v')} AS view FROM saved_view v WHERE id = $1`,
      [id],
    );
    return rows[0]?.view ?? null;
  }

  async add(view: SavedView): Promise<ViewOutcome> {
    const { rows } = await poolOf(this.dataSource).query<{ room: boolean; added: boolean }>(
      `WITH room AS (SELECT count(*) < ${MOST_OF_ONE} AS there FROM saved_view WHERE owner_id = $2),
       added AS (${this.row.insertFrom('$1', 'WHERE (SELECT there FROM room)')} ON CONFLICT DO NOTHING RETURNING id)
       SELECT there AS room, EXISTS (SELECT FROM added) AS added FROM room`,
      [JSON.stringify([view]), view.ownerId],
    );
    const { room, added } = rows[0]!;
    return added ? 'saved' : room ? 'name-taken' : 'too-many-views';
  }

  /** Puts a view in the place of the version before it. */
  async replace(view: SavedView): Promise<ViewOutcome> {
    try {
      const { rowCount } = await poolOf(this.dataSource).query(
        `UPDATE saved_view v SET ${this.row.setFromRows} FROM (${this.row.rowsOf('$1')}) rows
         WHERE v.id = rows.id AND v.version = rows.version - 1`,
        [JSON.stringify([view])],
      );
      return rowCount === 1 ? 'saved' : 'stale';
    } catch (error) {
      if (isNameTaken(error)) return 'name-taken';
      throw error;
    }
  }

  /** Nobody sees it first any more either. */
  async remove(id: string): Promise<void> {
    await poolOf(this.dataSource).query(
      `WITH forgotten AS (DELETE FROM default_view WHERE view = $1::text) DELETE FROM saved_view WHERE id = $1::uuid`,
      [id],
    );
  }

  /** What somebody sees first from now on; null for what everybody sees first. */
  async choose(personId: PersonId, view: string | null): Promise<void> {
    await poolOf(this.dataSource).query(
      view === null
        ? 'DELETE FROM default_view WHERE person_id = $1'
        : `INSERT INTO default_view (person_id, view) VALUES ($1, $2)
           ON CONFLICT (person_id) DO UPDATE SET view = excluded.view`,
      view === null ? [personId] : [personId, view],
    );
  }

  private get row() {
    return rowShape(this.dataSource, SavedViewRow);
  }
}

const isNameTaken = (error: unknown): boolean =>
  error instanceof Error && 'constraint' in error && error.constraint === 'saved_view_one_per_name';
