import { expect, test } from 'vitest';
import { startPaced } from '#engine/paced-starts.ts';

const ITEMS = Array.from({ length: 230 }, (_, index) => index);

test('each is started once, and never more than ten at a time', async () => {
  const started: number[] = [];
  let under = 0;
  let most = 0;
  await startPaced(
    ITEMS,
    async (item) => {
      under += 1;
      most = Math.max(most, under);
      await new Promise((resolve) => setImmediate(resolve));
      started.push(item);
      under -= 1;
    },
    async () => 0,
  );
  expect([...started].sort((a, b) => a - b)).toEqual(ITEMS);
  expect(most).toBe(10);
});

test('while first tasks fall behind nothing more is started', async () => {
  let behind = 0;
  let looks = 0;
  const startedAtLook: number[] = [];
  let started = 0;
  await startPaced(
    ITEMS,
    async () => {
      started += 1;
      await new Promise((resolve) => setImmediate(resolve));
    },
    async () => {
      looks += 1;
      startedAtLook.push(started);
      behind = looks % 3 === 0 ? 0 : 500;
      return behind;
    },
  );
  expect(started).toBe(ITEMS.length);
  // Between two looks of one wait nobody but those in flight went on.
  for (let look = 0; look + 2 < startedAtLook.length; look += 3)
    expect((startedAtLook[look + 2] as number) - (startedAtLook[look] as number)).toBeLessThanOrEqual(10);
  expect(looks).toBeGreaterThanOrEqual(6);
});

test('a server that can not say how far behind it is keeps nobody waiting', async () => {
  let started = 0;
  await startPaced(
    ITEMS,
    async () => {
      started += 1;
    },
    async () => null,
  );
  expect(started).toBe(ITEMS.length);
});

test('a start that fails is told, and nothing new is begun after it', async () => {
  const started: number[] = [];
  const failing = startPaced(
    ITEMS,
    async (item) => {
      started.push(item);
      await new Promise((resolve) => setImmediate(resolve));
      if (item === 25) throw new Error('away');
    },
    async () => 0,
  );
  await expect(failing).rejects.toThrow('away');
  expect(started.length).toBeLessThan(60);
});
