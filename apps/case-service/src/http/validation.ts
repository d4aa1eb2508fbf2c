import type { FieldProblem } from '@baton/contracts';
import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { Problem } from './problem.js';

/** Checks every body, query and parameter against its contract: unknown fields are refused, and every wrong one is named. */
export const validation = () =>
  new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    exceptionFactory: (errors) => new Problem(400, 'invalid-request', { fields: errors.flatMap((one) => fields(one)) }),
  });

function fields({ property, constraints, children }: ValidationError, within = ''): readonly FieldProblem[] {
  const field = `${within}${property}`;
  const own = Object.entries(constraints ?? {}).map(([rule, message]) => ({
    field,
    rule,
    message: plain(rule, message, property),
  }));
  // Of several, the last is the one that is declared first: of which type it must be.
  return [...own.slice(-1), ...(children ?? []).flatMap((child) => fields(child, `${field}.`))];
}

const plain = (rule: string, message: string, property: string) =>
  rule === 'whitelistValidation'
    ? 'is not known here'
    : message.replace(new RegExp(`^(each value in )?${escape(property)} `), '$1');

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
