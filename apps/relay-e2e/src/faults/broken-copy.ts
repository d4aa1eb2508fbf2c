import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { built, PROJECT } from '../support/command-line.js';

/** A change to one built file: what is found there, exactly once, becomes something else. */
export interface Edit {
  readonly file: string;
  readonly find: string | RegExp;
  readonly become: string;
}

const APPS = ['baton', 'case-service', 'relay-worker'].map((app) => `apps/${app}`);
const LIBS = ['domain', 'application', 'persistence', 'contracts'].map((lib) => `libs/relay/${lib}`);
const SHARED = ['kernel', 'server'].map((lib) => `libs/shared/${lib}`);

/** Runs `work` with a copy of the built apps, changed by the edits, in the place of the built apps. */
export async function withBrokenCopy<Result>(
  name: string,
  edits: readonly Edit[],
  work: () => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), `baton-${name}-`));
  const { folder: before, schema } = built;
  try {
    copyBuilt(before, folder);
    for (const edit of edits) apply(folder, edit);
    built.folder = `${folder}/`;
    if (edits.some(({ file }) => file.includes('/migrations/'))) built.schema = `_${Date.now()}`;
    return await work();
  } finally {
    Object.assign(built, { folder: before, schema });
    rmSync(folder, { recursive: true, force: true });
  }
}

function copyBuilt(from: string, folder: string): void {
  for (const project of [...APPS, ...LIBS, ...SHARED])
    for (const part of ['dist', 'package.json'])
      cpSync(join(from, project, part), join(folder, project, part), { recursive: true });
  mkdirSync(join(folder, 'node_modules/@baton'), { recursive: true });
  for (const name of readdirSync(join(PROJECT, 'node_modules')))
    if (name !== '@baton') symlinkSync(join(PROJECT, 'node_modules', name), join(folder, 'node_modules', name));
  for (const project of [...LIBS, ...SHARED])
    symlinkSync(join(folder, project), join(folder, 'node_modules/@baton', project.split('/').at(-1)!));
  // What the launcher and the service serve beside their code.
  mkdirSync(join(folder, dirname('apps/web/dist')), { recursive: true });
  symlinkSync(join(PROJECT, 'apps/web/dist'), join(folder, 'apps/web/dist'));
}

/** How often what is to be changed is there: once, else the edit is out of date. */
export const placesOf = ({ file, find }: Edit): number =>
  readFileSync(join(PROJECT, file), 'utf8').split(find).length - 1;

function apply(folder: string, { file, find, become }: Edit): void {
  const path = join(folder, file);
  const text = readFileSync(path, 'utf8');
  const parts = text.split(find);
  if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} places like ${String(find)}, not one`);
  writeFileSync(path, parts.join(become));
}
