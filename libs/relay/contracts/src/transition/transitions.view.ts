import { IsArray, IsString } from 'class-validator';
import { ListOf } from '../field/list-of.js';

/** A verb, the states in which it is allowed, and where it leads. */
export class TransitionView {
  @IsString() verb: string;
  @IsArray() @IsString({ each: true }) from: string[];
  @IsArray() @IsString({ each: true }) to: string[];
}

/** The state machines, as data. */
export class TransitionsView {
  @ListOf(() => TransitionView) case: TransitionView[];
  @ListOf(() => TransitionView) leg: TransitionView[];
  @ListOf(() => TransitionView) handoff: TransitionView[];
}
