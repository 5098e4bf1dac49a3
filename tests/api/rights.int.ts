// The table of rights, cell by cell, as it is answered: every route, every role, own work and foreign work.
import type { FastifyRequest } from 'fastify';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Route, routes } from '#contracts/routes.ts';
import type { HeldRole, Role } from '#domain/rights/roles.ts';
import { ROLES } from '#domain/rights/roles.ts';
import { officerNamed } from '#operations/seam/actor.ts';
import { ownApi } from '../support/api.ts';
import { aContact, anAgency, aPlan, aRoster, ZONE } from '../support/builders.ts';
import { saveRoster } from '../support/settings.ts';
import { addPlan, furnish, runSql } from '../support/store.ts';

let roles: HeldRole[] = [];
const api = ownApi({
  accounts: {
    identify: async (request: FastifyRequest) =>
      request.headers['x-thu'] === 'khong-ai' ? null : { ...officerNamed('thử'), accountId: 'thu', roles },
  },
});

/** Of work of agency «a» in field «I», and of agency «b» in field «II». */
let planId = '';
let rowId = '';
let own = '';
let foreign = '';

// What is written by hand here is what the office wants; the table that the product reads must say the same.
// In the order of ROLES. x: everything; a: of the own agency; f: of the own fields; -: nothing.
const WANTED: Record<string, string> = {
  getMeta: 'xxxxxxx',
  getOverview: 'xxfaaxx',
  listAssignments: 'xxfaaxx',
  getAssignment: 'xxfaaxx',
  getOwnWork: '---aa--',
  'commandAssignment acknowledge': '-x-aa--',
  'commandAssignment report': '-x-aa--',
  'uploadEvidence Assignment': '-x-aa--',
  'commandAssignment verify': '-xf----',
  'commandAssignment return': '-xf----',
  'commandAssignment withdraw': '-x-----',
  getOverdueReport: 'xxfaaxx',
  listAuditEvents: 'xx---xx',
  getAuditEvent: 'xx---xx',
  startLogCheck: 'xx----x',
  getLogCheck: 'xx----x',
  listPlans: 'xx---xx',
  getPlan: 'xx---xx',
  readDeadlineText: 'xx---xx',
  importPlan: '-x-----',
  deleteDraft: '-x-----',
  decideDeadline: '-x-----',
  setPlanYears: '-x-----',
  publishPlan: '-x-----',
  listWorkFromAbove: 'xx---xx',
  handOnWork: '-x-----',
  sendReportUp: '-x-----',
  resendReminder: '-x-----',
  listMatters: 'xx---xx',
  resolveMatter: 'xx-----',
  reopenMatter: 'xx-----',
  getChannels: 'xx----x',
  tryChannelAgain: 'xx-----',
  createZaloCode: 'xx-----',
  getRoster: 'xx---xx',
  previewRoster: 'xx-----',
  editRoster: 'xx-----',
  getCalendar: 'xx---xx',
  previewCalendar: 'xx-----',
  takeCalendar: 'xx-----',
  getLadder: 'xx---xx',
  previewLadder: 'xx-----',
  editLadder: 'xx-----',
  listWebhooks: 'x-----x',
  listWebhookEventTypes: 'xxxxxxx',
  listWebhookDeliveries: 'x-----x',
  addWebhook: 'x------',
  changeWebhook: 'x------',
  removeWebhook: 'x------',
  rotateWebhookSecret: 'x------',
  resendWebhook: 'x------',
  getMe: 'xxxxxxx',
  enterOffice: 'xxxxxxx',
  listOffices: 'x------',
  addOffice: 'x------',
  listSessions: 'xxxxxxx',
  endSession: 'xxxxxxx',
  listKeys: 'xxxxxxx',
  addKey: 'xxxxxxx',
  revokeKey: 'xxxxxxx',
  listAccounts: 'x------',
  inviteAccount: 'x------',
  inviteAgain: 'x------',
  changeRoles: 'x------',
  switchAccount: 'x------',
  dropSecondFactor: 'x------',
  requireSecondFactor: 'x------',
  listAllKeys: 'x------',
  revokeAnyKey: 'x------',
  listAllSessions: 'x------',
  endAnySession: 'x------',
  getInstallation: 'x------',
};

