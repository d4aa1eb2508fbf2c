import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

/** Code that only tests run: it may use fakes and the test runner's packages, and it must still stay in its layer. */
const tests = ['**/*.spec.ts', '**/testing/**/*.ts', 'apps/relay-e2e/**/*.ts'];

/** Code that holds rules: it takes time and chance as arguments and never touches the machine. */
const rules = ['libs/shared/kernel/src/**/*.ts', 'libs/relay/{domain,application}/src/**/*.ts'];

const kernel = ['type:kernel'];
const domain = ['type:domain', ...kernel];
const application = ['type:application', ...domain];
const adapter = ['type:adapter', ...application];
const app = ['type:server', 'type:contract', ...adapter];

/** Who may import whom, by project tag; `extra` are the packages allowed on top where packages are listed one by one. */
function boundaries(...extra) {
  return {
    allow: [],
    banTransitiveDependencies: false,
    depConstraints: [
      { sourceTag: 'type:kernel', onlyDependOnLibsWithTags: kernel, allowedExternalImports: extra },
      {
        sourceTag: 'type:domain',
        onlyDependOnLibsWithTags: domain,
        allowedExternalImports: ['temporal-polyfill', ...extra],
      },
      { sourceTag: 'type:application', onlyDependOnLibsWithTags: application, allowedExternalImports: extra },
      {
        sourceTag: 'type:contract',
        onlyDependOnLibsWithTags: ['type:contract'],
        allowedExternalImports: ['class-validator', 'class-transformer', ...extra],
      },
      {
        sourceTag: 'type:adapter',
        onlyDependOnLibsWithTags: adapter,
        bannedExternalImports: ['@nestjs/*', 'bullmq', 'ioredis'],
      },
      {
        sourceTag: 'type:server',
        onlyDependOnLibsWithTags: ['type:server', ...kernel],
        bannedExternalImports: ['typeorm'],
      },
      { sourceTag: 'type:app', onlyDependOnLibsWithTags: app },
      { sourceTag: 'type:web', onlyDependOnLibsWithTags: ['type:web'] },
      { sourceTag: 'type:e2e', onlyDependOnLibsWithTags: ['type:e2e'] },
      { sourceTag: 'type:tools', onlyDependOnLibsWithTags: ['type:tools'] },
      { sourceTag: 'platform:any', onlyDependOnLibsWithTags: ['platform:any'] },
      { sourceTag: 'scope:shared', onlyDependOnLibsWithTags: ['scope:shared'] },
      { sourceTag: 'scope:relay', onlyDependOnLibsWithTags: ['scope:relay', 'scope:shared'] },
    ],
  };
}

const frontDoorOnly = {
  regex: '^@baton/[^/]+/(?!testing$)',
  message: 'A lib is imported by its name: what others may use stands in its index.ts.',
};
const noApps = {
  regex: '^(baton|@baton/(case-service|relay-worker|relay-e2e|web))$',
  message: 'Apps meet in the database and over HTTP, never by import.',
};
const noFakes = { regex: '(^|/)testing(/|$)', message: 'Fakes and builders are for specs.' };
const onlyBrowser = { regex: '^(node:|pg$|typeorm|@nestjs/)', message: 'This runs in a browser.' };
const noFeaturesHere = { regex: '/(features|app)/', message: 'Shared pieces know no feature.' };
const noFrame = { regex: '^(\\.\\./)+app/', message: 'Features know nothing of the frame around them.' };
const onlyOurs = {
  regex: '^(?!\\.{1,2}/|@baton/)',
  message: 'Rules import other rules: no package, nothing of the machine.',
};
const onlyOursAndTemporal = { ...onlyOurs, regex: '^(?!\\.{1,2}/|@baton/|temporal-polyfill$)' };

const restrictImports = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] });

const timeIsAnArgument = 'Time is an argument here: take an instant.';
const noClockAndNoChance = {
  'no-restricted-globals': [
    'error',
    ...[
      'process',
      'console',
      'fetch',
      'setTimeout',
      'setInterval',
      'setImmediate',
      'performance',
      'crypto',
      'globalThis',
    ],
  ],
  'no-restricted-syntax': [
    'error',
    { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: timeIsAnArgument },
    { selector: "CallExpression[callee.name='Date']", message: timeIsAnArgument },
    { selector: "MemberExpression[object.name='Date'][property.name='now']", message: timeIsAnArgument },
    { selector: "MemberExpression[object.name='Temporal'][property.name='Now']", message: timeIsAnArgument },
    {
      selector: "MemberExpression[object.name='Math'][property.name='random']",
      message: 'Chance is an argument here.',
    },
    { selector: 'ImportExpression', message: 'Rules are loaded at once: import them at the top.' },
  ],
};

// In flat config the last block that names a rule wins as a whole, so every block repeats the patterns it keeps.
export default tseslint.config(
  { ignores: ['**/dist', '**/node_modules', '**/bin', '**/generated'] },
  {
    files: ['**/*.ts', '**/*.tsx', '**/*.mts'],
    extends: [tseslint.configs.recommended],
    plugins: { '@nx': nx },
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@nx/enforce-module-boundaries': ['error', boundaries()],
      ...restrictImports(frontDoorOnly, noApps, noFakes),
    },
  },
  {
    files: rules,
    ignores: tests,
    rules: { ...noClockAndNoChance, ...restrictImports(frontDoorOnly, noApps, noFakes, onlyOurs) },
  },
  {
    // A deadline is found in windows compiled once; only this folder compiles them.
    files: ['libs/relay/domain/src/calendar/**/*.ts'],
    ignores: tests,
    rules: restrictImports(frontDoorOnly, noApps, noFakes, onlyOursAndTemporal),
  },
  {
    files: ['apps/web/src/**/*.{ts,tsx}'],
    rules: restrictImports(frontDoorOnly, noApps, onlyBrowser),
  },
  {
    // The web imports one way: shared pieces, features, the app around them.
    files: ['apps/web/src/{api,i18n,ui}/**/*.{ts,tsx}'],
    rules: restrictImports(frontDoorOnly, noApps, onlyBrowser, noFeaturesHere),
  },
  {
    files: ['apps/web/src/features/**/*.{ts,tsx}'],
    rules: restrictImports(frontDoorOnly, noApps, onlyBrowser, noFrame),
  },
  {
    files: tests,
    rules: {
      '@nx/enforce-module-boundaries': ['error', boundaries('@jest/globals', 'fast-check')],
      ...restrictImports(frontDoorOnly, noApps),
    },
  },
  prettier,
);
