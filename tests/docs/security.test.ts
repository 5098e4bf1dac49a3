// docs/security.md against the list of requirements of OWASP ASVS 5.0.0 that it promises to answer, and against the files that it names.
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ATTACKS } from '../../bench/attack/attacks.ts';

const root = new URL('../../', import.meta.url);
const text = readFileSync(new URL('docs/security.md', root), 'utf8');
const rows = [...text.matchAll(/^\| (\d+\.\d+\.\d+) \| ([12]) \| (.+?) \| (.+?) \| (.+) \|$/gm)].map(
  ([, number = '', level = '', , standing = '', answer = '']) => ({ number, level, standing, answer }),
);

/** Level 1 of all chapters, level 2 of V4 to V8: how many requirements each section has, by the standard's own numbers. */
const LEVEL_1 = `1.2.1 1.2.2 1.2.3 1.2.4 1.2.5 1.3.1 1.3.2 1.5.1 2.1.1 2.2.1 2.2.2 2.3.1 3.2.1 3.2.2 3.3.1 3.4.1 3.4.2 3.5.1 3.5.2 3.5.3 4.1.1 4.4.1 5.2.1 5.2.2 5.3.1 5.3.2 6.1.1 6.2.1 6.2.2 6.2.3 6.2.4 6.2.5 6.2.6 6.2.7 6.2.8 6.3.1 6.3.2 6.4.1 6.4.2 7.2.1 7.2.2 7.2.3 7.2.4 7.4.1 7.4.2 8.1.1 8.2.1 8.2.2 8.3.1 9.1.1 9.1.2 9.1.3 9.2.1 10.4.1 10.4.2 10.4.3 10.4.4 10.4.5 11.3.1 11.3.2 11.4.1 12.1.1 12.2.1 12.2.2 13.4.1 14.2.1 14.3.1 15.1.1 15.2.1 15.3.1`;
const LEVEL_2 = `4.1.2 4.1.3 4.2.1 4.3.1 4.3.2 4.4.2 4.4.3 4.4.4 5.1.1 5.2.3 5.4.1 5.4.2 5.4.3 6.1.2 6.1.3 6.2.9 6.2.10 6.2.11 6.2.12 6.3.3 6.3.4 6.4.3 6.4.4 6.5.1 6.5.2 6.5.3 6.5.4 6.5.5 6.6.1 6.6.2 6.6.3 6.8.1 6.8.2 6.8.3 6.8.4 7.1.1 7.1.2 7.1.3 7.3.1 7.3.2 7.4.3 7.4.4 7.4.5 7.5.1 7.5.2 7.6.1 7.6.2 8.1.2 8.2.3 8.4.1`;

const listed = (numbers: string) => numbers.split(/\s+/).sort();

test('every requirement of the two levels stands there once, with its level', () => {
  const of = (level: string) =>
    rows
      .filter((row) => row.level === level)
      .map(({ number }) => number)
      .sort();
  expect(of('1')).toEqual(listed(LEVEL_1));
  expect(of('2')).toEqual(listed(LEVEL_2));
});

test('what is met names what answers it, and what is not says so and what to do', () => {
  const odd = rows.filter(({ standing, answer }) => {
    if (!['met', 'not met', 'not applicable'].includes(standing)) return true;
    return answer.trim().length < 8;
  });
  expect(odd).toEqual([]);
  const said = /(\d+) lines: (\d+) met, (\d+) not met, (\d+)/.exec(text)?.slice(1).map(Number);
  const count = (standing: string) => rows.filter((row) => row.standing === standing).length;
  expect(said).toEqual([rows.length, count('met'), count('not met'), count('not applicable')]);
});

test('every test, file and attack that is named is there', () => {
  const files = [...text.matchAll(/`((?:tests|accounts|bench|api|docs|web)\/[\w./-]+)`/g)].map(
    ([, path]) => path as string,
  );
  expect(files.length).toBeGreaterThan(50);
  expect(files.filter((path) => !existsSync(new URL(path, root)))).toEqual([]);
  const attacks = [...text.matchAll(/attack `(\w+)`/g)].map(([, name]) => name as string);
  const names = ATTACKS.map(({ name }) => name);
  expect(attacks.filter((name) => !names.includes(name))).toEqual([]);
});
