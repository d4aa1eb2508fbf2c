import { defineConfig } from '@hey-api/openapi-ts';

/** `npm run api` makes src/api/generated from openapi.json: types, one function per route, query options. */
export default defineConfig({
  input: '../../openapi.json',
  output: { path: 'src/api/generated', clean: true },
  plugins: [
    '@hey-api/typescript',
    { name: '@hey-api/client-fetch', baseUrl: false },
    '@hey-api/sdk',
    '@tanstack/react-query',
  ],
});
