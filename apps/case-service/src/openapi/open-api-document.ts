import { ProblemView } from '@baton/contracts';
import { controllers } from '../controllers.js';
import type { RouteFacts } from '../http/route.js';
import { fieldsOf, type Shape } from '../wire/fields.js';
import { type DeclaredRoute, routesOf } from './routes.js';
import { type Schema, Schemas } from './schemas.js';

/** The HTTP interface as OpenAPI 3.1, made from the controllers and the contracts: what is checked is what is described. */
export function openApiDocument(): Schema {
  const schemas = new Schemas();
  const paths: Record<string, Record<string, Schema>> = {};
  for (const route of routesOf(controllers).filter(({ facts }) => !facts?.byLink)) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    (paths[path] ??= {})[route.method.toLowerCase()] = operation(route, route.facts!, schemas);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Baton',
      version: '1',
      description:
        'Case management with end-to-end ownership. Instants are ISO 8601 with an offset. Errors are application/problem+json with a stable `code`. Where screens are read from a replica, an answer to a command bears the header `baton-position`: send it back, and what you read has what you did.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    paths: Object.fromEntries(Object.entries(paths).sort(([a], [b]) => (a < b ? -1 : 1))),
    components: {
      schemas: Object.fromEntries(Object.entries(schemas.all).sort(([a], [b]) => (a < b ? -1 : 1))),
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'baton-session', description: '`__Host-baton` over https' },
        token: { type: 'http', scheme: 'bearer' },
      },
    },
  };
}

function operation(route: DeclaredRoute, facts: RouteFacts, schemas: Schemas): Schema {
  const isPublic = facts.access === 'anyone';
  const parameters = [
    ...parametersOf('path', route.params, schemas),
    ...parametersOf('query', route.query, schemas),
    ...headersOf(route, facts),
  ];
  const body = route.body && fieldsOf(route.body).length > 0 ? route.body : undefined;
  return {
    operationId: `${route.controller.replace('Controller', '').replace(/^./, (first) => first.toLowerCase())}_${route.handler}`,
    tags: [route.controller.replace('Controller', '')],
    summary: facts.summary,
    ...(!isPublic && { description: `Needs the role ${facts.access} or above.` }),
    security: isPublic ? [] : [{ session: [] }, { token: [] }],
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: schemas.ref(body) } } } }),
    responses: {
      [String(facts.status ?? 200)]: success(facts, schemas),
      default: {
        description: 'It was not done, and why',
        content: { 'application/problem+json': { schema: schemas.ref(ProblemView) } },
      },
    },
  };
}

function parametersOf(place: 'path' | 'query', shape: Shape | undefined, schemas: Schemas): readonly Schema[] {
  if (!shape) return [];
  return fieldsOf(shape).map((field) => ({
    name: field.name,
    in: place,
    required: !field.optional,
    schema: schemas.field({ ...field, optional: false }),
  }));
}

function headersOf({ method }: DeclaredRoute, { versioned, idempotent }: RouteFacts): readonly Schema[] {
  const header = (name: string, description: string, schema: Schema) => ({ name, in: 'header', description, schema });
  return [
    ...(versioned && method !== 'GET'
      ? [header('If-Match', 'The ETag of what the client has seen; 412 when it has changed since', { type: 'string' })]
      : []),
    ...(idempotent
      ? [
          header('Idempotency-Key', 'The same key with the same body is answered from the record for 24 hours', {
            type: 'string',
            minLength: 1,
            maxLength: 200,
          }),
        ]
      : []),
  ];
}

function success({ answers, of, type = 'application/json', versioned }: RouteFacts, schemas: Schemas): Schema {
  const schema = answerSchema(answers, of, schemas);
  return {
    description: 'Done',
    ...(versioned && { headers: { ETag: { description: 'The version', schema: { type: 'string' } } } }),
    ...(schema && { content: { [type]: { schema } } }),
  };
}

function answerSchema(answers: RouteFacts['answers'], of: Shape | undefined, schemas: Schemas): Schema | undefined {
  switch (answers) {
    case undefined:
      return undefined;
    case 'list':
      return { type: 'array', items: schemas.ref(of!) };
    case 'text':
      return { type: 'string' };
    case 'object':
      return { type: 'object' };
    default:
      return schemas.ref(answers);
  }
}
