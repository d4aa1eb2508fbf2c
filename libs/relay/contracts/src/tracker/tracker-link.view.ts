import { IsString } from 'class-validator';

/** Where a customer sees their case without a sign-in. Whoever has it can speak as the customer. */
export class TrackerLinkView {
  @IsString() url: string;
}
