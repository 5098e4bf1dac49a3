// A plan of the province gives work to a commune that is an office beside it: seen there, handed on, reported up, returned, verified, withdrawn.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { inviteAccount } from '#operations/invite-account.ts';
import { noteWorkFromAbove } from '#operations/note-work-from-above.ts';
import { ADMINISTRATOR, BY_SYSTEM, VISITOR } from '#operations/seam/actor.ts';
import { useAccountLink } from '#operations/use-account-link.ts';
import { type Database, forOffice } from '#store/database.ts';
import { verifyInstallation } from '#store/verify-installation.ts';
import { aContact, anAgency, aPlan, aRoster, ZONE } from '../support/builders.ts';
import { aPdf } from '../support/evidence-files.ts';
import { aBrowser, addPerson, type Browser, ownApiWithPeople, PASSWORD, role } from '../support/people.ts';
import { saveRoster } from '../support/settings.ts';
import { addPlan, furnish } from '../support/store.ts';
import { expectProblem } from './expect-problem.ts';

const api = ownApiWithPeople();
const COMMUNE = 2;
let province: Browser;
let commune: Browser;
/** Of the commune, who may look and do nothing. */
let onlooker: Browser;
let below: Database;

beforeAll(async () => {
  api.at('2026-03-02 09:00');
  const { database } = api.context;
  await addPerson(api, {
    email: 'tinh@tinh.example',
    name: 'Người của tỉnh',
    roles: [role('administrator'), role('officer')],
  });
  province = aBrowser(api);
  await province.signIn('tinh@tinh.example');
  await furnish(database);
  const officer = { name: 'Cán bộ của xã', email: 'xa@xa.example' };
  const added = await province.ask('POST', '/api/offices', { name: 'UBND xã A', officer });
  expect(added.status).toBe(200);
  below = forOffice(database, COMMUNE);
  const there = { ...api.context, ...api.context.ofOffice?.(COMMUNE), letters: null };
  for (const [email, given] of [
    ['cb@xa.example', 'officer'],
    ['xem@xa.example', 'auditor'],
  ] as const) {
    const invited = await inviteAccount(there, ADMINISTRATOR, { email, name: `Người ${email}`, roles: [role(given)] });
    if (!invited.ok) throw new Error(invited.detail);
    await useAccountLink(there, VISITOR, { token: invited.token as string, password: PASSWORD });
  }
  commune = aBrowser(api, '203.0.113.8');
  await commune.signIn('cb@xa.example');
  onlooker = aBrowser(api, '203.0.113.9');
  await onlooker.signIn('xem@xa.example');
  const roster = aRoster({ office: 'UBND tỉnh Hải Dương' });
  roster.agencies.push(anAgency({ id: 'xa-a', name: 'UBND xã A', memberOffice: COMMUNE }));
  roster.contacts.push(aContact({ id: 'xa-a.vp', agency: 'xa-a', name: 'Văn thư xã A' }));
  await saveRoster(database, roster, ZONE);
  const own = aRoster({ office: 'Ủy ban nhân dân xã A' });
  own.agencies.push(anAgency({ id: 'trong', name: 'Ban chưa có người' }));
  await saveRoster(below, own, ZONE);
});

let round = 0;
beforeEach(() => {
  round += 1;
});

const note = () => noteWorkFromAbove({ database: below, now: api.context.now }, BY_SYSTEM, {});

/** The province gives out a plan with a row for the commune and one for an agency of its own; the work of the commune. */
async function giveFromAbove(deadline = 'Ngày 30/6/2026'): Promise<{ assignment: string; title: string }> {
  const title = `Rà soát quy hoạch lần ${round}`;
  const planId = await addPlan(
    api.context.database,
    aPlan([
      { leads: ['UBND xã A'], title, deadlineText: deadline, products: ['Báo cáo rà soát'] },
      { leads: ['Phòng A'], title: `Việc riêng của tỉnh lần ${round}` },
    ]),
  );
  expect((await province.ask('POST', `/api/plans/${planId}/publish`)).status).toBe(200);
  const { items } = (await province.ask('GET', `/api/assignments?plan=${planId}&agency=xa-a`)).body;
  return { assignment: items[0].id, title };
}

async function listBelow(query = '') {
  await note();
  return (await commune.ask('GET', `/api/work-from-above${query}`)).body;
}

async function rowOf(title: string) {
  return (await listBelow()).find((row: { title: string }) => row.title === title);
}

