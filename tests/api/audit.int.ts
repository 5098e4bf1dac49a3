// The audit log through the API: who sees what of it, how it is looked through, checked and taken away.
import type { FastifyRequest } from 'fastify';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { exportLine } from '#domain/audit/canonical-event.ts';
import { addDays } from '#domain/calendar/local-date.ts';
import { toLocalDate } from '#domain/calendar/local-time.ts';
import type { HeldRole, Role } from '#domain/rights/roles.ts';
import { officerNamed } from '#operations/seam/actor.ts';
import { readChain } from '#store/audit-store.ts';
import { ownApi } from '../support/api.ts';
import { aContact, anAgency, aPlan, aRoster, ZONE } from '../support/builders.ts';
import { saveRoster } from '../support/settings.ts';
import { addPlan, furnish, runSql } from '../support/store.ts';

let roles: HeldRole[] = [];
const api = ownApi({
  accounts: {
    identify: async (_request: FastifyRequest) => ({ ...officerNamed('Nguyễn Thị Hạnh'), accountId: 'thu', roles }),
  },
});
const as = (role: Role) => {
  roles = [{ role, agencyId: null, fieldCodes: [] }];
};
let planId = '';
let ofA = '';

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
  as('officer');
  const lead = roster.agencies.find(({ id }) => id === 'a')?.name ?? '';
  planId = await addPlan(
    database,
    aPlan([
      { leads: [lead], title: 'Ban hành kế hoạch đôn đốc' },
      { leads: ['Phòng B'], title: 'Tổ chức hội nghị' },
    ]),
  );
  await api.post(`/api/plans/${planId}/publish`);
  const { body } = await api.get('/api/assignments');
  ofA = body.items.find(({ agencyId }: { agencyId: string }) => agencyId === 'a').id;
  api.at('2026-01-07 09:00');
  await api.command(ofA, { command: 'report', note: 'Đã ban hành' });
  await api.ask('POST', '/api/keys', {}, { name: 'thử', scope: 'read' });
});
beforeEach(() => as('auditor'));

const list = async (query = '') => (await api.get(`/api/audit/events${query}`)).body;
const typesIn = ({ items }: { items: { type: string }[] }) => items.map(({ type }) => type);

