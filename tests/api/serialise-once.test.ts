import fastify from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { serialiseOnce } from '#api/serialise-once.ts';

const app = fastify().withTypeProvider<ZodTypeProvider>();
app.setSerializerCompiler(serialiseOnce());
let asked = 0;
const shared = {
  get count() {
    return ++asked;
  },
};
const wrong = { count: 'một' } as unknown as { count: number };
const schema = (count: z.ZodType) => ({ schema: { response: { 200: z.object({ count }) } } });
app.get('/shared', schema(z.number()), async () => shared);
app.get('/own', schema(z.number()), async () => ({ count: ++asked }));
app.get('/wrong', schema(z.number()), async () => wrong);
app.get('/strict', schema(z.literal('x')), async () => shared);
const ask = async (url: string) => {
  const { statusCode, body } = await app.inject(url);
  return [statusCode, statusCode === 200 ? body : ''];
};

test('an answer that is the same object is written once, another one is not', async () => {
  const [first, second] = [await ask('/shared'), await ask('/shared')];
  expect(first).toEqual([200, '{"count":1}']);
  expect(second).toEqual(first);
  expect([await ask('/own'), await ask('/own')]).not.toEqual([await ask('/own'), await ask('/own')]);
});

test('what does not fit the schema is an error each time, also when it fits another route', async () => {
  expect([await ask('/wrong'), await ask('/wrong')]).toEqual([
    [500, ''],
    [500, ''],
  ]);
  expect((await ask('/strict'))[0]).toBe(500);
});
