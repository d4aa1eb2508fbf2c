/** @jest-config-loader esbuild-register */
import type { Config } from 'jest';

const shared = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  testEnvironmentOptions: { customExportConditions: ['@baton/source', 'node', 'node-addons'] },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          target: 'es2022',
        },
        module: { type: 'es6' },
      },
    ],
  },
  transformIgnorePatterns: ['/node_modules/(?!@baton/)'],
  modulePathIgnorePatterns: ['/dist/'],
} satisfies Config;

const realServers = {
  globalSetup: '<rootDir>/tools/jest/global-setup.ts',
  globalTeardown: '<rootDir>/tools/jest/global-teardown.ts',
};

/**
 * `house` checks the rules of this house; `rules` need nothing; `edges` talk to a real PostgreSQL and Redis; `whole` drives the
 * built processes, `browser` the relay as each role sees it, `pages` every page and dialog, `machines` many processes at once;
 * `batteries` are short rounds of what breaks and measures them; `bench` measures the pages.
 */
export default {
  testTimeout: 30_000, // What hangs is found by this; what is slow on a busy machine is not what specs are for.
  projects: [
    { ...shared, displayName: 'house', testMatch: ['<rootDir>/tools/**/*.spec.ts'] },
    {
      ...shared,
      displayName: 'rules',
      testMatch: ['<rootDir>/{apps/web,libs/shared/kernel,libs/relay/{domain,application,contracts}}/src/**/*.spec.ts'],
    },
    {
      ...shared,
      displayName: 'edges',
      testMatch: [
        '<rootDir>/{apps/{case-service,relay-worker,baton},libs/relay/persistence,libs/shared/server}/src/**/*.spec.ts',
      ],
      ...realServers,
    },
    { ...shared, ...realServers, displayName: 'whole', testMatch: ['<rootDir>/apps/relay-e2e/src/*.spec.ts'] },
    {
      ...shared,
      ...realServers,
      displayName: 'browser',
      testMatch: ['<rootDir>/apps/relay-e2e/src/browser/*.spec.ts'],
    },
    {
      ...shared,
      ...realServers,
      displayName: 'pages',
      testMatch: ['<rootDir>/apps/relay-e2e/src/browser/pages/*.spec.ts'],
    },
    { ...shared, ...realServers, displayName: 'bench', testMatch: ['<rootDir>/apps/relay-e2e/src/bench/*.bench.ts'] },
    {
      ...shared,
      ...realServers,
      displayName: 'batteries',
      testMatch: ['<rootDir>/apps/relay-e2e/src/batteries/*.spec.ts'],
    },
    {
      ...shared,
      ...realServers,
      globalSetup: '<rootDir>/tools/jest/machines-setup.ts',
      displayName: 'machines',
      testMatch: ['<rootDir>/apps/relay-e2e/src/machines/**/*.spec.ts'],
    },
  ],
} satisfies Config;
