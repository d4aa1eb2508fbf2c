import { IsIn, IsString } from 'class-validator';
import { IsPlainLine } from '../field/is-plain-text.js';
import { LINE } from '../field/limits.js';
import { ListOf } from '../field/list-of.js';

/** From where one can look at a demo company. */
export const demoSeats = ['frontline', 'back-office', 'supervisor', 'admin'] as const;
export type DemoSeat = (typeof demoSeats)[number];

/** Somebody of the demo company as whom one may look around. */
export class DemoVisitorView {
  @IsString() personId: string;
  @IsString() name: string;
  @IsIn(demoSeats) seat: DemoSeat;
}

/** Whether this is a demo: then there is somebody as whom to look around, and nobody otherwise. */
export class DemoView {
  @ListOf(() => DemoVisitorView) visitors: DemoVisitorView[];
}

/** As whom to look around. */
export class VisitDemoRequest {
  @IsPlainLine(LINE)
  personId: string;
}
