// The same file again: one draft, or a question; never two published plans by mistake.
import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { ownApi } from '../support/api.ts';
import { furnish, runSql } from '../support/store.ts';
import { expectProblem } from './expect-problem.ts';

const api = ownApi();

beforeAll(() => furnish(api.context.database));

const csvOf = (title: string) =>
  `KẾ HOẠCH CẢI CÁCH HÀNH CHÍNH NĂM 2026\nSTT,Hoạt động,Cơ quan chủ trì,Thời gian hoàn thành\n1,${title},Phòng A,Quý IV\n`;
const fresh = () => csvOf(`Việc ${randomUUID()}`);
const publish = (planId: string, query = '') => api.post(`/api/plans/${planId}/publish${query}`);
const plansOf = (csv: string) =>
  api.context.database.plan.findMany({ where: { rows: { some: { title: csv.split(',')[4] ?? '' } } } });

test('ten times at once and once more, a file is one draft, and the later ones say since when it is there', async () => {
  const csv = fresh();
  const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => api.upload(`ke-hoach-${n % 2}.csv`, csv)));
  const later = await api.upload('ten-khac.csv', csv);
  expect(new Set([...answers, later].map(({ status, body }) => `${status} ${body.plan?.id}`)).size).toBe(1);
  expect(answers.filter(({ body }) => body.alreadyImportedAt === null)).toHaveLength(1);
  expect(later.body.alreadyImportedAt).toMatch(/^2026-03-02T02:00:00/);
  expect(await plansOf(csv)).toHaveLength(1);
});

test('what was decided in the draft is still there when the file comes again', async () => {
  const csv = fresh();
  const { body } = await api.upload('a.csv', csv);
  await api.put(`/api/plans/${body.plan.id}/rows/${body.rows[0].id}/deadline`, { text: 'Quý III' });
  expect((await api.upload('a.csv', csv)).body.rows[0].deadlineText).toBe('Quý III');
});

test('another content is another draft', async () => {
  const csv = fresh();
  const first = await api.upload('a.csv', csv);
  const second = await api.upload('a.csv', csv.replace('Quý IV', 'Quý III'));
  expect(second.body.plan.id).not.toBe(first.body.plan.id);
  expect(second.body.alreadyImportedAt).toBeNull();
});

test('content that was given out is asked about, with where and when; whoever means it gets one new draft', async () => {
  const csv = fresh();
  const planId = (await api.upload('a.csv', csv)).body.plan.id;
  await publish(planId);
  const problem = expectProblem(await api.upload('b.csv', csv), 'plan-published-before');
  expect(problem.detail).toContain('09:00 ngày 02/03/2026');
  expect(problem.href).toBe(`/ke-hoach/${planId}`);
  const meant = await Promise.all([1, 2, 3].map(() => api.uploadWith({}, 'b.csv', csv, '?again=1')));
  expect(new Set(meant.map(({ status, body }) => `${status} ${body.plan?.id}`)).size).toBe(1);
  expect(await plansOf(csv)).toHaveLength(2);
  expectProblem(await publish(meant[0]?.body.plan.id), 'plan-published-before');
  expect((await publish(meant[0]?.body.plan.id, '?again=1')).status).toBe(200);
  expectProblem(await api.upload('c.csv', csv), 'plan-published-before');
});

test('two drafts of one content from an earlier version: given out at once, one of them goes out', async () => {
  const [csv, other] = [fresh(), fresh()];
  const ids = [(await api.upload('a.csv', csv)).body.plan.id, (await api.upload('b.csv', other)).body.plan.id];
  // As an earlier version left them: the same file twice, the same rows, no key.
  await runSql(
    api.url,
    `update plan set content_key = null where id in ('${ids.join("','")}');
     update plan_revision set file_sha256 = repeat('c', 64) where plan_id in ('${ids.join("','")}');
     update plan_activity set title = 'Việc trùng' where plan_id in ('${ids.join("','")}')`,
  );
  const answers = await Promise.all(ids.map((id) => publish(id)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  expectProblem(answers.find(({ status }) => status === 409) as (typeof answers)[0], 'plan-published-before');
  expect(await api.context.database.assignment.count({ where: { planId: { in: ids } } })).toBe(1);
});

test('a draft of an earlier version is found by its file', async () => {
  const csv = fresh();
  const planId = (await api.upload('a.csv', csv)).body.plan.id;
  await runSql(api.url, `update plan set content_key = null where id = '${planId}'`);
  expect((await api.upload('a.csv', csv)).body).toMatchObject({ plan: { id: planId } });
});

test("the sample plan stands in nobody's way", async () => {
  const csv = fresh();
  const planId = (await api.upload('a.csv', csv)).body.plan.id;
  await publish(planId);
  await runSql(api.url, `update plan set sample = true, content_key = null where id = '${planId}'`);
  const again = await api.upload('a.csv', csv);
  expect([again.status, again.body.alreadyImportedAt]).toEqual([200, null]);
  expect((await publish(again.body.plan.id)).status).toBe(200);
});
