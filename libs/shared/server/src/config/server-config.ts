import {
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  Matches,
  Max,
  Min,
  ValidateIf,
} from 'class-validator';
import { LOG_LEVELS, type LogLevel } from '../log/create-logger.js';
import { PUSH_SERVICE } from '../push/push-services.js';
import { AsFlag, AsInteger, AsList } from './conversions.js';

const isPostgres = 'must be a PostgreSQL address such as postgres://user:password@localhost:5432/baton';
const isPort = 'must be a whole number from 0 to 65535';
const isFlag = 'must be true or false';

/** Checked where it is set and counts. */
const IfTraced = () =>
  ValidateIf((config: ServerConfig, value: unknown) => value !== undefined && config.OTEL_SDK_DISABLED !== true);

/** The settings that every process of ours shares. An app extends it with its own. */
export class ServerConfig {
  /** The primary. Workers LISTEN on it, so it must not be a pooler in transaction mode. */
  @Matches(/^postgres(ql)?:\/\/\S+$/, { message: isPostgres })
  DATABASE_URL: string;

  /** A read replica for read models; without it they read from the primary. */
  @IsOptional()
  @Matches(/^postgres(ql)?:\/\/\S+$/, { message: isPostgres })
  DATABASE_READ_URL?: string;

  /** Queue and live updates go through this Redis or Valkey; without it PostgreSQL carries them. */
  @ValidateIf((config: ServerConfig) => config.REDIS_CLUSTER === true || config.REDIS_URL !== undefined)
  @Matches(/^rediss?:\/\/[^\s,]+(,rediss?:\/\/[^\s,]+)*$/, {
    message:
      'must be a Redis address such as redis://localhost:6379 (for a cluster, one or more of its nodes with commas between)',
  })
  REDIS_URL?: string;

  /** REDIS_URL names nodes of a Redis Cluster. */
  @AsFlag()
  @IsBoolean({ message: isFlag })
  REDIS_CLUSTER: boolean = false;

  /** Keeps installations that share one Redis apart. In braces, so that all its keys live in one cluster slot. */
  @Matches(/^\{[\w-]+\}$/, { message: 'must be a name in braces such as {baton}' })
  QUEUE_PREFIX: string = '{baton}';

  @AsInteger()
  @IsInt({ message: isPort })
  @Min(0, { message: isPort })
  @Max(65535, { message: isPort })
  PORT: number = 3000;

  @IsNotEmpty({ message: 'must be the address to listen on such as 127.0.0.1 or 0.0.0.0' })
  @IsString()
  HOST: string = '127.0.0.1';

  /** Where people reach Baton; links in messages are made from it. See {@link publicUrl}. */
  @IsOptional()
  @Matches(/^https?:\/\/[^\s/?#]+(\/[^\s?#]*)?$/, {
    message: 'must be the address people open such as https://baton.example.com',
  })
  PUBLIC_URL?: string;

  /** A proxy in front of us says who called and whether over https. Only then are its headers believed. */
  @AsFlag()
  @IsBoolean({ message: isFlag })
  TRUST_PROXY: boolean = false;

  @IsIn(LOG_LEVELS, { message: `must be one of ${LOG_LEVELS.join(', ')}` })
  LOG_LEVEL: LogLevel = 'info';

  /** Mail is sent through this server; without it nothing is mailed. */
  @IsOptional()
  @Matches(/^smtps?:\/\/\S+$/, { message: 'must be a mail server such as smtp://user:password@mail.example.com:587' })
  SMTP_URL?: string;

  /** The sender of our mail. */
  @Matches(/^[^\s@<>,;]+@[^\s@<>,;]+$/, { message: 'must be a mail address such as baton@example.com' })
  MAIL_FROM: string = 'baton@localhost';

  /** Push services beside those of the known browsers, as origins with commas between. */
  @AsList()
  @Matches(PUSH_SERVICE, {
    each: true,
    message: 'must be origins such as https://push.example.com, with commas between',
  })
  PUSH_SERVICES: readonly string[] = [];

  /** Serve `/metrics`. */
  @AsFlag()
  @IsBoolean({ message: isFlag })
  METRICS: boolean = true;

  /** A port of its own for `/metrics`; without it they are served beside the rest, if the process serves anything. */
  @IsOptional()
  @AsInteger()
  @IsInt({ message: isPort })
  @Min(0, { message: isPort })
  @Max(65535, { message: isPort })
  METRICS_PORT?: number;

  /** No traces, whatever else is said of them. These four are read again, with the other OTEL_… ones, where tracing begins. */
  @AsFlag()
  @IsBoolean({ message: isFlag })
  OTEL_SDK_DISABLED: boolean = false;

  /** Traces go there. */
  @IfTraced()
  @Matches(/^https?:\/\/\S+$/, { message: 'must be the address of an OTLP collector such as http://localhost:4318' })
  OTEL_EXPORTER_OTLP_ENDPOINT?: string;

  @IfTraced()
  @IsIn(['otlp', 'console', 'none'], { message: 'must be otlp, console or none' })
  OTEL_TRACES_EXPORTER?: string;

  @IfTraced()
  @IsIn(['http/json', 'http/protobuf'], {
    message: 'must be http/json, which is what Baton sends and every collector takes on its HTTP port (4318)',
  })
  OTEL_EXPORTER_OTLP_PROTOCOL?: string;

  /** Nobody but the people at this machine can come in, as far as the settings say. */
  get isForThisMachineOnly(): boolean {
    return !this.TRUST_PROXY && isThisMachine(this.HOST) && isThisMachine(hostOf(this.publicUrl));
  }

  /** Where the people of a push service can ask who we are. */
  get contact(): string {
    return this.PUBLIC_URL?.startsWith('https://') ? this.publicUrl : `mailto:${this.MAIL_FROM}`;
  }

  /** PUBLIC_URL without a slash at its end, or this machine's own address. */
  get publicUrl(): string {
    return (this.PUBLIC_URL ?? `http://localhost:${this.PORT}`).replace(/\/+$/, '');
  }
}

const hostOf = (address: string): string => (URL.canParse(address) ? new URL(address).hostname : '');

const isThisMachine = (host: string): boolean => ['127.0.0.1', '::1', '[::1]', 'localhost'].includes(host);