/** One that is refused for what it is, by whoever may. */
const NO_LADDER = {
  ...{ regularSlot: '08:00', dueDaySlots: ['08:00'], workingHours: { from: '07:30', to: '17:00' } },
  rungs: [{ kind: 'due', days: 0, audience: [] }],
};

const BODIES: Record<string, object> = {
  decideDeadline: { text: 'Quý I' },
  setPlanYears: { yearFrom: 2026, yearTo: 2026 },
  handOnWork: { leads: ['a'], due: '2026-03-02' },
  sendReportUp: { note: 'Đã xong' },
  resolveMatter: { id: 'khong-co' },
  reopenMatter: { id: 'khong-co' },
  tryChannelAgain: { channel: 'email' },
  previewRoster: { edits: [{ kind: 'merge-agency', from: 'khong-co', into: 'a', people: 'end' }] },
  editRoster: { edits: [{ kind: 'merge-agency', from: 'khong-co', into: 'a', people: 'end' }] },
  previewCalendar: { year: { year: 2030, status: 'provisional', notice: 'Chưa có', days: [] } },
  takeCalendar: { year: { year: 2030, status: 'provisional', notice: 'Chưa có', days: [] } },
  previewLadder: { ladder: NO_LADDER },
  editLadder: { ladder: NO_LADDER },
  addWebhook: { url: 'https://nhan.example.vn/su-kien' },
  changeWebhook: { active: false },
  addKey: { name: 'thử', scope: 'read' },
  inviteAccount: { email: 'moi@thu.example', name: 'Người mới' },
  changeRoles: {},
  switchAccount: { active: true },
  requireSecondFactor: { whom: 'nobody' },
  dropSecondFactor: { how: 'gặp trực tiếp ở phòng' },
  enterOffice: { office: 1 },
  addOffice: { name: 'UBND huyện Tứ Kỳ', officer: { name: 'Người mới', email: 'moi@thu.example' } },
};

/** What goes with a command. */
const SAID: Record<string, object> = {
  report: { note: 'Đã xong' },
  return: { reason: 'Vì thế' },
  withdraw: { reason: 'Vì thế' },
};

function held(role: Role): HeldRole {
  const ofAgency = role.startsWith('lead-') || role === 'field-lead';
  return { role, agencyId: ofAgency ? 'a' : null, fieldCodes: role === 'field-lead' ? ['I'] : [] };
}

async function ask(name: string, about: string) {
  const [operation = '', command] = name.split(' ');
  const route: Route = routes[operation as keyof typeof routes];
  const id = route.path.startsWith('/api/assignments/')
    ? about
    : route.path.startsWith('/api/plans/')
      ? planId
      : 'khong-co';
  const path = route.path.replace(':id', id).replace(':rowId', rowId).replace(':index', '1');
  const query = operation === 'readDeadlineText' ? '?text=x' : '';
  if (route.upload !== undefined) return api.uploadTo(path, 'ke-hoach.csv', 'STT;Nội dung\n');
  const body = command === undefined ? BODIES[operation] : { command, ...SAID[command] };
  return api.ask(route.method, `${path}${query}`, {}, route.method === 'GET' ? undefined : (body ?? {}));
}

/** Refused by the table, and not by what was asked: what is asked for by an id is there. */
function isRefused(name: string, { status }: { status: number }): boolean {
  return status === 403 || (status === 404 && /ssignment|Plan|Draft|Deadline/.test(name));
}

