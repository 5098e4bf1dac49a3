import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { generateClient, schemaFile } from '../../web/generate-client.ts';

test('the client of the pages is the one that the route table prints: run `npx tsx web/generate-client.ts`', async () => {
  expect(await readFile(schemaFile, 'utf8')).toBe(await generateClient());
});
