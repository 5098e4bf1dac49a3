import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { KeptAnswer } from '#activities/deps.ts';
import { openAnswerJournal } from '#worker/answer-journal.ts';
import { at } from '../support/moments.ts';

let root: string;
let folder: string;
let clockMs = Date.parse('2026-11-29T01:00:00Z');
const warned: string[] = [];
const open = () => {
  clockMs += 1;
  const log = { warn: (_: object, message: string) => void warned.push(message) };
  return openAnswerJournal({ folder, log, now: () => new Date(clockMs) });
};
const answer = (messageId: string, number = 1): KeptAnswer => ({
  messageId,
  number,
  channel: 'email',
  at: at('2026-11-29T01:00:00Z'),
  outcome: { kind: 'accepted', providerId: '<1@x>', detail: '250 ok' },
});
const pathOf = (name: string | undefined) => join(folder, name ?? '');

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'dondoc-answers-'));
  folder = join(root, 'answers');
  warned.length = 0;
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test('what a process that was killed had in its hand is found by the next one, each by its message', async () => {
  open()?.keep(answer('m-1'));
  open()?.keep(answer('m-2', 3));
  const next = open();
  expect(await next?.find(['m-2', 'm-3'])).toEqual([answer('m-2', 3)]);
  expect(await next?.find(['m-1'])).toEqual([answer('m-1')]);
});

test('what is in the database is kept no longer, and not before everything is', async () => {
  const journal = open();
  journal?.keep(answer('m-1'));
  journal?.keep(answer('m-2'));
  journal?.settle();
  expect(await journal?.find(['m-1', 'm-2'])).toHaveLength(2);
  journal?.settle();
  expect(await journal?.find(['m-1', 'm-2'])).toEqual([]);
  journal?.keep(answer('m-3'));
  expect(await journal?.find(['m-3'])).toEqual([answer('m-3')]);
});

test('two that start at one moment under one number, as the first processes of two containers, keep each its own', async () => {
  const first = open();
  clockMs -= 1;
  const second = open();
  first?.keep(answer('m-1'));
  second?.keep(answer('m-2'));
  second?.settle();
  expect(warned).toEqual([]);
  expect(await second?.find(['m-1', 'm-2'])).toEqual([answer('m-1')]);
});

test('a line that the kill cut off, or that means nothing here, hides none of the others', async () => {
  const journal = open();
  journal?.keep(answer('m-1'));
  const [name] = readdirSync(folder);
  appendFileSync(pathOf(name), '{"messageId":"m-2"}\n{"messageId":"m-3","number":1,"chan');
  expect(await journal?.find(['m-1', 'm-2', 'm-3'])).toEqual([answer('m-1')]);
});

test('nobody else on the machine can read it, and what is old is forgotten', () => {
  mkdirSync(folder);
  for (const name of ['1-1.jsonl', '2-2.jsonl', 'khac.txt']) writeFileSync(pathOf(name), 'x');
  const longAgo = new Date(clockMs - 8 * 86_400_000);
  for (const name of ['1-1.jsonl', 'khac.txt']) utimesSync(pathOf(name), longAgo, longAgo);
  open();
  const names = readdirSync(folder);
  expect(names).toHaveLength(3);
  expect(names).not.toContain('1-1.jsonl');
  const own = names.find((name) => name.startsWith(`${process.pid}-`));
  expect(statSync(pathOf(own)).mode & 0o777).toBe(0o600);
  expect(readFileSync(pathOf(own), 'utf8')).toBe('');
});

test('without a place to write the worker works, and says what that costs', () => {
  writeFileSync(folder, 'a file where the folder should be');
  expect(open()).toBeNull();
  expect(warned).toEqual(['answers of channels cannot be kept on this machine']);
});
