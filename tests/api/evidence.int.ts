// A report with files: handed in, named by the event of the log, seen and fetched by whoever may see the work, and by nobody else.
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyRequest } from 'fastify';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { HeldRole } from '#domain/rights/roles.ts';
import { compareEvidence } from '#evidence/compare-evidence.ts';
import { createDiskStore } from '#evidence/disk-store.ts';
import { BY_SYSTEM, officerNamed } from '#operations/seam/actor.ts';
import { sweepEvidence } from '#operations/sweep-evidence.ts';
import { verifyInstallation } from '#store/verify-installation.ts';
import { ownApi } from '../support/api.ts';
import { aPdf, aPhoto, REFUSED_FILES } from '../support/evidence-files.ts';
import { at } from '../support/moments.ts';
import { furnish, publishedPlan, runSql } from '../support/store.ts';
import { expectProblem } from './expect-problem.ts';

const folder = mkdtempSync(join(tmpdir(), 'dondoc-evidence-'));
const OFFICER: HeldRole = { role: 'officer', agencyId: null, fieldCodes: [] };
const CLERK: HeldRole = { role: 'lead-clerk', agencyId: 'a', fieldCodes: [] };
let who = 'thu';
let roles: HeldRole[] = [OFFICER];
const api = ownApi({
  accounts: { identify: async (_request: FastifyRequest) => ({ ...officerNamed('thử'), accountId: who, roles }) },
  evidence: { store: createDiskStore(folder), limits: { fileBytes: 512 * 1024, files: 2 } },
});
let id: string;

beforeAll(() => furnish(api.context.database));
beforeEach(async () => {
  api.at('2026-03-02 09:00');
  [who, roles] = ['thu', [OFFICER]];
  const { planId, assignmentIds } = await publishedPlan(api.context.database);
  await api.context.engine.publish(planId);
  id = assignmentIds[0] as string;
});

const upload = (name: string, content: Uint8Array, headers = {}) =>
  api.uploadTo(`/api/assignments/${id}/files`, name, content, headers);
const report = (files: string[], note = 'Đã xong') => api.command(id, { command: 'report', note, files });
const link = (action: 'report' | 'acknowledge', contactId = 'a.cv') =>
  `/api/links/${api.context.links.sign({ action, contactId, assignmentId: id, expiresAt: at('2026-12-31T00:00:00Z') })}`;
const sha256Of = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');
const kept = () => readdirSync(folder).flatMap((name) => (name === 'dang-ghi' ? [] : readdirSync(join(folder, name))));

async function verified() {
  const { evidence, differences } = await verifyInstallation(api.context.database, null);
  const files = await compareEvidence(api.context.evidence.store, evidence);
  return [...differences, ...files.differences].map(({ words }) => words);
}

test('a clerk reports with a photo and a scan, and the officer fetches both as they were handed in', async () => {
  const [photo, scan] = [aPhoto('hội nghị'), aPdf('kế hoạch')];
  roles = [CLERK];
  const uploads = [await upload('Ảnh hội nghị.JPG', photo), await upload('Kế hoạch 125.pdf', scan)];
  expect(uploads.map(({ status }) => status)).toEqual([200, 200]);
  expect(uploads[0]?.body).toMatchObject({
    name: 'Ảnh hội nghị.JPG',
    mediaType: 'image/jpeg',
    size: photo.length,
    sha256: sha256Of(photo),
  });
  expect((await report(uploads.map(({ body }) => body.id))).status).toBe(200);
  [who, roles] = ['can-bo', [OFFICER]];
  const { body: detail } = await api.get(`/api/assignments/${id}`);
  const { files } = detail.reports[0];
  expect(files.map(({ name }: { name: string }) => name)).toEqual(['Ảnh hội nghị.JPG', 'Kế hoạch 125.pdf']);
  for (const [index, content] of [photo, scan].entries()) {
    const answer = await api.inject({ method: 'GET', url: `/api/assignments/${id}/files/${files[index].id}` });
    expect([answer.statusCode, answer.rawPayload.equals(content)]).toEqual([200, true]);
    expect(answer.headers).toMatchObject({
      'content-type': files[index].mediaType,
      'content-length': String(content.length),
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    });
    expect(answer.headers['content-disposition']).toBe(
      index === 0
        ? 'attachment; filename="Anh hoi nghi.JPG"; filename*=UTF-8\'\'%E1%BA%A2nh%20h%E1%BB%99i%20ngh%E1%BB%8B.JPG'
        : 'attachment; filename="Ke hoach 125.pdf"; filename*=UTF-8\'\'K%E1%BA%BF%20ho%E1%BA%A1ch%20125.pdf',
    );
  }
  const event = await api.context.database.auditEvent.findFirst({
    where: { subject: `assignment/${id}`, type: 'reported' },
  });
  expect(event?.payload).toMatchObject({ files: [{ sha256: sha256Of(photo) }, { sha256: sha256Of(scan) }] });
  expect(await verified()).toEqual([]);
});

