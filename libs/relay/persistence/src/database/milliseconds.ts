/** An instant as a result column: whole milliseconds, or null. */
export const milliseconds = (expression: string): string =>
  `(extract(epoch FROM ${expression}) * 1000)::double precision`;

/** The other way: a parameter in milliseconds as `timestamptz`, or null. */
export const timestamp = (parameter: string): string => `to_timestamp(${parameter}::double precision / 1000)`;
