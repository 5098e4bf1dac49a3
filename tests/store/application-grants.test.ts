// The table of grants against the code: a right that no program uses is one too many.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LIBRARY_MODELS } from '#store/account-adapter.ts';
import { APPLICATION_GRANTS } from '#store/application-grants.ts';

const { imports } = JSON.parse(readFileSync('package.json', 'utf8'));
const source = Object.keys(imports)
  .map((name) => name.slice(1, -2))
  .flatMap(filesOf)
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

/** What the library of accounts does to its tables, by the adapter that it is given (store/account-adapter.ts) and not in our words. */
const BY_LIBRARY = Object.values(LIBRARY_MODELS).map((model) =>
  model.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
);

const tables = Object.keys(APPLICATION_GRANTS).filter(
  (table) => table !== '_prisma_migrations' && !BY_LIBRARY.includes(table),
);

test.each(tables)('%s: rows are changed by the programs exactly if they may', (table) => {
  const changes = uses(table, 'update\\w*|upsert', [
    `UPDATE "?${table}"? SET`,
    `INSERT INTO "?${table}"? [^\`]*DO UPDATE SET`,
  ]);
  expect(may(table, 'UPDATE')).toBe(changes);
});

test.each(tables)('%s: rows are removed by the programs exactly if they may', (table) => {
  const removes = uses(table, 'delete\\w*', [`DELETE FROM "?${table}"?\\b`]);
  expect(may(table, 'DELETE')).toBe(removes);
});

test('no program may change or remove what was written into the log, and none may empty or alter a table', () => {
  expect(APPLICATION_GRANTS.audit_event).toEqual(['SELECT', 'INSERT']);
  const rights = new Set(
    Object.values(APPLICATION_GRANTS).flatMap((grants) => grants.map((grant) => grant.replace(/ .*/, ''))),
  );
  expect([...rights].sort()).toEqual(['DELETE', 'INSERT', 'SELECT', 'UPDATE']);
});

test('what an assignment obliges to stays as it was published', () => {
  const changeable = APPLICATION_GRANTS.assignment?.join(' ');
  for (const column of ['due', 'due_working', 'opens', 'title', 'nature', 'plan_id', 'activity_id'])
    expect(changeable).not.toMatch(new RegExp(`\\b${column}\\b`));
});

function may(table: string, right: string): boolean {
  return (APPLICATION_GRANTS[table] ?? []).some((grant) => grant === right || grant.startsWith(`${right} (`));
}

/** Through the client (`tx.ledgerEntry.updateMany`) or in SQL of our own. */
function uses(table: string, methods: string, sql: readonly string[]): boolean {
  const model = table.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  const patterns = [`\\.${model}\\s*\\.(${methods})\\(`, ...sql];
  return patterns.some((pattern) => new RegExp(pattern, 'i').test(source));
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.startsWith('generated'))
    .map((name) => join(folder, name));
}
