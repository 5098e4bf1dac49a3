import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createTurns, createWindow } from '#activities/take-turns.ts';

/** Works that end when the test says so. */
function works() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string) => async () => {
    begun.push(name);
    await new Promise<void>((resolve) => ends.set(name, resolve));
    return name;
  };
  const end = async (name: string) => {
    ends.get(name)?.();
    await turn();
  };
  return { begun, work, end };
}

test('so many of a name at once, in their order, and another name beside them', async () => {
  const inTurn = createTurns();
  const { begun, work, end } = works();
  const all = ['a', 'b', 'c', 'd'].map((name) => inTurn('email', 2, work(name)));
  void inTurn('zalo', 2, work('z'));
  await turn();
  expect(begun).toEqual(['a', 'b', 'z']);
  await end('b');
  expect(begun).toEqual(['a', 'b', 'z', 'c']);
  await end('a');
  await end('c');
  await end('d');
  expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd']);
});

test('a work that fails gives its place on', async () => {
  const inTurn = createTurns();
  const failed = inTurn('email', 1, async () => {
    throw new Error('x');
  });
  const next = inTurn('email', 1, async () => 'next');
  await expect(failed).rejects.toThrow('x');
  expect(await next).toBe('next');
});

test('a window has room for so many, and tells of a fault when everything has ended', async () => {
  const window = createWindow(2);
  const { work, end } = works();
  window.begin(async () => void (await work('a')()));
  await window.room(1);
  window.begin(async () => {
    throw new Error('y');
  });
  await expect(Promise.race([window.done(), turn('waits')])).resolves.toBe('waits');
  await end('a');
  await expect(window.done()).rejects.toThrow('y');
  await window.room(5);
});
