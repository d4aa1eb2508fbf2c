import { RequestMethod, type Type } from '@nestjs/common';
import { ROUTE, type RouteFacts } from '../http/route.js';
import type { Shape } from '../wire/fields.js';

/** A route as the controllers declare it. */
export interface DeclaredRoute {
  readonly controller: string;
  readonly handler: string;
  readonly method: string;
  /** With parameters as `:id`. */
  readonly path: string;
  /** What it promises; undefined when somebody forgot to say. */
  readonly facts: RouteFacts | undefined;
  readonly body: Shape | undefined;
  readonly query: Shape | undefined;
  readonly params: Shape | undefined;
}

/** Walks over controllers and finds every route in them. */
export function routesOf(controllers: readonly Type[]): readonly DeclaredRoute[] {
  return controllers.flatMap((controller) =>
    Object.getOwnPropertyNames(controller.prototype)
      .filter((name) => Reflect.hasMetadata(METHOD, handlerOf(controller, name)))
      .map((name) => routeOf(controller, name)),
  );
}

/** Where the framework keeps what its decorators say. */
const PATH = 'path';
const METHOD = 'method';
const ARGUMENTS = '__routeArguments__';
const KINDS = { body: '3', query: '4', params: '5' };

const handlerOf = (controller: Type, name: string) =>
  (controller.prototype as Record<string, object>)[name] as () => unknown;

function routeOf(controller: Type, name: string): DeclaredRoute {
  const handler = handlerOf(controller, name);
  const shapes = Reflect.getMetadata('design:paramtypes', controller.prototype, name) as Shape[];
  const args = Object.entries(
    (Reflect.getMetadata(ARGUMENTS, controller, name) ?? {}) as Record<string, { index: number }>,
  );
  const shapeOf = (kind: string) => {
    const found = args.find(([key]) => key.startsWith(`${kind}:`));
    return found && shapes[found[1].index];
  };
  return {
    controller: controller.name,
    handler: name,
    method: RequestMethod[Reflect.getMetadata(METHOD, handler) as number]!,
    path: join(Reflect.getMetadata(PATH, controller) as string, Reflect.getMetadata(PATH, handler) as string),
    facts: Reflect.getMetadata(ROUTE, handler) as RouteFacts | undefined,
    body: shapeOf(KINDS.body),
    query: shapeOf(KINDS.query),
    params: shapeOf(KINDS.params),
  };
}

const join = (...parts: readonly string[]): string =>
  `/${parts
    .flatMap((part) => part.split('/'))
    .filter((part) => part !== '')
    .join('/')}`;