const handOn = (id: string, more: object = {}) =>
  commune.ask('POST', `/api/work-from-above/${id}/hand-on`, { leads: ['a'], due: '2026-06-15', ...more });
const sendUp = (id: string, more: object = {}) =>
  commune.ask('POST', `/api/work-from-above/${id}/report`, {
    note: 'Xã đã rà soát xong',
    documentNumber: '12/BC-UBND',
    ...more,
  });
const above = async (id: string) => (await province.ask('GET', `/api/assignments/${id}`)).body;
const commandBelow = (id: string, body: object) => commune.ask('POST', `/api/assignments/${id}/commands`, body);
const commandAbove = (id: string, body: object) => province.ask('POST', `/api/assignments/${id}/commands`, body);
const typesIn = async (database: Database, subject: string) =>
  (await database.auditEvent.findMany({ where: { subject }, orderBy: { sequence: 'asc' } })).map(({ type }) => type);

/** Handed on, and reported by the agency of the commune. */
async function done() {
  const { assignment, title } = await giveFromAbove();
  const { id } = await rowOf(title);
  const handed = await handOn(id);
  expect(handed.status).toBe(200);
  const work = handed.body.works[0].id;
  expect((await commandBelow(work, { command: 'report', note: 'Phòng đã xong' })).status).toBe(200);
  return { assignment, title, id, work };
}

describe('work that the province gave', () => {
  test('is on the commune’s list with what it obliges to, and with nothing else of the province', async () => {
    const { title } = await giveFromAbove();
    const row = await rowOf(title);
    expect(row).toMatchObject({
      officeName: 'UBND tỉnh Hải Dương',
      planTitle: 'Kế hoạch cải cách hành chính năm 2026',
      title,
      products: ['Báo cáo rà soát'],
      due: '2026-06-30',
      standing: 'open',
      returnReason: null,
      planId: null,
      works: [],
    });
    const told = JSON.stringify(await listBelow());
    expect(told).not.toContain('Việc riêng của tỉnh');
    expect(told).not.toContain('Người của tỉnh');
    expect(await typesIn(below, `above/${row.id}`)).toEqual(['above-given']);
    // Noted again, nothing is told twice.
    expect(await note()).toBe(0);
    const matters = (await commune.ask('GET', '/api/attention')).body;
    expect(matters).toContainEqual(expect.objectContaining({ id: 'work-from-above', href: '/viec-cap-tren-giao' }));
  });

  test('is published although the roster above knows nobody there: the commune is told on its list', async () => {
    const { database } = api.context;
    const roster = aRoster({ office: 'UBND tỉnh Hải Dương' });
    roster.agencies.push(anAgency({ id: 'xa-a', name: 'UBND xã A', memberOffice: COMMUNE }));
    await saveRoster(database, roster, ZONE);
    const { title } = await giveFromAbove();
    expect((await rowOf(title)).standing).toBe('open');
    roster.contacts.push(aContact({ id: 'xa-a.vp', agency: 'xa-a', name: 'Văn thư xã A' }));
    await saveRoster(database, roster, ZONE);
  });

  test('can be looked for by words and by how it stands', async () => {
    const { title } = await giveFromAbove();
    const found = await listBelow(`?standing=open&q=${encodeURIComponent(`ra soat lan ${round}`)}`);
    expect(found.map((row: { title: string }) => row.title)).toEqual([title]);
    expect(await listBelow(`?standing=verified&q=${encodeURIComponent(title)}`)).toEqual([]);
  });
});

