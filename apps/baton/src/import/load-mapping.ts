import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';

import { PlainProblem } from '../plain-problem.js';
import { type Mapping, readMapping } from './mapping.js';

const shipped = new URL('./mappings/', import.meta.url);

/** The mappings that come with Baton. */
export const shippedMappings = ['servicenow-incidents'] as const;

/** Reads a mapping that ships, by its name, or one of one's own from a JSON or YAML file. */
export async function loadMapping(nameOrFile: string): Promise<Mapping> {
  const isShipped = (shippedMappings as readonly string[]).includes(nameOrFile);
  const text = await readFile(isShipped ? new URL(`${nameOrFile}.json`, shipped) : nameOrFile, 'utf8').catch(
    (error: NodeJS.ErrnoException) => {
      throw new PlainProblem(
        `The mapping ${nameOrFile} cannot be read (${error.code}). Name a file, or one that ships: ${shippedMappings.join(', ')}.`,
      );
    },
  );
  return readMapping(nameOrFile, await parse(nameOrFile, text));
}

async function parse(file: string, text: string): Promise<unknown> {
  try {
    if (!/^\.ya?ml$/.test(extname(file))) return JSON.parse(text);
    const yaml = await import('yaml');
    return yaml.parse(text);
  } catch (error) {
    throw new PlainProblem(
      `The mapping ${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
