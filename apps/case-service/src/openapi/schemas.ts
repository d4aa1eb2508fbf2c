import { type Field, type FieldRule, fieldsOf, type Shape } from '../wire/fields.js';

export type Schema = Readonly<Record<string, unknown>>;

/** JSON Schemas of contract classes, gathered under their names as they are met. */
export class Schemas {
  readonly all: Record<string, Schema> = {};

  /** A reference to the schema of a shape. */
  ref(shape: Shape): Schema {
    if (!(shape.name in this.all)) {
      this.all[shape.name] = {}; // shapes may contain themselves
      this.all[shape.name] = this.object(shape);
    }
    return { $ref: `#/components/schemas/${shape.name}` };
  }

  /** The schema of one field. */
  field(field: Field): Schema {
    const { rules } = field;
    const isList = rules.some(({ name }) => name === 'isArray');
    const element = field.shape ? this.ref(field.shape) : constraints(rules.filter(({ each }) => each === isList));
    const schema = isList ? { type: 'array', items: element, ...listLimits(rules) } : element;
    return field.orNull || field.optional ? orNull(schema) : schema;
  }

  private object(shape: Shape): Schema {
    const fields = fieldsOf(shape);
    const required = fields.filter(({ optional, conditional }) => !optional && !conditional).map(({ name }) => name);
    return {
      type: 'object',
      properties: Object.fromEntries(fields.map((field) => [field.name, this.field(field)])),
      ...(required.length > 0 && { required }),
      additionalProperties: shape.name === 'ProblemView',
    };
  }
}

/** What the rules of a value say in the words of JSON Schema. A rule that is not known here is a mistake: it must not be left out. */
function constraints(rules: readonly FieldRule[]): Schema {
  return Object.assign({}, ...rules.map(constraint)) as Schema;
}

function constraint({ name, constraints: [first, second] }: FieldRule): Schema {
  switch (name) {
    case 'isString':
      return { type: 'string' };
    case 'isPlainText':
    case 'isPlainLine':
      return { type: 'string', minLength: 1, maxLength: first };
    case 'isNote':
      return { type: 'string', maxLength: first };
    case 'isLength':
      return { type: 'string', minLength: first, maxLength: second };
    case 'maxLength':
      return { maxLength: first };
    case 'isUuid':
      return { type: 'string', format: 'uuid' };
    case 'isEmail':
      return { type: 'string', format: 'email' };
    case 'isInstant':
      return { type: 'string', format: 'date-time' };
    case 'isMoment':
      return { type: 'string', description: 'An instant, or a distance from now such as -7d or 2h' };
    case 'isZone':
      return { type: 'string', description: 'IANA time zone' };
    case 'matches':
      return { type: 'string', pattern: (first as RegExp).source };
    case 'isInt':
      return { type: 'integer' };
    case 'isNumber':
      return { type: 'number' };
    case 'min':
      return { minimum: first };
    case 'max':
      return { maximum: first };
    case 'isBoolean':
      return { type: 'boolean' };
    case 'isIn':
      return { type: 'string', enum: first };
    case 'isTextMap':
      return { type: 'object', maxProperties: first, additionalProperties: { type: 'string', maxLength: second } };
    case 'isObject':
      return { type: 'object', additionalProperties: true };
    case 'isArray':
    case 'arrayMaxSize':
    case 'arrayMinSize':
    case 'isDefined':
    case 'nestedValidation':
      return {};
    default:
      throw new Error(`How does JSON Schema say "${name}"? Add it here.`);
  }
}

function listLimits(rules: readonly FieldRule[]): Schema {
  const limit = (name: string) => rules.find((rule) => rule.name === name)?.constraints[0];
  return {
    ...(limit('arrayMinSize') !== undefined && { minItems: limit('arrayMinSize') }),
    ...(limit('arrayMaxSize') !== undefined && { maxItems: limit('arrayMaxSize') }),
  };
}

function orNull(schema: Schema): Schema {
  if (schema['enum'])
    return { ...schema, type: [schema['type'], 'null'], enum: [...(schema['enum'] as string[]), null] };
  return schema['type'] ? { ...schema, type: [schema['type'], 'null'] } : { anyOf: [schema, { type: 'null' }] };
}
