import { IsInt, IsOptional, IsString } from 'class-validator';
import { ListOf } from '../field/list-of.js';

/** One wrong field of a request. */
export class FieldProblem {
  /** Path within the request, such as `requester.email`. */
  @IsString() field: string;
  /** Which rule it breaks, as a stable word such as `isEmail`. */
  @IsOptional() @IsString() rule?: string;
  /** The same in English. */
  @IsString() message: string;
}

/** Why a request was not done (RFC 9457). More members may follow, depending on the code: `allowed`, `looseEnds`, … */
export class ProblemView {
  /** Names the kind of problem. */
  @IsString() type: string;
  /** A plain sentence: what is wrong and what to do next. */
  @IsString() title: string;
  @IsInt() status: number;
  /** The same kind of problem as one stable word. */
  @IsString() code: string;
  @IsOptional() @IsString() detail?: string;
  /** The id under which this request stands in the log. */
  @IsString() requestId: string;
  @IsOptional() @ListOf(() => FieldProblem) fields?: FieldProblem[];
}