describe('handing on', () => {
  test('makes work of the commune’s own agency, and takes it over above; pressed twice it is one', async () => {
    const { assignment, title } = await giveFromAbove();
    const { id } = await rowOf(title);
    const [one, two] = await Promise.all([handOn(id, { coordinators: ['b'] }), handOn(id, { coordinators: ['b'] })]);
    expect([one.status, two.status]).toEqual([200, 200]);
    const { body } = await handOn(id, { coordinators: ['b'] });
    expect(body).toMatchObject({
      standing: 'handed-on',
      works: [{ agencyName: 'Phòng A', due: '2026-06-15', status: 'assigned' }],
    });
    expect(body.works.length).toBe(1);
    expect(await below.assignment.count({ where: { title } })).toBe(1);
    const detail = (await commune.ask('GET', `/api/assignments/${body.works[0].id}`)).body;
    expect(detail.row).toMatchObject({ coordinators: ['Phòng B'], products: ['Báo cáo rà soát'] });
    expect(detail.reminders.length).toBeGreaterThan(0);

    const there = await above(assignment);
    expect(there.assignment.status).toBe('in-progress');
    expect(there.timeline[0]).toMatchObject({
      type: 'acknowledged',
      actor: 'Người cb@xa.example (Ủy ban nhân dân xã A)',
    });
    expect(await typesIn(below, `above/${id}`)).toEqual(['above-given', 'above-handed-on']);
    expect(await typesIn(api.context.database, `assignment/${assignment}`)).toEqual(['assigned', 'acknowledged']);
    // The province sees nothing of what the commune does with it.
    expect((await province.ask('GET', `/api/assignments/${body.works[0].id}`)).status).toBe(404);
    for (const office of [api.context.database, below])
      expect(await verifyInstallation(office, null)).toMatchObject({ ok: true, differences: [] });
  });

  test('later than it was given for is asked about, and taken when it is meant', async () => {
    const { title } = await giveFromAbove();
    const { id } = await rowOf(title);
    expect(expectProblem(await handOn(id, { due: '2026-07-01' }), 'due-later-than-given').detail).toContain(
      '30/06/2026',
    );
    expectProblem(await handOn(id, { due: null }), 'due-later-than-given');
    expect((await rowOf(title)).standing).toBe('open');
    expect((await handOn(id, { due: '2026-07-01', later: true })).body.works[0].due).toBe('2026-07-01');
  });

  test('to nobody who hears is asked about, and leaves no draft', async () => {
    const { title } = await giveFromAbove();
    const { id } = await rowOf(title);
    const plans = await below.plan.count();
    expectProblem(await handOn(id, { leads: ['trong'] }), 'plan-has-unheard-leads');
    expect(await below.plan.count()).toBe(plans);
    expect((await rowOf(title)).standing).toBe('open');
    const { body } = await handOn(id, { leads: ['trong'], unheard: true });
    expect(body.works).toMatchObject([{ agencyName: 'Ban chưa có người' }]);
  });

  test('to an agency that the roster does not have is refused', async () => {
    const { title } = await giveFromAbove();
    const { id } = await rowOf(title);
    const { issues } = expectProblem(await handOn(id, { leads: ['khong-co'] }), 'invalid-request');
    expect(issues?.[0]?.message).toContain('khong-co');
  });

  test('is the officer’s: whoever only looks is refused, and the province finds nothing of that id', async () => {
    const { title } = await giveFromAbove();
    const { id } = await rowOf(title);
    expect((await onlooker.ask('GET', '/api/work-from-above')).body.length).toBeGreaterThan(0);
    const refused = await onlooker.ask('POST', `/api/work-from-above/${id}/hand-on`, {
      leads: ['a'],
      due: '2026-06-15',
    });
    expect(refused.status).toBe(403);
    const foreign = await province.ask('POST', `/api/work-from-above/${id}/hand-on`, {
      leads: ['a'],
      due: '2026-06-15',
    });
    expect(foreign.status).toBe(404);
    expect((await province.ask('GET', '/api/work-from-above')).body).toEqual([]);
  });
});

