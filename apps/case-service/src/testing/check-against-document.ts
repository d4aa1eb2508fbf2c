import { Ajv2020 } from 'ajv/dist/2020.js';
import { openApiDocument } from '../openapi/open-api-document.js';
import type { Reply } from './reply.js';

type Operation = {
  readonly responses: Record<string, { readonly content?: Record<string, { readonly schema: object }> }>;
};

const document = openApiDocument() as { readonly paths: Record<string, Record<string, Operation>> };
const ajv = new Ajv2020({
  strict: false,
  formats: { uuid: true, email: true, 'date-time': /^\d{4}-.*(Z|[+-]\d\d:\d\d)$/ },
});
ajv.addSchema(document, 'document');

/** Throws when an answer is not what openapi.json promises: another status, other fields, a field too many. */
export function checkAgainstDocument(method: string, url: string, { status, body, headers }: Reply): void {
  const path = pathOf(url.split('?')[0]!);
  const operation = path && document.paths[path]?.[method.toLowerCase()];
  if (!operation) {
    if (status !== 404) throw new Error(`${method} ${url} is not described, and answered ${status}`);
    return;
  }
  const isProblem = status >= 400 && path !== '/health/ready';
  const described = isProblem ? operation.responses['default'] : operation.responses[String(status)];
  const said = described ?? (status === 201 || path === '/health/ready' ? operation.responses['200'] : undefined);
  if (!said) throw new Error(`${method} ${url} answered ${status}, which is not described: ${JSON.stringify(body)}`);
  const [type, content] = Object.entries(said.content ?? {})[0] ?? [];
  if (!type || !content) return;
  const given = String(headers['content-type']);
  if (!given.startsWith(type)) throw new Error(`${method} ${url} answered with ${given}, described is ${type}`);
  if (!type.includes('json')) return;
  const check = ajv.compile(rooted(content.schema));
  if (!check(body))
    throw new Error(`${method} ${url} → ${status}: ${ajv.errorsText(check.errors)}\n${JSON.stringify(body)}`);
}

/** The described path that an address belongs to; fixed parts go before parameters. */
function pathOf(address: string): string | undefined {
  const matches = Object.keys(document.paths).filter((path) =>
    new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`).test(address),
  );
  return matches.sort((a, b) => a.split('{').length - b.split('{').length)[0];
}

const rooted = (schema: object): object =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"document#/components')) as object;
