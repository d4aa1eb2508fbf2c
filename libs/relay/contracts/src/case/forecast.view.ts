import { IsUUID } from 'class-validator';
import { type IsoInstant, IsInstant } from '../field/is-instant.js';
import { ListOf } from '../field/list-of.js';

/** When a leg is expected to arrive, to be begun and to be done. */
export class LegForecastView {
  @IsUUID() legId: string;
  @IsInstant() arrivesAt: IsoInstant;
  @IsInstant() startsAt: IsoInstant;
  @IsInstant() endsAt: IsoInstant;
}

/** When it will be done if everyone takes the time they have. */
export class ForecastView {
  @ListOf(() => LegForecastView) legs: LegForecastView[];
  @IsInstant() endsAt: IsoInstant;
}
