import { ValidateIf } from 'class-validator';

/** Says of an answer's field that it is always there and may be null. */
export const OrNull = (): PropertyDecorator => ValidateIf((_, value) => value !== null, { context: { orNull: true } });
