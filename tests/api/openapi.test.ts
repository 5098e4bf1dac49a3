import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { printOpenApi } from '#api/openapi.ts';
import { Email } from '#contracts/accounts.ts';
import { ERROR_CODES } from '#contracts/error-codes.ts';
import { type OtherRoute, otherRoutes } from '#contracts/other-routes.ts';
import { refusalsOf } from '#contracts/refusals.ts';
import { type Route, routes } from '#contracts/routes.ts';

interface Operation {
  operationId: string;
  parameters: { name: string; in: string; required: boolean }[];
  requestBody?: { content: Record<string, unknown> };
  responses: Record<string, { content: Record<string, { schema: { $ref: string } }> }>;
}

describe('the OpenAPI document', () => {
  const document = printOpenApi();
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path) as Operation[]);

  test('every route of the table is in it once', () => {
    expect(operations.map(({ operationId }) => operationId).sort()).toEqual(
      Object.keys({ ...routes, ...otherRoutes }).sort(),
    );
  });

  test('every reference leads to a shape', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)];
    const missing = references.map(([, id]) => id as string).filter((id) => !(id in document.components.schemas));
    expect(references.length).toBeGreaterThan(operations.length);
    expect(missing).toEqual([]);
  });

  test('every operation lists each status with which it can refuse, as problem+json, and none besides', () => {
    for (const { operationId, responses } of operations) {
      const route = { ...routes, ...otherRoutes }[operationId as keyof typeof routes];
      const refused = refusalsOf(route).map((code) => String(ERROR_CODES[code].status));
      const other: OtherRoute | undefined = otherRoutes[operationId as keyof typeof otherRoutes];
      const answered = other === undefined ? ['200'] : Object.keys(other.answers);
      const listed = Object.keys(responses).filter((status) => !answered.includes(status) && status !== '304');
      expect(listed.sort()).toEqual([...new Set(refused)].sort());
      for (const status of refused)
        expect(responses[status]?.content['application/problem+json']?.schema.$ref).toBe(
          '#/components/schemas/Problem',
        );
    }
  });

  test('what stands in a path is a required parameter of it', () => {
    for (const [path, methods] of Object.entries(document.paths)) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const operation of Object.values(methods) as Operation[]) {
        const declared = operation.parameters.filter((parameter) => parameter.in === 'path');
        expect(declared.map(({ name }) => name)).toEqual(named);
        expect(declared.every(({ required }) => required)).toBe(true);
      }
    }
  });

  test('a body is asked for exactly where the route takes one', () => {
    for (const [operationId, route] of Object.entries<Route>(routes)) {
      const body = operations.find((operation) => operation.operationId === operationId)?.requestBody;
      const types = Object.keys(body?.content ?? {});
      expect(types).toEqual(route.upload ? ['multipart/form-data'] : route.body ? ['application/json'] : []);
    }
  });

  test('a filter with a default may be left out by the caller', () => {
    const list = operations.find(({ operationId }) => operationId === 'listAssignments');
    expect(list?.parameters.every(({ required }) => !required)).toBe(true);
  });

  test('an address of mail that it allows is one that is taken, and the other way round', () => {
    const schema = document.components.schemas.ForgotPasswordBody as { properties: { email: object } };
    const ajv = addFormats.default(new Ajv2020.default({ strict: false }));
    const addresses = [
      ...[
        'an@vi-du.example',
        "o'brien@don-vi.gov.vn",
        'a.b+c_d-e@x.y.vn',
        `${'a'.repeat(64)}@x.vn`,
        `an@${'a'.repeat(63)}.vn`,
      ],
      ...['z{/@vi-du.example', 'a..b@x.vn', '.a@x.vn', 'a@x', 'a b@x.vn', 'a@-x.vn', 'a@x-.vn', 'a@b@x.vn'],
      ...[`${'a'.repeat(65)}@x.vn`, `an@${'a'.repeat(64)}.vn`, `an@${'a.'.repeat(99)}vn`],
    ];
    const taken = addresses.filter((address) => Email.safeParse(address).success);
    expect(addresses.filter((address) => ajv.validate(schema.properties.email, address))).toEqual(taken);
    expect(taken).toEqual(addresses.slice(0, 5));
  });

  test('it holds nothing that only zod understands', () => {
    expect(JSON.stringify(document)).not.toMatch(/\$schema|"\$id"|9007199254740991/);
  });
});
