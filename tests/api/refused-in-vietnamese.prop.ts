// Whatever is wrong with a request, what is said about it is Vietnamese: made-up bad values for every schema of the route table, held against
// the words that a refusal may be made of.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { describeIssues } from '#api/describe-issues.ts';
import { type OtherRoute, otherRoutes } from '#contracts/other-routes.ts';
import { type Route, routes } from '#contracts/routes.ts';
import { fieldWords } from '#domain/words/request-words.ts';

const PARTS = ['params', 'query', 'body'] as const;
const SCHEMAS = Object.entries<Route | OtherRoute>({ ...routes, ...otherRoutes }).flatMap(([name, route]) =>
  PARTS.flatMap((part) => {
    const schema = (route as Route)[part];
    return schema === undefined ? [] : [[`${name} ${part}`, schema] as const];
  }),
);

type Json = { [key: string]: unknown };

/** Every object of a JSON schema with its properties, however deep. */
function* objectsOf(schema: unknown): Generator<Record<string, Json>> {
  if (typeof schema !== 'object' || schema === null) return;
  const { properties } = schema as { properties?: Record<string, Json> };
  if (properties !== undefined) yield properties;
  for (const inner of Object.values(schema)) yield* objectsOf(inner);
}

const printed = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input' }) as Json;

test('every field of a request has a name that people know', () => {
  const nameless = SCHEMAS.flatMap(([name, schema]) =>
    [...objectsOf(printed(schema))].flatMap((properties) =>
      Object.keys(properties).flatMap((field) => (fieldWords(field) === null ? [`${name}: ${field}`] : [])),
    ),
  );
  expect(nameless).toEqual([]);
});

const BAD: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(undefined, null, '', ' ', 'x', '\u0000', '2026-13-45', '0001-01-01', 'ftp://x', '-1', '1e9'),
  fc.constantFrom<unknown>(Number.NaN, -1, 0.5, 1e12, true, [], {}, [null], [{}], { command: 'x' }),
  fc.string({ maxLength: 6 }),
  fc.constantFrom('a'.repeat(2100), 'a'.repeat(25_000)),
  fc.jsonValue({ maxDepth: 2 }),
);

/** A value near what the schema asks for, with something wrong in some of its places. */
function near(schema: Json): fc.Arbitrary<unknown> {
  const options = (schema.anyOf ?? schema.oneOf) as Json[] | undefined;
  if (options !== undefined) return fc.oneof(BAD, ...options.map(near));
  if (schema.type === 'object') {
    const fields = Object.entries((schema.properties ?? {}) as Record<string, Json>);
    const record = fc.record(Object.fromEntries(fields.map(([name, inner]) => [name, near(inner)])));
    return fc.oneof({ weight: 6, arbitrary: record }, { weight: 1, arbitrary: BAD });
  }
  if (schema.type === 'array') return fc.oneof(BAD, fc.array(near(schema.items as Json), { maxLength: 60 }));
  if (schema.const !== undefined)
    return fc.oneof({ weight: 4, arbitrary: fc.constant(schema.const) }, { weight: 1, arbitrary: BAD });
  if (Array.isArray(schema.enum)) return fc.oneof(BAD, fc.constantFrom(...schema.enum));
  return BAD;
}

// Vietnamese syllables without a mark that these sentences are made of.
const UNMARKED = new Set(
  (
    'ai anh ban email tra base quan phi sinh vai chi byte chuong trinh bao binh cao cho chung chi con cung cao danh dung em gian giao hay hai hoa khi khai khoa khu lan lao linh ' +
    'loai may minh mong nay ngang ngay nhau nhu nhung ra sau so song sung tay ten theo thi thu tin trang trong trung tung tham ' +
    'thao thanh thay vai van vinh xa xem xin xong do duong dan vi du don con qua chua mang nhanh hoan gia sai ' +
    'gian gov vn json word excel zalo api'
  ).split(' '),
);

/** What is quoted: the API's own words, addresses and patterns of examples. */
function withoutQuoted(message: string): string {
  return message
    .replace(/\([^()]*\)/g, ' ')
    .replace(/«[^»]*»/g, ' ')
    .replace(/https?:\/\/\S+|\S+@\S+|\/\S+|whsec_|\d[\w:.-]*/g, ' ');
}

function foreignWords(message: string): string[] {
  const words = withoutQuoted(message).match(/[\p{L}]+/gu) ?? [];
  return words.filter((word) => /^[A-Za-z]{2,}$/.test(word) && !UNMARKED.has(word.toLowerCase()));
}

test('an English word would be seen', () => {
  expect(foreignWords('Invalid option: expected one of "a"').length).toBeGreaterThan(3);
  expect(foreignWords('Too small: expected string to have >=1 characters').length).toBeGreaterThan(3);
  expect(foreignWords('phải là một trong: hạn gần trước (due); theo cơ quan (agency)')).toEqual([]);
});

describe.each(SCHEMAS)('%s', (_name, schema) => {
  test('is refused in Vietnamese', () => {
    const said = new Map<string, string[]>();
    fc.assert(
      fc.property(near(printed(schema)), (value) => {
        const parsed = schema.safeParse(value);
        if (parsed.success) return;
        const issues = describeIssues(
          parsed.error.issues.map(({ code, path, message, ...params }) => ({
            ...{ keyword: code, instancePath: `/${path.join('/')}`, message },
            params: params as Record<string, unknown>,
          })),
          'body',
        );
        expect(issues.length).toBeGreaterThan(0);
        for (const { message, place } of issues) if (foreignWords(message).length > 0) said.set(message, [place]);
      }),
      { numRuns: 150, seed: 20_261_130 },
    );
    expect([...said]).toEqual([]);
  });
});
