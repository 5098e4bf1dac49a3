import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { generated } from '../../web/generate-client.ts';

test.each(generated)('$file is what the server prints: run `npx tsx web/generate-client.ts`', async (one) => {
  expect(await readFile(one.file, 'utf8')).toBe(await one.generate());
});
