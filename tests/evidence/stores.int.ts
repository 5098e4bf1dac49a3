// The same promises of both places where files are kept: a folder, and a bucket of a server that speaks S3.
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import S3rver from 's3rver';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compareEvidence } from '#evidence/compare-evidence.ts';
import { createDiskStore } from '#evidence/disk-store.ts';
import type { EvidenceStore } from '#evidence/evidence-store.ts';
import { openEvidenceStore } from '#evidence/open-evidence-store.ts';

const root = mkdtempSync(join(tmpdir(), 'dondoc-stores-'));
const folder = join(root, 'kho');
const server = new S3rver({
  port: 0,
  address: '127.0.0.1',
  silent: true,
  directory: join(root, 's3'),
  configureBuckets: [{ name: 'minh-chung', configs: [] }],
});
let s3 = '';

beforeAll(async () => {
  const { port } = await server.run();
  s3 = `http://127.0.0.1:${port}`;
});
afterAll(async () => {
  // The client keeps its connections for the next file.
  (server as unknown as { httpServer: Server }).httpServer.closeAllConnections();
  await server.close();
  rmSync(root, { recursive: true });
});

const OURS = {
  region: 'us-east-1',
  bucket: 'minh-chung',
  prefix: 'tu-ky/',
  accessKeyId: 'S3RVER',
  secretAccessKey: 'S3RVER',
};
const inBucket = (changes: Partial<typeof OURS> = {}) =>
  openEvidenceStore({
    folder,
    s3: { ...OURS, endpoint: s3, ...changes },
    limits: { fileBytes: 1, files: 1 },
  });

let number = 0;
function aFile(content: Uint8Array | string) {
  const path = join(root, `tep-${++number}`);
  writeFileSync(path, content);
  const bytes = Buffer.from(content);
  return { path, bytes, sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length };
}

async function contentOf(store: EvidenceStore, sha256: string): Promise<Buffer | null> {
  const stream = await store.open(sha256);
  return stream === null ? null : buffer(stream);
}

describe.each([
  ['a folder', async () => createDiskStore(folder)],
  ['a bucket', () => inBucket()],
] as const)('%s', (_name, openStore) => {
  test('gives back what was kept, byte by byte, also of many megabytes', async () => {
    const store = await openStore();
    for (const file of [aFile('một'), aFile(Buffer.alloc(9_000_001, 'ảnh chụp'))]) {
      await store.keep(file.path, file);
      expect((await contentOf(store, file.sha256))?.equals(file.bytes)).toBe(true);
    }
  });

  test('keeps the same content twice and at once without harm', async () => {
    const store = await openStore();
    const file = aFile('hai lần');
    await Promise.all([store.keep(file.path, file), store.keep(file.path, file)]);
    await store.keep(file.path, file);
    expect(await contentOf(store, file.sha256)).toEqual(file.bytes);
  });

  test('knows nothing of what was never kept or is dropped, and dropping it again is no trouble', async () => {
    const store = await openStore();
    const file = aFile('bỏ đi');
    expect(await store.open(file.sha256)).toBeNull();
    await store.keep(file.path, file);
    await store.drop(file.sha256);
    await store.drop(file.sha256);
    expect(await store.open(file.sha256)).toBeNull();
  });

  test('is held against the log: whole, missing and changed are told apart, for each report that names it', async () => {
    const store = await openStore();
    const [whole, lost, changed, forged] = [aFile('còn nguyên'), aFile('mất'), aFile('thật'), aFile('giả')];
    await store.keep(whole.path, whole);
    await store.keep(forged.path, forged);
    const logged = (file: typeof whole, name: string) => ({
      ...file,
      id: name,
      name,
      mediaType: 'application/pdf',
      subject: `assignment/${name}`,
      work: `Việc ${name}`,
    });
    // What another hand has put under the name of the true one.
    const open = (sha256: string) => store.open(sha256 === changed.sha256 ? forged.sha256 : sha256);
    const verdict = await compareEvidence({ open }, [
      logged(whole, 'a'),
      logged(lost, 'b'),
      logged(lost, 'c'),
      logged(changed, 'd'),
    ]);
    expect(verdict.whole).toBe(1);
    expect(verdict.differences.map(({ subject, words }) => `${subject}: ${words}`)).toEqual([
      `assignment/b: Việc b, tệp kèm báo cáo «b» (SHA-256 ${lost.sha256}): không còn trong kho lưu tệp.`,
      `assignment/c: Việc c, tệp kèm báo cáo «c» (SHA-256 ${lost.sha256}): không còn trong kho lưu tệp.`,
      `assignment/d: Việc d, tệp kèm báo cáo «d» (SHA-256 ${changed.sha256}): nội dung trong kho lưu tệp đã bị thay đổi.`,
    ]);
  });
});

test('on disk everything is its owner’s alone, and nothing half written stays', async () => {
  const store = createDiskStore(join(root, 'rieng'));
  const file = aFile('riêng tư');
  await store.keep(file.path, file);
  const place = join(root, 'rieng', file.sha256.slice(0, 2), file.sha256);
  const modes = [place, join(place, '..'), join(root, 'rieng'), join(root, 'rieng', 'dang-ghi')];
  expect(modes.map((path) => (statSync(path).mode & 0o777).toString(8))).toEqual(['600', '700', '700', '700']);
  expect(readdirSync(join(root, 'rieng', 'dang-ghi'))).toEqual([]);
});

test('a file that is no longer what was hashed is not kept under that name', async () => {
  const store = createDiskStore(folder);
  const file = aFile('trước');
  writeFileSync(file.path, 'sau');
  await expect(store.keep(file.path, file)).rejects.toThrow('changed');
  expect(await store.open(file.sha256)).toBeNull();
});

test('a content that was damaged on disk is whole again when somebody hands it in again', async () => {
  const store = createDiskStore(folder);
  const file = aFile('lành lại');
  await store.keep(file.path, file);
  writeFileSync(join(folder, file.sha256.slice(0, 2), file.sha256), 'hỏng rồi!');
  await store.keep(file.path, file);
  expect(await contentOf(store, file.sha256)).toEqual(file.bytes);
});

test('what a kill left half written is gone an hour later, and what is being written stays', async () => {
  const aside = join(root, 'sau-khi-tat', 'dang-ghi');
  mkdirSync(aside, { recursive: true });
  for (const name of ['cu', 'moi']) writeFileSync(join(aside, name), 'dở');
  const before = Date.now() / 1000 - 3_700;
  utimesSync(join(aside, 'cu'), before, before);
  const file = aFile('mới');
  await createDiskStore(join(root, 'sau-khi-tat')).keep(file.path, file);
  expect(readdirSync(aside)).toEqual(['moi']);
});

test('a bucket that is not ours or not there is a failure, and never an empty answer', async () => {
  const file = aFile('không vào được');
  const stranger = await inBucket({ accessKeyId: 'ai-do' });
  await expect(stranger.keep(file.path, file)).rejects.toThrow();
  await expect(stranger.open(file.sha256)).rejects.toThrow();
  const nowhere = await inBucket({ bucket: 'khong-co' });
  await expect(nowhere.keep(file.path, file)).rejects.toThrow();
  await expect(nowhere.open(file.sha256)).rejects.toThrow();
});