describe('the report', () => {
  test('goes up when the own agencies have reported, and the province verifies it', async () => {
    const { assignment, title, id } = await done();
    const { body, status } = await sendUp(id);
    expect([status, body.standing]).toEqual([200, 'reported']);
    const there = await above(assignment);
    expect(there.assignment.status).toBe('reported');
    expect(there.reports[0]).toMatchObject({
      note: 'Xã đã rà soát xong',
      documentNumber: '12/BC-UBND',
      actor: 'Người cb@xa.example (Ủy ban nhân dân xã A)',
    });
    expect((await commandAbove(assignment, { command: 'verify' })).status).toBe(200);
    expect((await rowOf(title)).standing).toBe('verified');
    const told = await below.auditEvent.findMany({ where: { subject: `above/${id}` }, orderBy: { sequence: 'asc' } });
    expect(told.map(({ type, actor }) => [type, actor])).toEqual([
      ['above-given', 'UBND tỉnh Hải Dương'],
      ['above-handed-on', 'Người cb@xa.example'],
      ['above-reported', 'Người cb@xa.example'],
      ['above-verified', 'UBND tỉnh Hải Dương'],
    ]);
    expectProblem(await sendUp(id), 'command-does-not-fit');
  });

  test('waits for an agency that has not reported, and for work that nobody handed on', async () => {
    const { assignment, title } = await giveFromAbove();
    const { id } = await rowOf(title);
    expect(expectProblem(await sendUp(id), 'command-does-not-fit').detail).toContain('chưa giao tiếp');
    await handOn(id);
    expect(expectProblem(await sendUp(id), 'command-does-not-fit').detail).toContain('Phòng A');
    expect((await above(assignment)).assignment.status).toBe('in-progress');
  });

  test('comes back with the reason, and goes up again', async () => {
    const { assignment, title, id } = await done();
    await sendUp(id);
    expect((await commandAbove(assignment, { command: 'return', reason: 'Thiếu bảng số liệu' })).status).toBe(200);
    expect(await rowOf(title)).toMatchObject({ standing: 'returned', returnReason: 'Thiếu bảng số liệu' });
    const [matter] = (await commune.ask('GET', '/api/attention')).body;
    expect(matter.what).toContain('1 báo cáo bị trả lại');
    const again = await sendUp(id, { note: 'Đã bổ sung bảng số liệu' });
    expect(again.body).toMatchObject({ standing: 'reported', returnReason: null });
    expect((await above(assignment)).reports.map(({ note }: { note: string }) => note)).toEqual([
      'Đã bổ sung bảng số liệu',
      'Xã đã rà soát xong',
    ]);
    expect(await typesIn(below, `above/${id}`)).toEqual([
      'above-given',
      'above-handed-on',
      'above-reported',
      'above-returned',
      'above-reported',
    ]);
  });

  test('takes files of the own report with it, and no others', async () => {
    const { assignment, title } = await giveFromAbove();
    const { id } = await rowOf(title);
    const work = (await handOn(id)).body.works[0].id;
    const cookie = [...commune.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const uploaded = await api.uploadTo(`/api/assignments/${work}/files`, 'bang-so-lieu.pdf', aPdf(), {
      cookie,
      'sec-fetch-site': 'same-origin',
    });
    expect([uploaded.status, uploaded.body.detail]).toEqual([200, undefined]);
    await commandBelow(work, { command: 'report', note: 'Có bảng kèm theo', files: [uploaded.body.id] });
    const [file] = (await rowOf(title)).works[0].report.files;
    expect(file.name).toBe('bang-so-lieu.pdf');
    expectProblem(await sendUp(id, { files: ['khong-co'] }), 'evidence-unknown');
    expect((await sendUp(id, { files: [file.id] })).status).toBe(200);
    const [report] = (await above(assignment)).reports;
    expect(report.files).toMatchObject([{ name: 'bang-so-lieu.pdf' }]);
    const got = await province.ask('GET', `/api/assignments/${assignment}/files/${report.files[0].id}`);
    expect(got.status).toBe(200);
  });
});

test('what the province withdraws, or gives to another agency, is seen below and answered no more', async () => {
  const { assignment, title } = await giveFromAbove();
  const { id } = await rowOf(title);
  expect((await commandAbove(assignment, { command: 'withdraw', reason: 'Không cần nữa' })).status).toBe(200);
  expect((await rowOf(title)).standing).toBe('withdrawn');
  expect(await typesIn(below, `above/${id}`)).toEqual(['above-given', 'above-withdrawn']);
  expectProblem(await handOn(id), 'command-does-not-fit');
});

test('the log of the office holds all of it: what was changed past it is named, column by column', async () => {
  const { title } = await giveFromAbove();
  const { id } = await rowOf(title);
  await handOn(id);
  for (const office of [api.context.database, below])
    expect(await verifyInstallation(office, null)).toMatchObject({ ok: true, differences: [] });
  const row = await below.workFromAbove.findUniqueOrThrow({ where: { id } });
  const found = async () =>
    (await verifyInstallation(below, null)).differences
      .filter(({ subject }) => subject === `above/${id}`)
      .map(({ column, words }) => [column, words]);
  for (const [data, column] of [
    [{ due: new Date('2027-01-31') }, 'due'],
    [{ title: 'Việc khác' }, 'title'],
    [{ status: 'verified' }, 'status'],
    [{ officeName: 'Nơi khác' }, 'officeName'],
    [{ planId: null }, 'planId'],
  ] as const) {
    await below.workFromAbove.update({ where: { id }, data });
    expect(await found()).toEqual([[column, expect.stringContaining('Việc cấp trên giao')]]);
    const { officeName, due, status, planId } = row;
    await below.workFromAbove.update({ where: { id }, data: { officeName, title, due, status, planId } });
  }
});
