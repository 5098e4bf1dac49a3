import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { channelsDocument } from '#channels/channels-document.ts';
import { OA_ERRORS, ZBS_ERRORS } from '#channels/zalo/error-table.ts';

test('docs/channels.md is what the channels do (npm run docs:channels prints it anew)', () => {
  expect(readFileSync('docs/channels.md', 'utf8')).toBe(channelsDocument());
});

test('no code stands twice in a table, and a window is named exactly where one is waited for', () => {
  for (const table of [OA_ERRORS, ZBS_ERRORS]) {
    expect(new Set(table.map(({ code }) => code)).size).toBe(table.length);
    for (const { action, window } of table) expect(window !== undefined).toBe(action === 'next-window');
  }
});