describe('the log', () => {
  test('is newest first, each event a sentence that leads to its work', async () => {
    const { items } = await list();
    const numbers = items.map(({ index }: { index: number }) => index);
    expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
    const reported = items.find(({ type }: { type: string }) => type === 'reported');
    expect(reported).toMatchObject({
      sentence: 'Nguyễn Thị Hạnh báo cáo kết quả «Ban hành kế hoạch đôn đốc».',
      note: 'Đã ban hành',
      href: `/viec/${encodeURIComponent(ofA)}`,
    });
  });

  test('is read page by page without a gap or a repetition', async () => {
    const { items: all } = await list('?pageSize=200');
    const seen: number[] = [];
    let before = '';
    for (;;) {
      const { items, next } = await list(`?pageSize=2${before}`);
      seen.push(...items.map(({ index }: { index: number }) => index));
      if (next === null) break;
      before = `&before=${next}`;
    }
    expect(seen).toEqual(all.map(({ index }: { index: number }) => index));
    expect(seen.length).toBeGreaterThan(4);
  });

  test.each([
    ['?type=reported', ['reported']],
    ['?agency=a', ['reported', 'assigned']],
    ['?agency=b', ['assigned']],
    ['?q=BAO CAO', ['reported']],
    ['?q=hoi nghi', ['assigned']],
    ['?actor=hanh&type=reported', ['reported']],
    ['?actor=ai%20do', []],
  ])('%s finds what it says', async (query, types) => {
    expect(typesIn(await list(query.replaceAll(' ', '%20')))).toEqual(types);
  });

  test('the days are those of the office on which events were recorded, both of them counted', async () => {
    const [{ recordedAt }] = (await list('?type=reported')).items;
    const day = toLocalDate(recordedAt, ZONE);
    const between = async (from: string, to: string) => typesIn(await list(`?type=reported&from=${from}&to=${to}`));
    expect(await between(day, day)).toEqual(['reported']);
    expect(await between(addDays(day, 1), addDays(day, 9))).toEqual([]);
    expect(await between(addDays(day, -9), addDays(day, -1))).toEqual([]);
  });

  test('of one piece of work, and of one plan', async () => {
    expect(typesIn(await list(`?assignment=${encodeURIComponent(ofA)}`))).toEqual(['reported', 'assigned']);
    const ofPlan = typesIn(await list(`?plan=${planId}`));
    expect([...new Set(ofPlan)].sort()).toEqual(
      ['assigned', 'plan-imported', 'plan-published', 'publication-begun', 'reported'].sort(),
    );
  });

  test.each<[Role, { settings: boolean; accounts: boolean }]>([
    ['administrator', { settings: true, accounts: true }],
    ['auditor', { settings: true, accounts: true }],
    ['officer', { settings: true, accounts: false }],
    ['leadership', { settings: false, accounts: false }],
  ])('%s finds no event of what they may not see, nor a kind of it, nor one by its number', async (role, sees) => {
    as('auditor');
    const { items: all } = await list('?pageSize=200');
    const numberOf = (wanted: string) => all.find(({ type }: { type: string }) => type === wanted).index;
    as(role);
    const { items, kinds } = await list('?pageSize=200');
    const types = typesIn({ items });
    expect(types).toContain('reported');
    for (const [type, isSeen] of [
      ['roster-imported', sees.settings],
      ['account-key-made', sees.accounts],
    ] as const) {
      expect([type, types.includes(type)]).toEqual([type, isSeen]);
      expect([type, kinds.some((kind: { type: string }) => kind.type === type)]).toEqual([type, isSeen]);
      expect((await list(`?type=${type}`)).items.length > 0).toBe(isSeen);
      expect((await api.get(`/api/audit/events/${numberOf(type)}`)).status).toBe(isSeen ? 200 : 404);
    }
  });

  test('one event is shown as it was hashed', async () => {
    const [{ index }] = (await list('?type=reported')).items;
    const { body } = await api.get(`/api/audit/events/${index}`);
    expect(JSON.parse(body.payload)).toMatchObject({ note: 'Đã ban hành' });
    expect(body).toMatchObject({ subject: `assignment/${ofA}`, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect((await api.get('/api/audit/events/999999')).status).toBe(404);
  });
});

test('the export holds the bytes of the command line, and is for who may read all of it', async () => {
  const lines: string[] = [];
  for await (const { event, hash } of readChain(api.context.database)) lines.push(`${exportLine(event, hash)}\n`);
  const answer = await api.inject({ method: 'GET', url: '/api/audit/export' });
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/x-ndjson; charset=utf-8']);
  expect(answer.body).toBe(lines.join(''));
  for (const role of ['officer', 'leadership', 'field-lead', 'lead-head'] as const) {
    as(role);
    expect((await api.get('/api/audit/export')).status).toBe(403);
  }
});

describe('the check of the log', () => {
  const checked = async () => {
    for (;;) {
      const { body } = await api.get('/api/audit/check');
      if (body.state !== 'running') return body;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };

  test('runs beside the API, is joined by who asks meanwhile, and says what holds', async () => {
    expect((await api.get('/api/audit/check')).body.state).toBe('none');
    const [first, second] = [await api.post('/api/audit/check'), await api.post('/api/audit/check')];
    expect([first.body.state, second.body.state]).toEqual(['running', 'running']);
    expect(second.body.startedAt).toBe(first.body.startedAt);
    // The API answers others while the thread loads and checks.
    expect((await api.get('/healthz')).status).toBe(200);
    const body = await checked();
    expect([body.state, body.words[0]]).toEqual(['held', `Chuỗi nguyên vẹn: ${body.checked} sự kiện.`]);
  });

  test('names what another hand has changed', async () => {
    await runSql(api.url, `update assignment set title = 'Việc khác' where id = '${ofA}'`);
    await api.post('/api/audit/check');
    const body = await checked();
    expect(body.state).toBe('broken');
    expect(body.words.join('\n')).toContain('Việc khác');
  });
});
