#!/usr/bin/env node
// The `baton` command of a clone: brings the build up to date first, then hands over to it.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

if (existsSync(here('../src/main.ts')) && existsSync(here('../../../tools/prepare.mjs'))) {
  const { build, PreparationFailed } = await import('../../../tools/prepare.mjs');
  try {
    await build((line) => console.error(line));
  } catch (error) {
    if (!(error instanceof PreparationFailed)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

const { main } = await import('../dist/main.js');
await main(process.argv);
