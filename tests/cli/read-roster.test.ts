import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readRoster } from '#cli/read-roster.ts';
import { aContact, aRoster } from '../support/builders.ts';

const folder = mkdtempSync(join(tmpdir(), 'dondoc-roster-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function reasonsOf(content: unknown): Promise<string[]> {
  const file = join(folder, 'danh-ba.json');
  writeFileSync(file, Buffer.isBuffer(content) || typeof content === 'string' ? content : JSON.stringify(content));
  return (await readRoster(file)).reasons;
}

const roster = aRoster();
const person = (more: object) => ({
  ...roster,
  contacts: [...roster.contacts, { ...aContact({ id: 'x', agency: 'a' }), ...more }],
});
const at = roster.contacts.length;

test('a good roster is taken as it is', async () => {
  expect(await reasonsOf(roster)).toEqual([]);
});

const HOSTILE: Record<string, [content: unknown, place: string]> = {
  'a NUL in a name': [person({ name: 'Nguyễn\u0000' }), `contacts.${at}.name`],
  'half of a surrogate pair': [person({ position: '\ud800' }), `contacts.${at}.position`],
  'a name without end': [person({ name: 'x'.repeat(1_000_000) }), `contacts.${at}.name`],
  'an id without end': [person({ id: 'x'.repeat(10_000) }), `contacts.${at}.id`],
  'an address without end': [person({ email: `${'x'.repeat(100_000)}@vi-du.example` }), `contacts.${at}.email`],
  'the year 0': [person({ validFrom: '0000-01-01' }), `contacts.${at}.validFrom`],
  'the last year of all': [person({ validTo: '9999-12-31' }), `contacts.${at}.validTo`],
  'a day that is none': [person({ validTo: '9999-99-99' }), `contacts.${at}.validTo`],
  'a leave in the year 0': [
    person({ leave: [{ from: '0000-01-01', to: '0000-01-02' }] }),
    `contacts.${at}.leave.0.from`,
  ],
  'a leave that ends before it begins': [
    person({ leave: [{ from: '2026-02-02', to: '2026-02-01' }] }),
    `contacts.${at}.leave.0.to`,
  ],
  'two leaves from one day': [
    person({ leave: [1, 2].map((day) => ({ from: '2026-02-01', to: `2026-02-0${day}` })) }),
    `contacts.${at}.leave.1.from`,
  ],
  'an id that two people have': [person({ id: roster.contacts[0]?.id }), `contacts.${at}.id`],
  'an agency that is not there': [person({ agency: 'none' }), `contacts.${at}.agency`],
  'a deputy who is not there': [person({ deputy: 'none' }), `contacts.${at}.deputy`],
  'somebody who stands in for himself': [person({ deputy: 'x' }), `contacts.${at}.deputy`],
  'a channel that there is not': [person({ channels: ['email', 'bo-cau'] }), `contacts.${at}.channels.1`],
  'a channel that is no name': [person({ channels: ['E-mail '] }), `contacts.${at}.channels.0`],
  'a number where a name is': [person({ name: 1e308 }), `contacts.${at}.name`],
  'a list where the office is': [{ ...roster, office: [] }, 'office'],
  'nothing at all': ['null', 'gốc'],
};

test.each(Object.entries(HOSTILE))('%s is refused with its place, in Vietnamese', async (_name, [content, place]) => {
  const reasons = await reasonsOf(content);
  expect(reasons.some((reason) => reason.includes(`mục ${place}:`))).toBe(true);
  expect(reasons.filter((reason) => /Invalid|expected|Required|\u0000/.test(reason))).toEqual([]);
  expect(reasons.every((reason) => reason.length < 700)).toBe(true);
});

test('who wishes for a channel that there is not reads which ones there are', async () => {
  const [reason] = await reasonsOf(person({ channels: ['bo-cau'] }));
  expect(reason).toContain('không có kênh «bo-cau»; các kênh có thể ghi: email, zalo');
});

test('a file that is no JSON, no text or not there is refused in one sentence', async () => {
  expect(await reasonsOf('{')).toEqual([expect.stringContaining('không phải JSON')]);
  expect(await reasonsOf(Buffer.from([0x22, 0xff, 0x22]))).toEqual([expect.stringContaining('UTF-8')]);
  expect((await readRoster(join(folder, 'none.json'))).reasons).toEqual([expect.stringContaining('không mở được')]);
  expect(await reasonsOf(`${'['.repeat(200_000)}${']'.repeat(200_000)}`)).not.toEqual([]);
});

test('thousands of problems are all named, and a ring of a thousand deputies is named once', async () => {
  const people = Array.from({ length: 1_000 }, (_, n) =>
    aContact({ id: `p${n}`, agency: 'a', deputy: `p${(n + 1) % 1_000}` }),
  );
  const ring = await reasonsOf({ ...roster, contacts: [...roster.contacts, ...people] });
  expect(ring).toHaveLength(1);
  expect(ring[0]).toContain('thành vòng');
  const bad = people.map((one) => ({ ...one, deputy: null, name: 'a\u0000', agency: 'none', validFrom: '0000-01-01' }));
  expect(await reasonsOf({ ...roster, contacts: [...roster.contacts, ...bad] })).toHaveLength(3_000);
});
