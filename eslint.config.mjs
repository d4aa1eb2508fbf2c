import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

const kernel = ['type:kernel'];
const domain = ['type:domain', ...kernel];
const application = ['type:application', ...domain];
const app = ['type:adapter', 'type:contract', 'type:server', ...application];

export default tseslint.config(
  { ignores: ['**/dist', '**/node_modules', '**/bin'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommended],
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'off',
    },
  },
  {
    files: ['**/*.ts'],
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          allow: [],
          banTransitiveDependencies: false,
          depConstraints: [
            { sourceTag: 'type:kernel', onlyDependOnLibsWithTags: kernel, allowedExternalImports: [] },
            { sourceTag: 'type:domain', onlyDependOnLibsWithTags: domain, allowedExternalImports: ['temporal-polyfill'] },
            { sourceTag: 'type:application', onlyDependOnLibsWithTags: application, allowedExternalImports: [] },
            { sourceTag: 'type:contract', onlyDependOnLibsWithTags: ['type:contract'], allowedExternalImports: ['class-validator', 'class-transformer'] },
            { sourceTag: 'type:adapter', onlyDependOnLibsWithTags: ['type:adapter', ...application], bannedExternalImports: ['@nestjs/common', '@nestjs/core', 'bullmq', 'ioredis'] },
            { sourceTag: 'type:server', onlyDependOnLibsWithTags: ['type:server', ...kernel], bannedExternalImports: ['typeorm'] },
            { sourceTag: 'type:app', onlyDependOnLibsWithTags: app },
            { sourceTag: 'type:e2e', onlyDependOnLibsWithTags: ['type:e2e'] },
            { sourceTag: 'platform:any', onlyDependOnLibsWithTags: ['platform:any'] },
            { sourceTag: 'scope:shared', onlyDependOnLibsWithTags: ['scope:shared'] },
            { sourceTag: 'scope:relay', onlyDependOnLibsWithTags: ['scope:relay', 'scope:shared'] },
          ],
        },
      ],
    },
  },
  {
    // Specs may use what the test runner offers.
    files: ['**/*.spec.ts', '**/testing/**/*.ts'],
    rules: { '@nx/enforce-module-boundaries': 'off' },
  },
  {
    files: ['**/libs/relay/domain/src/**/*.ts', '**/libs/relay/application/src/**/*.ts', '**/libs/shared/kernel/src/**/*.ts', 'src/**/*.ts'],
    ignores: ['**/*.spec.ts', '**/testing/**', '**/apps/**', '**/libs/relay/persistence/**', '**/libs/shared/server/**', '**/libs/relay/contracts/**'],
    rules: {
      'no-restricted-globals': ['error', 'process', 'console', 'fetch', 'setTimeout', 'setInterval', 'performance', 'crypto'],
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Time is an argument here: take an instant.' },
        { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: 'Time is an argument here: take an instant.' },
        { selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']", message: 'Randomness is an argument here.' },
        { selector: 'ImportDeclaration[source.value=/^node:/]', message: 'Rules do not touch the machine.' },
      ],
    },
  },
  {
    files: ['**/libs/relay/domain/src/**/*.ts'],
    ignores: ['**/src/calendar/**', '**/*.spec.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: [{ name: 'temporal-polyfill', message: 'Only domain/src/calendar compiles calendars.' }] }] },
  },
  prettier,
);
