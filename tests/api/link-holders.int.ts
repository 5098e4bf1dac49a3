// Links end with the person: what a link shows and does after the roster has changed.
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Roster } from '#contracts/roster.ts';
import { stopDigestPath } from '#domain/delivery/stop-digest.ts';
import { ownApi } from '../support/api.ts';
import { anAgency, aRoster, withContact, ZONE } from '../support/builders.ts';
import { at, day } from '../support/moments.ts';
import { saveRoster } from '../support/settings.ts';
import { dumpDatabase, furnish, publishedPlan, runSql } from '../support/store.ts';
import { expectProblem } from './expect-problem.ts';

const api = ownApi();
const REPORT = { command: 'report', note: 'Đã hoàn thành' };
let assignmentId: string;

beforeAll(() => furnish(api.context.database));
beforeEach(async () => {
  api.at('2026-03-02 09:00');
  await saveRoster(api.context.database, aRoster(), ZONE);
  const { planId, assignmentIds } = await publishedPlan(api.context.database);
  await api.context.engine.publish(planId);
  assignmentId = assignmentIds[0] as string;
});

const link = (action: 'acknowledge' | 'report' | 'view', contactId = 'a.cv') => {
  const claims = { assignmentId, contactId, action, expiresAt: at('2026-04-01T00:00:00Z') };
  return `/api/links/${api.context.links.sign(claims)}`;
};
const without = (id: string): Roster => {
  const roster = aRoster();
  return { ...roster, contacts: roster.contacts.filter((contact) => contact.id !== id) };
};
const agencyEnds = (): Roster => {
  const roster = aRoster();
  const agencies = roster.agencies.map((one) =>
    one.id === 'a' ? anAgency({ ...one, validTo: day('2026-03-01') }) : one,
  );
  return { ...roster, agencies };
};

test.each<[string, Roster]>([
  ['taken off the roster', without('a.cv')],
  ['sent to another agency', withContact(aRoster(), 'a.cv', { agency: 'b' })],
  ['gone since yesterday', withContact(aRoster(), 'a.cv', { validTo: day('2026-03-01') })],
  ['not there before tomorrow', withContact(aRoster(), 'a.cv', { validFrom: day('2026-03-03') })],
  ['of an agency that ended yesterday', agencyEnds()],
])('the links of a clerk who was %s neither show nor do anything', async (_, roster) => {
  await saveRoster(api.context.database, roster, ZONE);
  const before = await dumpDatabase(api.url);
  for (const action of ['acknowledge', 'report', 'view'] as const)
    expect(expectProblem(await api.get(link(action)), 'link-holder-changed').detail).toContain('cập nhật danh bạ');
  expectProblem(await api.post(link('report'), REPORT), 'link-holder-changed');
  expectProblem(await api.post(link('acknowledge'), { command: 'acknowledge' }), 'link-holder-changed');
  expect(await dumpDatabase(api.url)).toEqual(before);
});

test('who comes back to the roster finds the link where it was, and a colleague was never stopped', async () => {
  await saveRoster(api.context.database, without('a.cv'), ZONE);
  expect((await api.get(link('report', 'a.tp'))).status).toBe(200);
  await saveRoster(api.context.database, aRoster(), ZONE);
  expect((await api.post(link('report'), REPORT)).status).toBe(200);
});

test('work that was moved to another agency answers to that agency alone', async () => {
  await runSql(api.url, `update assignment set agency_id = 'b' where id = '${assignmentId}'`);
  expectProblem(await api.post(link('report'), REPORT), 'link-holder-changed');
  expectProblem(await api.get(link('view')), 'link-holder-changed');
  expect((await api.post(link('report', 'b.cv'), REPORT)).status).toBe(200);
});

test('who watches over the work by a role sees it until the role goes to another agency', async () => {
  expect((await api.get(link('view', 'noivu.cv'))).status).toBe(200);
  await saveRoster(api.context.database, aRoster({ standingAgency: 'b' }), ZONE);
  expectProblem(await api.get(link('view', 'noivu.cv')), 'link-holder-changed');
});

test('somebody whom no reminder of this work names can not open it, though the link is genuine', async () => {
  expectProblem(await api.get(link('view', 'b.cv')), 'link-holder-changed');
});

test('a deputy keeps the link that came in the stead of somebody on leave', async () => {
  const leave = [{ from: day('2026-02-20'), to: day('2026-03-20') }];
  await saveRoster(api.context.database, withContact(aRoster(), 'a.cv', { deputy: 'a.tp', leave }), ZONE);
  expect((await api.post(link('report', 'a.tp'), REPORT)).status).toBe(200);
});

test('who left the roster can not decline digests by an old link', async () => {
  const claims = { messageId: 'm-1', contactId: 'a.cv', expiresAt: at('2026-04-01T00:00:00Z') };
  const url = stopDigestPath(api.context.links.sign({ ...claims, action: 'stop-digest' }));
  await saveRoster(api.context.database, withContact(aRoster(), 'a.cv', { validTo: day('2026-03-01') }), ZONE);
  for (const method of ['GET', 'POST'] as const) {
    const answer = await api.inject({ method, url });
    expect([answer.statusCode, answer.body.includes('<button')]).toEqual([403, false]);
    expect(answer.body).toContain('cập nhật danh bạ');
  }
  expect(await api.context.database.attention.count()).toBe(0);
});
