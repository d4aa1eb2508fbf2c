import { createHash, randomUUID } from 'node:crypto';
import { Access } from '@baton/persistence';
import { createTestDatabase } from '@baton/persistence/testing';
import { createLogger } from '@baton/server';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ServiceConfig } from '../config.js';
import { createService } from '../create-service.js';
import { connect, type Infrastructure } from '../infrastructure.js';
import { Streams } from '../live/streams.js';
import { company } from './a-company.js';
import { aLineTo, type Line } from './a-line.js';
import { checkAgainstDocument } from './check-against-document.js';
import type { Reply } from './reply.js';

export type Headers = Readonly<Record<string, string>>;

/** The service on a database of its own, asked without a port. Every answer is checked against the published description. */
export interface TestService {
  readonly app: NestFastifyApplication;
  readonly given: Infrastructure;
  readonly log: readonly string[];
  /** What lies between the service and its database. */
  readonly database: Line;
  tokenOf(personId: string): string;
  /** A person, by a token of theirs; null asks without any. */
  ask(personId: string | null, method: string, url: string, body?: unknown, headers?: Headers): Promise<Reply>;
  get(personId: string | null, url: string): Promise<Reply>;
  post(personId: string | null, url: string, body?: unknown, headers?: Headers): Promise<Reply>;
  /** Ann opens a case by phone, unless something else matters. */
  open(differs?: object): Promise<Reply>;
  close(): Promise<void>;
}

export async function aService(settings: Partial<ServiceConfig> = {}, web?: string): Promise<TestService> {
  const database = await createTestDatabase();
  const log: string[] = [];
  const logger = createLogger(
    { name: 'case-service', level: 'info' },
    { write: (line: string) => void log.push(line) },
  );
  const line = await aLineTo(database.url);
  const config = Object.assign(new ServiceConfig(), { DATABASE_URL: line.url, DATABASE_POOL: 6 }, settings);
  const given = await connect(config, { logger });
  await given.directory.put(company);
  await given.clockGuard.start();
  const app = await createService(given, web);
  const tokens = new Map<string, string>();
  for (const { id } of company.people) tokens.set(id, await aToken(given.access, id));

  const ask: TestService['ask'] = async (personId, method, url, body, headers = {}) => {
    const response = await app.inject({
      method: method as 'GET',
      url,
      headers: { ...(personId && { authorization: `Bearer ${tokens.get(personId)}` }), ...headers },
      ...(body !== undefined && { payload: body as object }),
    });
    const isJson = /json/.test(String(response.headers['content-type']));
    const reply = {
      status: response.statusCode,
      body: isJson ? (response.json() as unknown) : response.body,
      headers: response.headers,
    };
    checkAgainstDocument(method, url, reply);
    return reply;
  };
  const post: TestService['post'] = (personId, url, body, headers) => ask(personId, 'POST', url, body, headers);
  return {
    app,
    given,
    log,
    database: line,
    tokenOf: (personId) => tokens.get(personId)!,
    ask,
    get: (personId, url) => ask(personId, 'GET', url),
    post,
    open: (differs = {}) => post('ann', '/api/v1/cases', { ...openingOf('Paid twice'), ...differs }),
    async close() {
      app.get(Streams).close();
      await app.close();
      await given.close();
      await line.cut();
      await database.drop();
    },
  };
}

/** What it takes to open a case. */
export const openingOf = (subject: string) => ({
  subject,
  description: 'The customer paid an invoice twice.',
  requester: { name: 'Carla', email: 'carla@example.com', zone: 'America/New_York' },
  priority: 'P3',
  channel: 'phone',
  journeyId: 'refund',
});

async function aToken(access: Access, personId: string): Promise<string> {
  const token = `bt_${randomUUID()}`;
  await access.addToken({
    id: randomUUID(),
    personId,
    name: 'spec',
    prefix: token.slice(0, 8),
    sha256: createHash('sha256').update(token).digest(),
    expiresAt: null,
  });
  return token;
}
