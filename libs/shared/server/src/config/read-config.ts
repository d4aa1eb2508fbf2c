import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { getMetadataStorage, validateSync, type ValidationError } from 'class-validator';
import { ConfigError } from './config-error.js';

/**
 * Reads a process's settings from its environment, or says everything that is wrong with them at once.
 * A setting is a property with class-validator decorators; conversion is written on the property
 * (`@AsInteger()`, `@AsFlag()`), never guessed from its type. An empty variable counts as not set.
 */
export function readConfig<T extends object>(Config: new () => T, env: NodeJS.ProcessEnv): T {
  const given = Object.fromEntries(
    settingNames(Config).flatMap((name) => (env[name] ? [[name, env[name].trim()]] : [])),
  );
  const config = plainToInstance(Config, given);
  const errors = validateSync(config);
  if (errors.length > 0) throw new ConfigError(errors.map((error) => sentence(error, given[error.property])));
  return config;
}

function settingNames(Config: new () => object): string[] {
  const rules = getMetadataStorage().getTargetValidationMetadatas(Config, '', false, false);
  return [...new Set(rules.map(({ propertyName }) => propertyName))];
}

function sentence({ property, constraints }: ValidationError, given: string | undefined): string {
  const subject = given === undefined ? `${property} is not set` : `${property} is "${withoutCredentials(given)}"`;
  const advice = Object.values(constraints ?? {}).map((message) => message.replace(`${property} `, ''));
  return `${subject}: it ${advice.join(' and ')}`;
}

const withoutCredentials = (value: string) => value.replace(/^.*@/, '***@');
