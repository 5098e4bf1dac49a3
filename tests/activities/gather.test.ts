import { expect, test } from 'vitest';
import { gather } from '#activities/gather.ts';

test('calls of one moment are one call, and each hears its answer', async () => {
  const sets: number[][] = [];
  const double = gather(
    async (items: number[]) => {
      sets.push(items);
      return new Map(items.map((item) => [item, item * 2]));
    },
    { withinMs: 5, most: 3 },
  );
  const answers = await Promise.all([1, 2, 3, 4].map(async (item) => (await double(item)).get(item)));
  expect(answers).toEqual([2, 4, 6, 8]);
  expect(sets).toEqual([[1, 2, 3], [4]]);
  expect((await double(5)).get(5)).toBe(10);
});

test('a set that fails fails for those in it, and for nobody after them', async () => {
  let isDown = true;
  const ask = gather(
    async (items: string[]) => {
      if (isDown) throw new Error('away');
      return items.length;
    },
    { withinMs: 1, most: 10 },
  );
  const both = await Promise.allSettled([ask('a'), ask('b')]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  isDown = false;
  expect(await ask('c')).toBe(1);
});
