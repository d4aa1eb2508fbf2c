// Writes openapi.json from the built case-service: `npm run openapi` after a change of the HTTP interface.
import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

const { openApiDocument } = await import('../apps/case-service/dist/openapi/open-api-document.js');
const file = fileURLToPath(new URL('../openapi.json', import.meta.url));
const options = await resolveConfig(file);
writeFileSync(file, await format(JSON.stringify(openApiDocument()), { ...options, filepath: file }));
