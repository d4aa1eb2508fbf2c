import { describe, expect, it } from '@jest/globals';
import { IsInt, IsOptional } from 'class-validator';
import { ConfigError } from './config-error.js';
import { AsInteger } from './conversions.js';
import { readConfig } from './read-config.js';
import { ServerConfig } from './server-config.js';

const DATABASE_URL = 'postgres://baton:secret@localhost/baton';

class WorkerConfig extends ServerConfig {
  @AsInteger()
  @IsInt()
  CONCURRENCY: number = 10;

  @IsOptional()
  @AsInteger()
  @IsInt()
  BATCH?: number;
}

describe('reading the settings', () => {
  it('needs only the database', () => {
    expect(readConfig(ServerConfig, { DATABASE_URL })).toMatchObject({
      DATABASE_URL,
      REDIS_URL: undefined,
      REDIS_CLUSTER: false,
      QUEUE_PREFIX: '{baton}',
      PORT: 3000,
      LOG_LEVEL: 'info',
      publicUrl: 'http://localhost:3000',
    });
  });

  it('converts what the environment gives as text, in an app’s own settings too', () => {
    const env = {
      DATABASE_URL,
      PORT: '8080',
      METRICS: 'off',
      REDIS_CLUSTER: 'TRUE',
      REDIS_URL: 'redis://a,redis://b',
      BATCH: ' 7 ',
    };
    expect(readConfig(WorkerConfig, env)).toMatchObject({
      PORT: 8080,
      METRICS: false,
      REDIS_CLUSTER: true,
      CONCURRENCY: 10,
      BATCH: 7,
    });
  });

  it('takes an empty variable for one that is not set', () => {
    expect(readConfig(ServerConfig, { DATABASE_URL, REDIS_URL: '', PORT: '' })).toMatchObject({
      REDIS_URL: undefined,
      PORT: 3000,
    });
  });

  it('minds nothing that is said of traces where there are none', () => {
    const env = { DATABASE_URL, OTEL_SDK_DISABLED: 'true', OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' };
    expect(readConfig(ServerConfig, env).OTEL_SDK_DISABLED).toBe(true);
  });

  it('takes nothing from the environment that is not a setting', () => {
    expect(readConfig(ServerConfig, { DATABASE_URL, publicUrl: 'x', PATH: '/bin' })).not.toHaveProperty('PATH');
  });

  it('says everything that is wrong at once, without the passwords', () => {
    const env = { DATABASE_URL: 'mysql://root:secret@db/x', PORT: '80a', LOG_LEVEL: 'loud', REDIS_CLUSTER: 'yes' };
    expect(problems(() => readConfig(ServerConfig, env))).toEqual([
      'DATABASE_URL is "***@db/x": it must be a PostgreSQL address such as postgres://user:password@localhost:5432/baton',
      expect.stringMatching(/^REDIS_URL is not set: it must be a Redis address/),
      expect.stringMatching(/^PORT is "80a": it must be a whole number from 0 to 65535/),
      'LOG_LEVEL is "loud": it must be one of fatal, error, warn, info, debug, trace, silent',
    ]);
  });

  it.each([
    ['DATABASE_URL', undefined],
    ['PORT', '65536'],
    ['PORT', '7010.5'],
    ['METRICS', 'maybe'],
    ['QUEUE_PREFIX', 'baton'],
    ['REDIS_URL', 'localhost:6379'],
    ['SMTP_URL', 'mail.example.com'],
    ['PUBLIC_URL', 'baton.example.com'],
    ['MAIL_FROM', 'nobody'],
    ['METRICS_PORT', 'x'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4318'],
    ['OTEL_TRACES_EXPORTER', 'zipkin'],
    ['OTEL_EXPORTER_OTLP_PROTOCOL', 'grpc'],
    ['OTEL_SDK_DISABLED', 'maybe'],
  ])('refuses %s=%s', (name, value) => {
    expect(problems(() => readConfig(ServerConfig, { DATABASE_URL, [name]: value }))).toEqual([
      expect.stringContaining(name),
    ]);
  });
});

function problems(read: () => unknown): readonly string[] {
  try {
    read();
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  throw new Error('no setting was refused');
}
