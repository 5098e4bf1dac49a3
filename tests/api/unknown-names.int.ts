// What a route does not know is said, on every route of the table: a misspelt filter or field is no other request.
import { expect, test } from 'vitest';
import { z } from 'zod';
import { type Route, routes } from '#contracts/routes.ts';
import { ownApi } from '../support/api.ts';
import { expectProblem } from './expect-problem.ts';

const api = ownApi();

const ROUTES = Object.entries<Route>(routes).map(([operation, route]) => ({
  operation,
  route,
  path: route.path.replace(/:\w+/g, '1'),
}));
const READING = ROUTES.filter(({ route }) => route.method === 'GET');
/** One body for each command of a route, with nothing in it but what it does not know. */
const WRITING = ROUTES.filter(({ route }) => route.body !== undefined).flatMap(({ operation, route, path }) =>
  bodiesOf(route.body as z.ZodType).map(({ body, known }) => ({ operation, method: route.method, path, body, known })),
);

function bodiesOf(schema: z.ZodType): { body: object; known: string[] }[] {
  if (schema instanceof z.ZodDiscriminatedUnion)
    return (schema.options as z.ZodObject[]).map(({ shape }) => {
      const { discriminator } = schema.def;
      const { value } = shape[discriminator] as z.ZodLiteral;
      return { body: { [discriminator]: value, occuredOn: '2026-01-02' }, known: Object.keys(shape) };
    });
  if (schema instanceof z.ZodObject) return [{ body: { occuredOn: '2026-01-02' }, known: Object.keys(schema.shape) }];
  return [];
}

test.each(READING)('$operation refuses a filter that it does not know, and names those that it does', async (asked) => {
  const { issues } = expectProblem(await api.get(`${asked.path}?dueStat=late`), 'invalid-request');
  const said = issues?.map(({ message }) => message).join('; ');
  expect(said).toContain('không có dueStat');
  for (const known of Object.keys(asked.route.query?.shape ?? {})) expect(said).toContain(known);
});

test('almost every route that takes a body says which fields it has', () => {
  const operations = ROUTES.filter(({ route }) => route.body !== undefined).map(({ operation }) => operation);
  const asked = new Set(WRITING.map(({ operation }) => operation));
  expect(operations.filter((operation) => !asked.has(operation))).toEqual([]);
});

test.each(WRITING)('$operation refuses a field that it does not know: $body', async ({ method, path, body, known }) => {
  const { issues } = expectProblem(await api.ask(method, path, {}, body), 'invalid-request');
  const said = issues?.map(({ message }) => message).join('; ');
  expect(said).toContain('không có occuredOn');
  for (const name of known) expect(said).toContain(name);
});
