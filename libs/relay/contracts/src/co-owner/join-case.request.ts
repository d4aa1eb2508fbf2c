import { IsIn } from 'class-validator';

export const joiningRoles = ['contributor', 'watcher'] as const;

/** Joins a case to help, or to follow it. */
export class JoinCaseRequest {
  @IsIn(joiningRoles)
  as: (typeof joiningRoles)[number];
}
