// Writes the two files that the pages have of the server, its types and its words: `npx tsx web/generate-client.ts`.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import openapiTypescript, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { printOpenApi } from '#api/openapi.ts';
import { PAGE_WORDS } from '#domain/words/catalogue.ts';

/** The types of the API as TypeScript source; the same route table always gives the same text. */
export async function generateClient(): Promise<string> {
  const document = withoutExamples(printOpenApi()) as OpenAPI3;
  const source = astToString(await openapiTypescript(document, { alphabetize: false }));
  return `// Generated from contracts/routes.ts by web/generate-client.ts. Do not edit: run \`npx tsx web/generate-client.ts\`.\n${source}`;
}

// Those beside a schema are for people, and the types are the same without; a field of that name is another thing.
function withoutExamples(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(withoutExamples);
  if (typeof part !== 'object' || part === null) return part;
  const kept = Object.entries(part).filter(([key]) => !('schema' in part && EXAMPLES.has(key)));
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutExamples(inner)]));
}

const EXAMPLES = new Set(['example', 'examples']);

/** The words of the catalogue that pages need, as TypeScript source. */
export function generateWords(): string {
  const words = JSON.stringify(PAGE_WORDS, null, 2);
  return `// Generated from domain/words/catalogue.ts by web/generate-client.ts. Do not edit: run \`npx tsx web/generate-client.ts\`.\nexport const catalogue = ${words} as const;\n`;
}

/** What is generated, and where it is kept; committed, so that the pages can be read and checked without a generator. */
export const generated = [
  { file: fileURLToPath(new URL('./src/api/schema.ts', import.meta.url)), generate: generateClient },
  { file: fileURLToPath(new URL('./src/words/catalogue.ts', import.meta.url)), generate: async () => generateWords() },
];

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { file, generate } of generated) {
    const source = await generate();
    const before = await readFile(file, 'utf8').catch(() => '');
    await writeFile(file, source);
    console.error(`web/${path.relative(import.meta.dirname, file)} ${before === source ? 'is up to date' : 'written'}`);
  }
}
