import type { MigrationInterface, QueryRunner } from 'typeorm';

import { buildIndexes } from './build-indexes.js';

/** What an owner still has to bring to its end is found without all that they ever had, or all that is open. */
export class FindUnfinishedOfOwner1764004300000 implements MigrationInterface {
  readonly name = 'FindUnfinishedOfOwner1764004300000';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, {
      case_unfinished_of_owner: `"case" (owner_id, number) WHERE status IN ('open', 'resolved')`,
    });
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
