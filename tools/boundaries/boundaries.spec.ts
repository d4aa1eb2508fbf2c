import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '../..');

const layer = '@nx/enforce-module-boundaries';
const imports = 'no-restricted-imports';
const syntax = 'no-restricted-syntax';
const globals = 'no-restricted-globals';

const kernel = 'libs/shared/kernel/src/planted.ts';
const server = 'libs/shared/server/src/planted.ts';
const domain = 'libs/relay/domain/src/planted.ts';
const calendar = 'libs/relay/domain/src/calendar/planted.ts';
const application = 'libs/relay/application/src/planted.ts';
const contracts = 'libs/relay/contracts/src/planted.ts';
const persistence = 'libs/relay/persistence/src/planted.ts';
const caseService = 'apps/case-service/src/planted.ts';
const worker = 'apps/relay-worker/src/planted.ts';
const e2e = 'apps/relay-e2e/src/planted.spec.ts';
const web = 'apps/web/src/features/leg/planted.tsx';
const webShared = 'apps/web/src/ui/planted.ts';

const using = (from: string) => `import { a } from '${from}';\nexport const b = a;\n`;

const breaches: readonly (readonly [what: string, file: string, code: string, ruleId: string])[] = [
  ['kernel imports the domain', kernel, using('@baton/domain'), layer],
  ['kernel imports a package', kernel, using('uuidv7'), layer],
  ['kernel reads the clock', kernel, 'export const b = Date.now();\n', syntax],
  ['server imports the relay', server, using('@baton/domain'), layer],
  ['server imports typeorm', server, using('typeorm'), layer],
  ['domain imports a package', domain, using('uuidv7'), layer],
  ['domain imports a package that is not installed', domain, using('zod'), imports],
  ['domain imports typeorm', domain, using('typeorm'), layer],
  [
    'domain imports a type of typeorm',
    domain,
    `import type { DataSource } from 'typeorm';\nexport type A = DataSource;\n`,
    layer,
  ],
  ['domain loads typeorm at run time', domain, `export const b = () => import('typeorm');\n`, layer],
  ['domain loads a rule at run time', domain, `export const b = () => import('./leg.js');\n`, syntax],
  ['domain passes on a package', domain, `export { a } from 'typeorm';\n`, layer],
  ['domain imports node:fs', domain, using('node:fs'), imports],
  ['domain imports fs by its old name', domain, using('fs'), imports],
  ['domain imports the application', domain, using('@baton/application'), layer],
  ['domain imports contracts', domain, using('@baton/contracts'), layer],
  ['domain imports persistence', domain, using('@baton/persistence'), layer],
  ['domain compiles a calendar elsewhere', domain, using('temporal-polyfill'), imports],
  ['domain reads the clock: new Date()', domain, 'export const b = new Date();\n', syntax],
  ['domain reads the clock: Date.now', domain, 'export const b = [0].map(Date.now);\n', syntax],
  ['domain reads the clock: performance', domain, 'export const b = performance.now();\n', globals],
  [
    'calendar reads the clock: Temporal.Now',
    calendar,
    `import { Temporal } from 'temporal-polyfill';\nexport const b = Temporal.Now.instant();\n`,
    syntax,
  ],
  ['calendar imports another package', calendar, using('typeorm'), layer],
  ['domain throws dice', domain, 'export const b = Math.random();\n', syntax],
  ['domain reads the process', domain, 'export const b = process.pid;\n', globals],
  ['domain imports itself by name', domain, using('@baton/domain'), layer],
  ['domain uses its own fake', domain, using('./testing/index.js'), imports],
  ['application imports Nest', application, using('@nestjs/common'), layer],
  ['application imports typeorm', application, using('typeorm'), layer],
  ['application imports node:crypto', application, using('node:crypto'), imports],
  ['application imports contracts', application, using('@baton/contracts'), layer],
  ['application imports persistence', application, using('@baton/persistence'), layer],
  ['application reads the clock', application, 'export const b = new Date();\n', syntax],
  ['application waits', application, 'setTimeout(() => undefined, 1);\n', globals],
  ['contract imports the domain', contracts, using('@baton/domain'), layer],
  ['contract imports Nest', contracts, using('@nestjs/common'), layer],
  ['persistence imports Nest', persistence, using('@nestjs/core'), layer],
  ['persistence imports the queue', persistence, using('bullmq'), layer],
  ['persistence imports contracts', persistence, using('@baton/contracts'), layer],
  ['persistence imports an app', persistence, using('@baton/case-service'), imports],
  ['app imports an app', caseService, using('@baton/relay-worker'), imports],
  ['app imports an app by path', caseService, using('../../relay-worker/src/planted.js'), layer],
  ['worker imports the command', worker, using('baton'), imports],
  ['app reaches past the front door', caseService, using('@baton/persistence/src/leg/leg.mapper.js'), imports],
  ['app imports a lib by path', caseService, using('../../../libs/relay/persistence/src/index.js'), layer],
  ['production code imports a fake', caseService, using('@baton/application/testing'), imports],
  ['production code imports a builder', worker, using('./testing/a-case.js'), imports],
  ['spec of the domain imports typeorm', 'libs/relay/domain/src/planted.spec.ts', using('typeorm'), layer],
  [
    'spec of the domain imports the application',
    'libs/relay/domain/src/planted.spec.ts',
    using('@baton/application'),
    layer,
  ],
  ['fake of the application imports typeorm', 'libs/relay/application/src/testing/planted.ts', using('typeorm'), layer],
  ['e2e imports a lib', e2e, using('@baton/domain'), layer],
  ['e2e imports a fake', e2e, using('@baton/persistence/testing'), layer],
  ['e2e imports an app by path', e2e, using('../../case-service/src/main.js'), layer],
  ['web imports the application', web, using('@baton/application'), layer],
  ['web imports contracts', web, using('@baton/contracts'), layer],
  ['web imports a lib by path', web, using('../../../../../libs/relay/domain/src/index'), layer],
  ['web imports another app', web, using('@baton/case-service'), imports],
  ['web imports node:fs', web, using('node:fs'), imports],
  ['a feature of the web imports the frame', web, using('../../app/shell'), imports],
  ['a shared piece of the web imports a feature', webShared, using('../features/leg/leg'), imports],
];