test('a report without files leaves the event as it always was', async () => {
  expect((await api.command(id, { command: 'report', note: 'Xong' })).status).toBe(200);
  const event = await api.context.database.auditEvent.findFirst({
    where: { subject: `assignment/${id}`, type: 'reported' },
  });
  expect(event?.payload).not.toHaveProperty('files');
});

test('files of work that somebody may not see are not there, and neither is the way to hand one in', async () => {
  const { body } = await upload('a.pdf', aPdf());
  await report([body.id]);
  roles = [{ ...CLERK, agencyId: 'khac' }];
  const hidden = await api.get(`/api/assignments/${id}/files/${body.id}`);
  const missing = await api.get(`/api/assignments/khong-co/files/${body.id}`);
  expect([hidden.status, hidden.body]).toEqual([404, missing.body]);
  expect((await upload('a.pdf', aPdf())).body).toEqual(missing.body);
  roles = [{ role: 'auditor', agencyId: null, fieldCodes: [] }];
  expect((await api.get(`/api/assignments/${id}/files/${body.id}`)).status).toBe(200);
  expectProblem(await api.get(`/api/assignments/${id}/files/khong-co`), 'not-found');
  expectProblem(await upload('a.pdf', aPdf()), 'not-allowed');
});

test('a link takes files for its own report and nothing else, without an account', async () => {
  const { body: file } = await api.uploadTo(`${link('report')}/files`, 'IMG_1.jpg', aPhoto('qua thư'));
  const used = await api.post(link('report'), { command: 'report', note: 'Xong', files: [file.id] });
  expect([used.status, used.body.assignment.status]).toEqual([200, 'reported']);
  // Pressed again, also when the same picture was uploaded anew meanwhile, it is the same report.
  expect((await api.post(link('report'), { command: 'report', note: 'Xong', files: [file.id] })).status).toBe(200);
  expectProblem(await api.post(link('report'), { command: 'report', note: 'Xong' }), 'link-used');
  const { body: detail } = await api.get(`/api/assignments/${id}`);
  expect(detail.reports[0].files).toMatchObject([{ name: 'IMG_1.jpg', sha256: sha256Of(aPhoto('qua thư')) }]);
  expectProblem(await api.uploadTo(`${link('acknowledge')}/files`, 'a.pdf', aPdf()), 'link-other-action');
  expectProblem(await api.uploadTo(`${link('report', 'khong-ai')}/files`, 'a.pdf', aPdf()), 'link-holder-changed');
  expectProblem(await api.uploadTo(`${link('report')}/files`, 'a.pdf', aPdf()), 'command-does-not-fit');
});

test('only who has uploaded a file names it, for that work alone, and once', async () => {
  const { body: mine } = await upload('a.pdf', aPdf());
  const { body: byLink } = await api.uploadTo(`${link('report')}/files`, 'b.pdf', aPdf('thư'));
  expectProblem(await report([mine.id, byLink.id]), 'evidence-unknown');
  who = 'khac';
  expectProblem(await report([mine.id]), 'evidence-unknown');
  who = 'thu';
  expectProblem(await report(['khong-co']), 'evidence-unknown');
  expect((await api.get(`/api/assignments/${id}`)).body.reports).toEqual([]);
  expect((await report([mine.id, mine.id])).status).toBe(200);
  await api.command(id, { command: 'return', reason: 'Thiếu' });
  expectProblem(await report([mine.id]), 'evidence-unknown');
  expect((await api.get(`/api/assignments/${id}`)).body.reports[0].files).toHaveLength(1);
});

test.each(REFUSED_FILES)('%s is refused in words and leaves nothing behind', async (name, content, words) => {
  const before = [kept(), await api.context.database.evidenceUpload.count()];
  const answer = await upload(name, content);
  expectProblem(answer, 'evidence-refused');
  expect(answer.body.detail).toContain(words);
  expect([kept(), await api.context.database.evidenceUpload.count()]).toEqual(before);
});

