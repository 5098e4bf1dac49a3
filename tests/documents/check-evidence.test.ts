import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { EVIDENCE_TYPES } from '#contracts/evidence.ts';
import { checkEvidence } from '#documents/check-evidence.ts';
import { aBomb, aPdf, aPhoto, REFUSED_FILES, TAKEN_FILES } from '../support/evidence-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'dondoc-check-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function check(name: string, content: Uint8Array) {
  const path = join(folder, 'tep');
  writeFileSync(path, content);
  return checkEvidence(path, { name, size: content.length });
}

test.each(TAKEN_FILES)('%s is taken for what it is, under its own name', async (name, content, mediaType) => {
  expect(await check(name, content)).toEqual({ ok: true, mediaType, name });
});

test('every type that is taken has a file here', () => {
  expect(TAKEN_FILES.map(([, , type]) => type).sort()).toEqual(Object.keys(EVIDENCE_TYPES).sort());
});

test.each(REFUSED_FILES)('%s is refused, with what to send instead', async (name, content, words) => {
  const checked = await check(name, content);
  expect(checked).toEqual({ ok: false, why: expect.stringContaining(words) });
});

test.each([
  ['cong-van.pdf.exe', aPdf(), 'cong-van.pdf.exe.pdf'],
  ['anh.pdf', aPhoto(), 'anh.pdf.jpg'],
  ['anh', aPhoto(), 'anh.jpg'],
  ['ANH.JPEG', aPhoto(), 'ANH.JPEG'],
])('the name %s gets the ending of the content, so that no other program opens it', async (name, content, wanted) => {
  expect(await check(name, content)).toMatchObject({ ok: true, name: wanted });
});

test('what would burst when it is opened is refused, whether its directory says so or lies', async () => {
  const large = await check('to.docx', aBomb(3, 301 * 1024 * 1024));
  expect(large).toEqual({ ok: false, why: expect.stringContaining('khi giải nén') });
  // However much there is, no more is unpacked than was said.
  expect(await check('doi.docx', aBomb(3, 1))).toEqual({ ok: false, why: expect.stringContaining('hỏng') });
});

test('a document that is only large is taken', async () => {
  expect(await check('lon.docx', aBomb(20))).toMatchObject({ ok: true });
});