const clean: readonly (readonly [what: string, file: string, code: string])[] = [
  ['kernel: a type', kernel, 'export type Seconds = number;\n'],
  ['domain imports the kernel and itself', domain, `${using('@baton/kernel')}export { c } from './leg/leg.js';\n`],
  ['domain reads a given date', domain, 'export const b = (text: string) => new Date(text);\n'],
  ['calendar compiles with temporal-polyfill', calendar, using('temporal-polyfill')],
  ['application imports the domain', application, using('@baton/domain')],
  ['contract imports class-validator', contracts, using('class-validator')],
  [
    'persistence imports typeorm and the application',
    persistence,
    using('typeorm') + `export * from '@baton/application';\n`,
  ],
  ['app imports what it wires', caseService, using('@nestjs/common') + `export * from '@baton/persistence';\n`],
  [
    'spec uses the runner and builders',
    'libs/relay/domain/src/planted.spec.ts',
    using('@jest/globals') + `export * from './testing/index.js';\n`,
  ],
  ['spec of an app uses fakes', 'apps/relay-worker/src/planted.spec.ts', using('@baton/application/testing')],
  ['e2e uses pg', e2e, using('pg')],
  [
    'web draws with React and its own shared pieces',
    web,
    `import { a } from 'react';\nimport { c } from '../../ui/states';\nexport const b = () => <p>{[a, c]}</p>;\n`,
  ],
];

interface Finding {
  readonly ruleId: string;
  readonly message: string;
}

/** All texts go through one ESLint process: starting it is the slow part. */
function lint(texts: readonly { readonly file: string; readonly code: string }[]): Finding[][] {
  const answer = execFileSync(process.execPath, [join(import.meta.dirname, 'lint-texts.mjs')], {
    input: JSON.stringify(texts),
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '', NX_DAEMON: 'false' },
  });
  return JSON.parse(answer) as Finding[][];
}

const findings = lint([...breaches, ...clean].map(([, file, code]) => ({ file, code })));

describe('a breach of an import rule is reported', () => {
  it.each(breaches.map((breach, i) => [...breach, findings[i]] as const))(
    '%s',
    (_what, _file, _code, ruleId, found) => {
      expect(found?.map((finding) => finding.ruleId)).toContain(ruleId);
    },
  );
});

describe('code that keeps the rules passes', () => {
  it.each(clean.map((sample, i) => [sample[0], findings[breaches.length + i]] as const))('%s', (_what, found) => {
    expect(found).toEqual([]);
  });
});

describe('every project stands under the rules', () => {
  const projects = ['apps', 'libs/relay', 'libs/shared'].flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => join(folder, name, 'package.json')),
  );

  it('finds the projects', () => expect(projects.length).toBeGreaterThanOrEqual(10));

  it.each(projects)('%s is tagged and linted', (path) => {
    const { nx } = JSON.parse(readFileSync(join(root, path), 'utf8'));
    const kinds = nx.tags.map((tag: string) => tag.split(':')[0]).sort();
    expect(kinds).toEqual(['platform', 'scope', 'type']);
    expect(nx.targets.lint.options.command).toBe('eslint . --max-warnings 0');
    expect(existsSync(join(root, path, '../eslint.config.mjs'))).toBe(false);
  });
});
