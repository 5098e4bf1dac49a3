import { beforeAll, beforeEach, expect, test } from 'vitest';
import { createLinkSigner } from '#channels/signed-links.ts';
import type { Instant } from '#contracts/primitives.ts';
import { ownApi } from '../support/api.ts';
import { at } from '../support/moments.ts';
import { dumpDatabase, furnish, publishedPlan } from '../support/store.ts';
import { expectProblem } from './expect-problem.ts';

const api = ownApi();
const REPORT = { command: 'report', note: 'Đã hoàn thành' };
let assignmentId: string;

beforeAll(() => furnish(api.context.database));
beforeEach(async () => {
  api.at('2026-03-02 09:00');
  const { planId, assignmentIds } = await publishedPlan(api.context.database);
  await api.context.engine.publish(planId);
  assignmentId = assignmentIds[0] as string;
});

test('a mail scanner may open every link as often as it likes: nothing changes', async () => {
  const before = await dumpDatabase(api.url);
  for (const action of ['acknowledge', 'report', 'view'] as const)
    for (let time = 0; time < 3; time++) {
      expect((await api.get(link(action))).status).toBe(200);
      expect((await api.inject({ method: 'HEAD', url: link(action) })).statusCode).toBe(200);
    }
  expect(await dumpDatabase(api.url)).toEqual(before);
});

test('a link shows what it is about and offers its own action alone', async () => {
  expect((await api.get(link('acknowledge'))).body).toMatchObject({
    action: 'acknowledge',
    contactName: 'a.cv',
    usedAt: null,
    allowed: ['acknowledge'],
    products: ['Báo cáo'],
    returnReason: null,
    assignment: { id: assignmentId, status: 'assigned' },
  });
  expect((await api.get(link('view'))).body.allowed).toEqual([]);
});

test('a link of somebody with a long id, as rosters made from a plan have them, opens like any other', async () => {
  const contactId = 'phong-lao-dong-thuong-binh-va-xa-hoi-huyen-tu-ky.dau-moi';
  const { database, links } = api.context;
  const { agencyId, position, role } = await database.contact.findUniqueOrThrow({ where: { id: 'a.cv' } });
  await database.contact.create({ data: { id: contactId, name: 'Lê Thị Én', agencyId, position, role } });
  const token = links.sign({ ...claims('view'), contactId });
  expect(token.length).toBeGreaterThan(100);
  expect(await api.get(`/api/links/${token}`)).toMatchObject({ status: 200, body: { contactName: 'Lê Thị Én' } });
});

test('a link works once, in the name of the person who got it', async () => {
  const { status, body } = await api.post(link('acknowledge'), { command: 'acknowledge' });
  expect([status, body.assignment.status, body.allowed]).toEqual([200, 'in-progress', []]);
  expect(body.usedAt).not.toBeNull();
  expect(await api.post(link('acknowledge'), { command: 'acknowledge' })).toMatchObject({ status: 200, body });
  const { body: detail } = await api.get(`/api/assignments/${assignmentId}`);
  expect(detail.timeline[0]).toMatchObject({ type: 'acknowledged', actor: 'a.cv (Phòng A)' });
});

test.each<Action>(['acknowledge', 'report'])(
  'a link to %s pressed twenty times at once is carried out once, and each press gets the same good answer',
  async (action) => {
    const body = action === 'report' ? REPORT : { command: action };
    const answers = await Promise.all(Array.from({ length: 20 }, () => api.post(link(action), body)));
    answers.push(await api.post(link(action), body));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    for (const answer of answers) expect(answer.body).toEqual(answers[0]?.body);
    expect(answers[0]?.body.usedAt).not.toBeNull();
    const { body: detail } = await api.get(`/api/assignments/${assignmentId}`);
    expect(detail.timeline.map(({ type }: { type: string }) => type)).toEqual([
      action === 'report' ? 'reported' : 'acknowledged',
      'assigned',
    ]);
  },
);

