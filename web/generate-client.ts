// Writes web/src/api/schema.ts, the only thing the pages know of the server: `npx tsx web/generate-client.ts`.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import openapiTypescript, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { printOpenApi } from '#api/openapi.ts';

/** The types of the API as TypeScript source; the same route table always gives the same text. */
export async function generateClient(): Promise<string> {
  const document = printOpenApi() as unknown as OpenAPI3;
  const source = astToString(await openapiTypescript(document, { alphabetize: false }));
  return `// Generated from contracts/routes.ts by web/generate-client.ts. Do not edit: run \`npx tsx web/generate-client.ts\`.\n${source}`;
}

/** Where the generated types are kept; committed, so that the pages can be read and checked without a generator. */
export const schemaFile = fileURLToPath(new URL('./src/api/schema.ts', import.meta.url));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const source = await generateClient();
  const before = await readFile(schemaFile, 'utf8').catch(() => '');
  await writeFile(schemaFile, source);
  console.error(before === source ? 'web/src/api/schema.ts is up to date' : 'web/src/api/schema.ts written');
}
