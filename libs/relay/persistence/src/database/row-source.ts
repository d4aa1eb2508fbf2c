/** Members of objects that become rows, by name and type. */
export type Members = Readonly<Record<string, string>>;

/** An item for `FROM` that brings rows with these members, called `r`. */
export type RowSource = (members: Members) => string;

/** Any number of rows, as the array of JSON in a parameter such as `$1`. */
export const jsonRows =
  (parameter: string): RowSource =>
  (members) =>
    `json_to_recordset(${parameter}::json) AS r(${list(members, (name, type) => `${name} ${type}`)})`;

/** One row, each member in a parameter of its own: PostgreSQL reads it with half of the computing. */
export const rowOfParameters =
  (first: number): RowSource =>
  (members) =>
    `(SELECT ${list(members, (name, type, at) => `$${first + at}::${type} AS ${name}`)}) AS r`;

/** The parameters of that row. */
export const parametersOf = (members: Members, row: object): readonly unknown[] =>
  Object.entries(members).map(([name, type]) => {
    const value: unknown = row[name as keyof typeof row] ?? null;
    return value !== null && /^jsonb?$/.test(type) ? JSON.stringify(value) : value;
  });

const list = (members: Members, item: (name: string, type: string, at: number) => string) =>
  Object.entries(members)
    .map(([name, type], at) => item(`"${name}"`, type, at))
    .join(', ');
