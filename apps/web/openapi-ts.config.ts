import { defineConfig } from '@hey-api/openapi-ts';

/** `npm run api` makes src/api/generated from openapi.json: types, shapes with their limits, one function per route, query options. */
export default defineConfig({
  input: '../../openapi.json',
  // Refusals arrive as ProblemError, see src/api/queries.ts: so to TypeScript every error is an Error.
  parser: {
    patch: {
      input: ({ paths = {} }) => {
        for (const path of Object.values(paths))
          for (const operation of Object.values(path as object))
            delete (operation as { responses?: { default?: unknown } }).responses?.default;
      },
    },
  },
  output: { path: 'src/api/generated', clean: true },
  plugins: [
    '@hey-api/typescript',
    '@hey-api/schemas',
    { name: '@hey-api/client-fetch', baseUrl: false },
    '@hey-api/sdk',
    '@tanstack/react-query',
  ],
});
