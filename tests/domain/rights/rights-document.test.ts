import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { rightsDocument } from '#domain/rights/rights-document.ts';

test('docs/rights.md is what the table of rights prints', () => {
  expect(readFileSync('docs/rights.md', 'utf8')).toBe(rightsDocument());
});