test('whoever sends other words by a used link is told that they were not taken', async () => {
  const others = Array.from({ length: 5 }, (_, number) =>
    api.post(link('report'), { ...REPORT, note: `Lời ${number}` }),
  );
  const answers = await Promise.all(others);
  const taken = answers.filter(({ status }) => status === 200);
  expect(taken).toHaveLength(1);
  for (const answer of answers.filter((one) => one !== taken[0])) expect([answer.status]).toEqual([409]);
  expectProblem(await api.post(link('report'), REPORT), 'link-used');
  expect(await api.context.database.report.count({ where: { assignmentId } })).toBe(1);
});

test('a link whose action no longer fits is refused, and is not used up by that', async () => {
  await api.command(assignmentId, { command: 'report', note: 'Báo cáo trực tiếp' });
  expectProblem(await api.post(link('report'), REPORT), 'command-does-not-fit');
  await api.command(assignmentId, { command: 'return', reason: 'Thiếu phụ lục' });
  expect((await api.get(link('report'))).body).toMatchObject({ usedAt: null, returnReason: 'Thiếu phụ lục' });
  expect((await api.post(link('report'), REPORT)).status).toBe(200);
});

test('the reason of a return is shown until the next report', async () => {
  await api.post(link('report'), REPORT);
  await api.command(assignmentId, { command: 'return', reason: 'Thiếu phụ lục' });
  expect((await api.get(link('view'))).body.returnReason).toBe('Thiếu phụ lục');
  await api.command(assignmentId, { command: 'report', note: 'Đã bổ sung' });
  expect((await api.get(link('view'))).body.returnReason).toBeNull();
});

test.each<[Action, object]>([
  ['acknowledge', REPORT],
  ['report', { command: 'acknowledge' }],
  ['view', { command: 'acknowledge' }],
  ['report', { command: 'verify' }],
  ['report', { command: 'withdraw', reason: 'x' }],
])('a link to %s is not good for anything else', async (action, body) => {
  const before = await dumpDatabase(api.url);
  expectProblem(await api.post(link(action), body), 'link-other-action');
  expect(await dumpDatabase(api.url)).toEqual(before);
});

test('a link to an action that only officers have gives nobody that power', async () => {
  await api.command(assignmentId, { command: 'report', note: 'x' });
  const before = await dumpDatabase(api.url);
  const answer = await api.post(link('report'), { command: 'verify' });
  expectProblem(answer, 'link-other-action');
  expect(await dumpDatabase(api.url)).toEqual(before);
});

test('an expired link is refused with what to do', async () => {
  const path = link('acknowledge', at('2026-03-02T01:59:59Z'));
  expect(expectProblem(await api.get(path), 'link-expired').detail).toContain('thư nhắc việc mới nhất');
  expectProblem(await api.post(path, { command: 'acknowledge' }), 'link-expired');
});

test('forged, cut and foreign links are refused alike', async () => {
  const good = link('acknowledge').replace('/api/links/', '');
  const other = createLinkSigner('mot-bi-mat-khac-cung-du-dai').sign(claims('acknowledge'));
  for (const token of [
    `${good}x`,
    good.slice(0, -2),
    good.replace('acknowledge', 'report'),
    other,
    'x',
    '%00',
    'a.b.c',
  ])
    expectProblem(await api.get(`/api/links/${token}`), 'link-invalid');
});

test('a genuine link to work that is gone is not found', async () => {
  const token = api.context.links.sign({ ...claims('acknowledge'), assignmentId: 'khong-co' });
  expectProblem(await api.get(`/api/links/${token}`), 'not-found');
  const before = await dumpDatabase(api.url);
  expectProblem(await api.post(`/api/links/${token}`, { command: 'acknowledge' }), 'not-found');
  expect(await dumpDatabase(api.url)).toEqual(before);
});

type Action = 'acknowledge' | 'report' | 'view';

function claims(action: Action, expiresAt = at('2026-04-01T00:00:00Z')) {
  return { assignmentId, contactId: 'a.cv', action, expiresAt };
}

function link(action: Action, expiresAt?: Instant): string {
  return `/api/links/${api.context.links.sign(claims(action, expiresAt))}`;
}
