import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsOptional } from 'class-validator';

/** One or more values of a query, such as `status=open&status=resolved`. Rules for each of them are given with `{ each: true }`. */
export const Several =
  (max = 50): PropertyDecorator =>
  (target, property) => {
    Transform(({ value }: { value: unknown }) => (value === undefined || Array.isArray(value) ? value : [value]))(
      target,
      property as string,
    );
    ArrayMinSize(1)(target, property as string);
    ArrayMaxSize(max)(target, property as string);
    IsArray()(target, property as string);
    IsOptional()(target, property as string);
  };
