import { AsFlag, AsInteger, ServerConfig } from '@baton/server';
import { IsBoolean, IsInt, Max, Min } from 'class-validator';

/** The settings of case-service. */
export class ServiceConfig extends ServerConfig {
  /** A proxy in front of us says who called and whether over https. Only then are its headers believed. */
  @AsFlag()
  @IsBoolean({ message: 'must be true or false' })
  TRUST_PROXY: boolean = false;

  /** Database connections of this process. A command holds one for its four statements. */
  @AsInteger()
  @IsInt({ message: 'must be a whole number from 2 to 200' })
  @Min(2, { message: 'must be a whole number from 2 to 200' })
  @Max(200, { message: 'must be a whole number from 2 to 200' })
  DATABASE_POOL: number = 10;

  /** People reach us over https: cookies and headers may insist on it. */
  get isSecure(): boolean {
    return this.PUBLIC_URL?.startsWith('https://') ?? false;
  }
}
