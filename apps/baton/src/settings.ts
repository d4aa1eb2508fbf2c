import { AsFlag, AsInteger, readConfig, ServerConfig } from '@baton/server';
import { IsBoolean, IsInt, IsOptional, IsString, Max, Min } from 'class-validator';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where this checkout or image lives: the folder that holds apps/, libs/ and node_modules/. */
export const PROJECT = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

/** What the environment asks of Baton, checked whole before anything is started. */
export type Settings = {
  /** Absolute path of the data folder. */
  readonly home: string;
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly database: DatabaseChoice;
  /** Undefined: the queue lives in PostgreSQL. */
  readonly redisUrl: string | undefined;
  /** Whether an empty database gets the demo company. */
  readonly demo: boolean;
  /** Whether only people at this machine come in: then nobody minds that they look around the demo without a password. */
  readonly isForThisMachineOnly: boolean;
};

/** A server of one's own, or the PostgreSQL that comes with Baton. */
export type DatabaseChoice =
  | { readonly kind: 'external'; readonly url: string }
  | { readonly kind: 'embedded'; readonly port: number | 'any free' };

/** Reads the settings, or fails with one message that names every wrong one (those of the services included). */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const databaseUrl = env['DATABASE_URL']?.trim();
  const config = readConfig(CommandConfig, { ...env, DATABASE_URL: databaseUrl || EMBEDDED });
  return {
    home: resolve(PROJECT, config.BATON_HOME),
    host: config.HOST,
    port: env['PORT']?.trim() ? config.PORT : DEFAULT_PORT,
    database: databaseUrl
      ? { kind: 'external', url: databaseUrl }
      : { kind: 'embedded', port: config.BATON_POSTGRES_PORT ?? 'any free' },
    redisUrl: config.REDIS_URL,
    demo: config.BATON_DEMO ?? !databaseUrl,
    isForThisMachineOnly: config.isForThisMachineOnly,
  };
}

const DEFAULT_PORT = 3000;
/** Stands in for the address that is not known before the embedded server runs. */
const EMBEDDED = 'postgres://embedded';

class CommandConfig extends ServerConfig {
  /** The data folder: database, logs, password. Relative to the project folder. */
  @IsString()
  BATON_HOME: string = '.baton';

  /** A fixed port for the embedded PostgreSQL; without it any free one. */
  @IsOptional()
  @AsInteger()
  @IsInt({ message: isPort() })
  @Min(1, { message: isPort() })
  @Max(65535, { message: isPort() })
  BATON_POSTGRES_PORT?: number;

  /** Fill an empty database with the demo company. Without it: the embedded database yes, one of your own no. */
  @IsOptional()
  @AsFlag()
  @IsBoolean({ message: 'must be on or off' })
  BATON_DEMO?: boolean;
}

function isPort(): string {
  return 'must be a port number from 1 to 65535';
}