beforeAll(async () => {
  const { database } = api.context;
  await furnish(database);
  await runSql(
    api.url,
    `insert into user_account (id, name, email, created_at, updated_at) values ('thu', 'thử', 'thu@vi-du.example', now(), now())`,
  );
  const roster = aRoster();
  roster.agencies.push(anAgency({ id: 'b', name: 'Phòng B' }));
  roster.contacts.push(aContact({ id: 'b.cv', agency: 'b' }));
  await saveRoster(database, roster, ZONE);
  api.at('2026-01-05 08:30');
  roles = [held('officer')];
  const lead = roster.agencies.find(({ id }) => id === 'a')?.name ?? '';
  planId = await addPlan(
    database,
    aPlan([
      { leads: [lead], field: 'I' },
      { leads: ['Phòng B'], field: 'II' },
    ]),
  );
  expect((await api.post(`/api/plans/${planId}/publish`)).status).toBe(200);
  rowId = (await api.get(`/api/plans/${planId}`)).body.rows[0].id;
  const { body } = await api.get('/api/assignments');
  own = body.items.find(({ agencyId }: { agencyId: string }) => agencyId === 'a').id;
  foreign = body.items.find(({ agencyId }: { agencyId: string }) => agencyId === 'b').id;
});

test('every route that asks for an account is in the table of this test', () => {
  const asking = Object.entries<Route>(routes).filter(([, { everybody }]) => everybody !== true);
  expect([...new Set(Object.keys(WANTED).map((name) => name.split(' ')[0]))].sort()).toEqual(
    asking.map(([name]) => name).sort(),
  );
});

describe.each(ROLES.map((role, index) => [role, index] as const))('%s', (role, index) => {
  test.each(Object.entries(WANTED))('%s', async (name, row) => {
    roles = [held(role)];
    const wanted = row[index];
    const [answerOfOwn, answerOfForeign] = [await ask(name, own), await ask(name, foreign)];
    const ofWork = /Assignment( |$)/.test(name) || name === 'getAssignment';
    expect({ own: !isRefused(name, answerOfOwn), foreign: !isRefused(name, answerOfForeign) }).toEqual({
      own: wanted !== '-',
      foreign: ofWork ? wanted === 'x' : wanted !== '-',
    });
  });

  test('lists, counts and the report hold what may be seen, and nothing else', async () => {
    roles = [held(role)];
    const sees = { x: 2, a: 1, f: 1, '-': 0 }[WANTED.listAssignments?.[index] ?? '-'];
    const [list, overview, report] = [
      await api.get('/api/assignments'),
      await api.get('/api/overview'),
      await api.get('/api/reports/overdue'),
    ];
    const { doneOnTime, doneLate, openInTime, openOverdue } = overview.body.total;
    expect([list.body.total, list.body.items.length, doneOnTime + doneLate + openInTime + openOverdue]).toEqual([
      sees,
      sees,
      sees,
    ]);
    expect(JSON.stringify(report.body).includes('Phòng B')).toBe(sees === 2);
  });
});

test('who is not signed in is asked to sign in by every such route, and no more is said', async () => {
  for (const [operation, route] of Object.entries<Route>(routes)) {
    if (route.everybody === true) continue;
    const answer = await api.ask(
      route.method,
      route.path.replace(':id', own).replace(':rowId', 'x').replace(':index', '1'),
      { 'x-thu': 'khong-ai' },
      route.method === 'GET' ? undefined : {},
    );
    expect([operation, answer.status, Object.keys(answer.body).sort()]).toEqual([
      operation,
      401,
      ['code', 'detail', 'status', 'title', 'type'],
    ]);
  }
});

test('what may not be seen is answered as what does not exist', async () => {
  roles = [held('lead-clerk')];
  const hidden = await api.get(`/api/assignments/${foreign}`);
  const missing = await api.get('/api/assignments/khong-co');
  expect([hidden.status, hidden.body]).toEqual([404, missing.body]);
  const command = await api.command(foreign, { command: 'acknowledge' });
  expect([command.status, command.body]).toEqual([404, missing.body]);
});

test('roles add up, and one that is held for no agency gives nothing', async () => {
  roles = [held('lead-clerk'), { role: 'lead-clerk', agencyId: 'b', fieldCodes: [] }];
  expect((await api.get('/api/assignments')).body.total).toBe(2);
  roles = [{ role: 'lead-clerk', agencyId: null, fieldCodes: [] }];
  expect((await api.get('/api/assignments')).status).toBe(403);
  roles = [];
  expect((await api.get('/api/overview')).status).toBe(403);
});
