import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsDefined, IsObject, ValidateNested } from 'class-validator';

type Shape = new () => object;

/** A list of things of one shape. */
export const ListOf =
  (shape: () => Shape, max = 1000): PropertyDecorator =>
  (target, property) => {
    Type(shape)(target, property);
    ValidateNested({ each: true, context: { shape } })(target, property);
    ArrayMaxSize(max)(target, property as string);
    IsArray()(target, property as string);
  };

/** One thing of a shape. */
export const ThingOf =
  (shape: () => Shape): PropertyDecorator =>
  (target, property) => {
    Type(shape)(target, property);
    ValidateNested({ context: { shape } })(target, property);
    IsObject()(target, property as string);
    IsDefined()(target, property as string);
  };
