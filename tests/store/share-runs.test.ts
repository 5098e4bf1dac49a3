import { expect, test } from 'vitest';
import { createSharedRuns } from '#store/share-runs.ts';

/** Runs that end when they are told to. */
function told() {
  const begun: { end: (value: string) => void; fail: (error: Error) => void }[] = [];
  const shared = createSharedRuns<string>();
  const ask = (key: string) => shared(key, () => new Promise((end, fail) => void begun.push({ end, fail })));
  return { begun, ask };
}

test('nobody is given a run that began before they asked, and those who wait share one', async () => {
  const { begun, ask } = told();
  const first = ask('a');
  const [second, third] = [ask('a'), ask('a')];
  expect(begun.length).toBe(1);
  begun[0]?.end('một');
  expect(await first).toBe('một');
  const fourth = ask('a');
  expect(begun.length).toBe(2);
  begun[1]?.end('hai');
  expect([await second, await third]).toEqual(['hai', 'hai']);
  await expect.poll(() => begun.length).toBe(3);
  begun[2]?.end('ba');
  expect(await fourth).toBe('ba');
});

test('what failed is the matter of those who shared it, and the next run is whole', async () => {
  const { begun, ask } = told();
  const first = ask('a');
  const second = ask('a');
  begun[0]?.fail(new Error('hỏng'));
  await expect(first).rejects.toThrow('hỏng');
  await expect.poll(() => begun.length).toBe(2);
  begun[1]?.end('hai');
  expect(await second).toBe('hai');
});

test('other questions do not wait, and nothing is kept when all are answered', async () => {
  const { begun, ask } = told();
  const [a, b] = [ask('a'), ask('b')];
  expect(begun.length).toBe(2);
  for (const one of begun) one.end('xong');
  expect([await a, await b]).toEqual(['xong', 'xong']);
  void ask('a');
  expect(begun.length).toBe(3);
});
