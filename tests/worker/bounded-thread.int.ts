import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { createBoundedThread } from '#worker/bounded-thread.ts';
import { createMailReader } from '#worker/mail-reader.ts';

const folder = mkdtempSync(join(tmpdir(), 'dondoc-thread-'));
const file = join(folder, 'program.mjs');
// One program that does what it is told: stands, eats, throws, leaves, or answers.
writeFileSync(
  file,
  `import { answerInThread } from ${JSON.stringify(new URL('../../worker/answer-in-thread.ts', import.meta.url).href)};
  answerInThread(async (what) => {
    if (what === 'stand') for (;;);
    if (what === 'eat') { const all = []; for (;;) all.push(new Array(100_000).fill(what + all.length)); }
    if (what === 'throw') throw new Error('no such thing');
    if (what === 'leave') process.exit(3);
    return what.toUpperCase();
  });`,
);
const thread = createBoundedThread<string, string>({
  program: pathToFileURL(file),
  deadlineMs: 3_000,
  memoryMegabytes: 48,
});
afterAll(async () => {
  await thread.close();
  rmSync(folder, { recursive: true, force: true });
});

test.each([
  ['stand', 'time'],
  ['eat', 'memory'],
  ['throw', 'error'],
  ['leave', 'error'],
])('work that would %s ends by its limit, and the next piece is done', async (what, reason) => {
  const [bad, good] = await Promise.allSettled([thread.run(what), thread.run('xin chào')]);
  expect(bad).toMatchObject({ status: 'rejected', reason: { reason } });
  expect(good).toEqual({ status: 'fulfilled', value: 'XIN CHÀO' });
});

test('a mail is read in a thread, and the loop that asked goes on turning', async () => {
  const reader = createMailReader();
  await reader.run(Buffer.from('To: a@b\r\n\r\nx'));
  let turns = 0;
  const timer = setInterval(() => {
    turns += 1;
  }, 5);
  const body = '--b\r\n\r\nx\r\n'.repeat(25_000);
  await reader.run(Buffer.from(`Content-Type: multipart/mixed; boundary=b\r\n\r\n${body}`)).catch(() => undefined);
  clearInterval(timer);
  await reader.close();
  expect(turns).toBeGreaterThan(10);
});
