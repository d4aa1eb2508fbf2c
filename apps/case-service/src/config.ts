import { AsInteger, ServerConfig } from '@baton/server';
import { IsInt, Max, Min, ValidateBy } from 'class-validator';

/** The settings of case-service. */
export class ServiceConfig extends ServerConfig {
  /** Database connections of this process. A command holds one for its four statements. */
  @AsInteger()
  @IsInt({ message: 'must be a whole number from 2 to 200' })
  @Min(2, { message: 'must be a whole number from 2 to 200' })
  @Max(200, { message: 'must be a whole number from 2 to 200' })
  DATABASE_POOL: number = 10;

  /**
   * Ids of the people of a demo company as whom a visitor may look around without a password, with commas between. `npm start`
   * sets it for the company that it made; nothing that a client sends can.
   */
  @ValidateBy(
    {
      name: 'demoVisitors',
      validator: {
        validate: (ids, of) => ids === '' || (of?.object as ServiceConfig).isForThisMachineOnly,
      },
    },
    { message: 'must be empty where others can come in: behind a proxy, on another HOST or with a PUBLIC_URL' },
  )
  DEMO_VISITORS: string = '';

  /** People reach us over https: cookies and headers may insist on it. */
  get isSecure(): boolean {
    return this.PUBLIC_URL?.startsWith('https://') ?? false;
  }
}
