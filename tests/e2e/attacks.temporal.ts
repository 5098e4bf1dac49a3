// The short form of `npm run attack`: the whole product, attacked from outside.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ATTACKED_SETTINGS } from '../../bench/attack/attack.ts';
import { ATTACKS } from '../../bench/attack/attacks.ts';
import { missesOf, runAttacks } from '../../bench/attack/run-attacks.ts';
import { ensureWebBuilt } from '../support/built-web.ts';
import { openStackFolder, type StackFolder, type StartedStack, startStack } from '../support/started-stack.ts';

let folder: StackFolder;
let stack: StartedStack | undefined;

beforeAll(async () => {
  await ensureWebBuilt();
  folder = await openStackFolder();
  stack = await startStack(folder, ATTACKED_SETTINGS);
}, 300_000);

afterAll(async () => {
  await stack?.stop();
  folder?.remove();
});

test('no request, file, letter or hand on the database does what it should not', async () => {
  expect(missesOf(await runAttacks(ATTACKS, folder, 'short'))).toEqual([]);
}, 420_000);
