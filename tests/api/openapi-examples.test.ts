// The document is one that others can read: it keeps the rules of OpenAPI 3.1, and each of its examples fits the schema that it stands beside.
import { createConfig, lintFromString } from '@redocly/openapi-core';
import type { ValidateFunction } from 'ajv';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import { printOpenApi } from '#api/openapi.ts';

const document = printOpenApi();

interface Media {
  schema?: object;
  example?: unknown;
  examples?: Record<string, { value: unknown }>;
}

/** Every place of the document that holds a schema beside examples, by its path. */
function* mediaOf(part: unknown, path: string): Generator<[string, Media]> {
  if (typeof part !== 'object' || part === null) return;
  if ('schema' in part) yield [path, part as Media];
  for (const [name, inner] of Object.entries(part))
    if (name !== 'schema' && name !== 'example' && name !== 'examples') yield* mediaOf(inner, `${path}/${name}`);
}

const ajv = addFormats.default(new Ajv2020.default({ strict: false, allErrors: true }));
ajv.addSchema({ $id: 'document', components: document.components });

const checks = new Map<string, ValidateFunction>();

function misfits(schema: object, value: unknown): string | null {
  const text = JSON.stringify(schema).replaceAll('"#/components/', '"document#/components/');
  const check = checks.get(text) ?? ajv.compile(JSON.parse(text));
  checks.set(text, check);
  return check(value) ? null : ajv.errorsText(check.errors);
}

test('each request, parameter and answer has an example, and each example fits its schema', () => {
  const found = [...mediaOf(document.paths, '')];
  expect(found.length).toBeGreaterThan(500);
  const wrong = found.flatMap(([path, { schema = {}, example, examples }]) => {
    const values = examples === undefined ? [example] : Object.values(examples).map(({ value }) => value);
    return values.flatMap((value) => {
      const why = value === undefined ? 'none' : misfits(schema, value);
      // A header says what it is by its description.
      return why === null || path.includes('/headers/') ? [] : [`${path}: ${why}`];
    });
  });
  expect(wrong).toEqual([]);
});

test('a value that does not fit would be seen', () => {
  expect(misfits({ $ref: '#/components/schemas/Problem' }, { status: 'x' })).toContain('title');
});

test('it keeps the rules of OpenAPI', async () => {
  // The way back from another system only leads on.
  const config = await createConfig({ extends: ['recommended'], rules: { 'operation-2xx-response': 'off' } });
  const problems = await lintFromString({ source: JSON.stringify(document), config });
  expect(problems.map(({ ruleId, message, location: [at] }) => `${ruleId}: ${message} ${at?.pointer}`)).toEqual([]);
});
