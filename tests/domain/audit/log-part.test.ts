import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { partOfType, SUBJECTS_OF, typesOf } from '#domain/audit/log-part.ts';
import { eventTypesInOrder } from '#domain/words/event-words.ts';

const STORE = new URL('../../../store/', import.meta.url);

test('of everything that the store writes events of it is decided who may read them', () => {
  const written = readdirSync(STORE)
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => [...readFileSync(new URL(file, STORE), 'utf8').matchAll(/\bsubject: [`']([a-z-]+)(?=[/`'])/g)])
    .map(([, family]) => family);
  const decided = [...SUBJECTS_OF.work, ...SUBJECTS_OF.settings, 'account', 'accounts'];
  expect(written.length).toBeGreaterThan(15);
  expect([...new Set(written)].sort()).toEqual([...decided].sort());
});

test('a kind that nobody has placed is for those who read everything', () => {
  expect(partOfType('something-new')).toBe('accounts');
});

test('every kind stands in exactly one part, and whoever reads all parts may filter by all kinds', () => {
  const all = ['work', 'settings', 'accounts'] as const;
  expect(all.flatMap((part) => typesOf([part])).sort()).toEqual(eventTypesInOrder().sort());
  expect(typesOf(['work'])).not.toContain('account-signed-in');
  expect(typesOf(['work', 'settings'])).not.toContain('account-key-made');
  expect(typesOf(['work'])).not.toContain('roster-imported');
});