test('one that is too large is refused with the limit', async () => {
  const answer = await upload('to.pdf', Buffer.concat([aPdf(), Buffer.alloc(512 * 1024)]));
  expectProblem(answer, 'evidence-refused');
  expect(answer.body.detail).toContain('giới hạn cho một tệp');
});

test('the same upload under the same key is one upload', async () => {
  const headers = { 'idempotency-key': 'tai-len-1' };
  const first = await upload('a.pdf', aPdf('khóa'), headers);
  expect((await upload('a.pdf', aPdf('khóa'), headers)).body).toEqual(first.body);
  expectProblem(await upload('b.pdf', aPdf('khác'), headers), 'idempotency-key-reused');
});

test('an upload that no report names is gone a day later, and what a report named stays', async () => {
  const [used, unused, alike] = [aPdf('dùng'), aPdf('không dùng'), aPdf('dùng')];
  const { body: named } = await upload('dung.pdf', used);
  await upload('khong.pdf', unused);
  // The same content under another name waits in vain; the report still has it.
  await upload('giong.pdf', alike);
  await report([named.id]);
  const sweep = () => sweepEvidence(api.context, BY_SYSTEM, {});
  api.at('2026-03-03 08:59');
  await sweep();
  expect(kept()).toContain(sha256Of(unused));
  api.at('2026-03-03 09:01');
  await sweep();
  expect(kept()).toContain(sha256Of(used));
  expect(kept()).not.toContain(sha256Of(unused));
  expect(await api.context.database.evidenceUpload.count({ where: { expiresAt: { lte: api.context.now() } } })).toBe(0);
  expect(await verified()).toEqual([]);
});

test('who uploads on and on keeps the latest ones, three reports’ worth', async () => {
  const ids: string[] = [];
  for (let number = 0; number < 8; number++) {
    api.at(`2026-03-02 09:${String(10 + number)}`);
    ids.push((await upload('a.pdf', aPdf(`lần ${number}`))).body.id);
  }
  expectProblem(await report([ids[0] as string]), 'evidence-unknown');
  expect((await report(ids.slice(-2))).status).toBe(200);
});

test('a content that a sweep could not remove is removed by the next one', async () => {
  await upload('a.pdf', aPdf('kho tắt'));
  api.at('2026-03-04 09:00');
  const off = { drop: () => Promise.reject(new Error('kho tắt')) };
  await expect(sweepEvidence({ ...api.context, evidence: { store: off } }, BY_SYSTEM, {})).rejects.toThrow('kho tắt');
  expect(kept()).toContain(sha256Of(aPdf('kho tắt')));
  await sweepEvidence(api.context, BY_SYSTEM, {});
  expect(kept()).not.toContain(sha256Of(aPdf('kho tắt')));
});

test('the log tells of a file that was changed, taken away or given another name', async () => {
  const content = aPdf('sẽ bị sửa');
  const { body } = await upload('Biên bản.pdf', content);
  await report([body.id]);
  const place = join(folder, sha256Of(content).slice(0, 2), sha256Of(content));
  writeFileSync(place, Buffer.from(content).fill('x', 20, 21));
  expect(await verified()).toEqual([expect.stringContaining('nội dung trong kho lưu tệp đã bị thay đổi')]);
  expectProblem(await api.get(`/api/assignments/${id}/files/${body.id}`), 'evidence-lost');
  await api.context.evidence.store.drop(sha256Of(content));
  expect(await verified()).toEqual([expect.stringContaining('không còn trong kho lưu tệp')]);
  expectProblem(await api.get(`/api/assignments/${id}/files/${body.id}`), 'evidence-lost');
  await runSql(api.url, `update report_file set name = 'khac.pdf' where id = '${body.id}'`);
  expect(await verified()).toContainEqual(expect.stringContaining('tệp kèm theo (files)'));
  await runSql(api.url, `delete from report_file where id = '${body.id}'`);
  expect(await verified()).toContainEqual(expect.stringContaining('tệp kèm theo (files)'));
});

test('of a long file that was changed whoever fetches it never gets the end', async () => {
  const content = Buffer.concat([aPdf(), Buffer.alloc(400_000, 'trang quét')]);
  const { body } = await upload('dai.pdf', content);
  await report([body.id]);
  const place = join(folder, sha256Of(content).slice(0, 2), sha256Of(content));
  writeFileSync(place, Buffer.from(content).fill('x', 399_000, 399_001));
  await expect(api.inject({ method: 'GET', url: `/api/assignments/${id}/files/${body.id}` })).rejects.toThrow();
});
