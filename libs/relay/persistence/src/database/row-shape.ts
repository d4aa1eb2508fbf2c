import type { DataSource, EntityMetadata, EntityTarget, ObjectLiteral } from 'typeorm';

import { jsonRows, type Members, type RowSource } from './row-source.js';

/** How rows of one table travel, so that many rows of many tables fit into one statement. Made from the entity's columns. */
export interface RowShape {
  /** Quoted. */
  readonly table: string;
  /** The row `alias` as the object that the domain knows: `json_build_object(…)`. */
  asJson(alias: string): string;
  /** The same without the names, `json_build_array(…)`, for what is read all day: a third less computing. */
  asList(alias: string): string;
  /** The object whose values such a list has. */
  fromList(values: readonly unknown[]): object;
  /** As which its rows come from a source. */
  readonly members: Members;
  /** `INSERT INTO … SELECT …` of the rows of a source; a parameter such as `$1` is a JSON array of them. */
  insertFrom(source: RowSource | string, where?: string): string;
  /** `SET` list that takes every column but the key from `excluded`. */
  readonly setExcluded: string;
  /** `a = r.a, …` of every column but the key, for an `UPDATE … FROM (rows) r`. */
  readonly setFromRows: string;
  /** The same for rows that leave some columns out: what cannot be null stays as it is in the table, named `target`. */
  setGivenFromRows(target: string): string;
  /** What a source brings as rows with the columns of the table, and `beside` them further members. */
  rowsOf(source: RowSource | string, beside?: Members): string;
  /** Quoted, with commas. */
  readonly key: string;
}

/** Reads a table's shape from TypeORM's metadata: names and types of columns stand in the entity and nowhere else. */
export function rowShape<Row extends ObjectLiteral>(dataSource: DataSource, entity: EntityTarget<Row>): RowShape {
  const metadata = dataSource.getMetadata(entity);
  let shape = shapes.get(metadata);
  if (shape === undefined) shapes.set(metadata, (shape = shapeOf(metadata)));
  return shape;
}

const shapes = new WeakMap<EntityMetadata, RowShape>();

interface ColumnShape {
  /** Quoted column name. */
  readonly name: string;
  readonly type: string;
  /** `['subject', 'id']` for a column of something embedded. */
  readonly path: readonly string[];
  readonly isKey: boolean;
  readonly isNullable: boolean;
  /** Part of what the domain knows. */
  readonly isRead: boolean;
}

function shapeOf(metadata: EntityMetadata): RowShape {
  const columns: readonly ColumnShape[] = metadata.columns.map((column) => ({
    name: `"${column.databaseName}"`,
    type: String(column.type),
    path: column.propertyPath.split('.'),
    isKey: column.isPrimary,
    isNullable: column.isNullable,
    isRead: column.isSelect,
  }));
  const names = columns.map(({ name }) => name).join(', ');
  const rest = columns.filter(({ isKey }) => !isKey);
  const table = `"${metadata.tableName}"`;
  const members = membersOf(columns);
  const read = columns.filter(({ isRead }) => isRead);
  const rowsOf = (source: RowSource | string, beside: Members = {}) => {
    const selected = columns.map((column) => `${fromMember(column)} AS ${column.name}`);
    const further = Object.keys(beside).map((name) => `r."${name}"`);
    const from = typeof source === 'string' ? jsonRows(source) : source;
    return `SELECT ${[...selected, ...further].join(', ')} FROM ${from({ ...members, ...beside })}`;
  };
  return {
    table,
    asJson: (alias) => jsonObject(read, alias),
    asList: (alias) => `json_build_array(${read.map((column) => toJson(column, alias)).join(', ')})`,
    fromList: listReader(read),
    members,
    rowsOf,
    insertFrom: (source, where = '') =>
      `INSERT INTO ${table} (${names}) SELECT ${names} FROM (${rowsOf(source)}) rows ${where}`,
    setExcluded: rest.map(({ name }) => `${name} = excluded.${name}`).join(', '),
    setFromRows: rest.map(({ name }) => `${name} = rows.${name}`).join(', '),
    setGivenFromRows: (target) =>
      rest
        .map(({ name, isNullable }) =>
          isNullable ? `${name} = rows.${name}` : `${name} = coalesce(rows.${name}, ${target}.${name})`,
        )
        .join(', '),
    key: columns
      .filter(({ isKey }) => isKey)
      .map(({ name }) => name)
      .join(', '),
  };
}

function jsonObject(columns: readonly ColumnShape[], alias: string, depth = 0): string {
  const members = new Set(columns.map(({ path }) => path[depth]!));
  const entries = [...members].map((member) => {
    const of = columns.filter(({ path }) => path[depth] === member);
    const isEmbedded = of[0]!.path.length > depth + 1;
    return `'${member}', ${isEmbedded ? jsonObject(of, alias, depth + 1) : toJson(of[0]!, alias)}`;
  });
  return `json_build_object(${entries.join(', ')})`;
}

/** Instants leave the database as whole milliseconds. A double has room for them, and is computed faster than a decimal. */
const toJson = ({ name, type }: ColumnShape, alias: string) =>
  type === 'timestamptz' ? `(date_part('epoch', ${alias}.${name}) * 1000)::bigint` : `${alias}.${name}`;

/**
 * Written as a program of its own, from the names in the entity: the engine knows every member of what it makes, with half of the
 * computing of an object that gets them one by one, or is parsed with their names.
 */
function listReader(columns: readonly ColumnShape[]): (values: readonly unknown[]) => object {
  const literal = (depth: number, within: readonly ColumnShape[]): string => {
    const members = new Set(within.map(({ path }) => path[depth]!));
    const entries = [...members].map((name) => {
      const of = within.filter(({ path }) => path[depth] === name);
      const isEmbedded = of[0]!.path.length > depth + 1;
      return `${JSON.stringify(name)}: ${isEmbedded ? literal(depth + 1, of) : `values[${columns.indexOf(of[0]!)}]`}`;
    });
    return `{ ${entries.join(', ')} }`;
  };
  return new Function('values', `return ${literal(0, columns)};`) as (values: readonly unknown[]) => object;
}

const member = (column: ColumnShape) => `r."${column.path[0]}"`;

function fromMember(column: ColumnShape): string {
  const [, inner] = column.path;
  if (inner !== undefined) return `(${member(column)} ->> '${inner}')::${column.type}`;
  // A double has room for the microseconds of any instant before the year 2255.
  return column.type === 'timestamptz' ? `to_timestamp(${member(column)} / 1000.0)` : member(column);
}

function membersOf(columns: readonly ColumnShape[]): Members {
  return Object.fromEntries(
    columns.map(({ path, type }) => {
      const ofInstant = type === 'timestamptz' ? 'bigint' : type;
      return [path[0]!, path.length > 1 ? 'json' : ofInstant];
    }),
  );
}
