import { beforeAll, expect, test } from 'vitest';
import { ownApi } from '../support/api.ts';
import { aContact, anAgency, aPlan, aRoster, ZONE } from '../support/builders.ts';
import { saveRoster } from '../support/settings.ts';
import { addPlan, dumpDatabase, furnish } from '../support/store.ts';
import { expectProblem } from './expect-problem.ts';

const api = ownApi();
const CSV = (lead: string, work: string) =>
  `STT;Nội dung công việc;Cơ quan chủ trì;Thời gian hoàn thành\n1;${work};${lead};Trước ngày 15/11/2026\n2;${work} lần hai;${lead};Trước ngày 20/11/2026\n`;

beforeAll(async () => {
  await furnish(api.context.database);
  api.at('2026-01-05 08:30');
});

test('the answer to an upload names a lead that the roster does not know, as the preview does', async () => {
  const { body } = await api.upload('ke-hoach.csv', CSV('P. Nội vụ', 'Rà soát quy định'));
  expect(body.issues).toEqual([
    {
      code: 'agency-unknown',
      place: { table: 1, row: 2 },
      column: 'Cơ quan chủ trì',
      message: expect.stringMatching(/«P\. Nội vụ».*2 dòng/),
      suggestion: expect.stringContaining('«Phòng Nội vụ»'),
    },
  ]);
  expect((await api.get(`/api/plans/${body.plan.id}`)).body.issues).toEqual(body.issues);
});

test('nothing is given out to nobody: the press is refused with each such lead, until it is meant', async () => {
  const planId = await addPlan(api.context.database, aPlan([{ leads: ['P. Nội vụ'] }, {}, { leads: ['Sở X'] }]));
  const before = await dumpDatabase(api.url);
  const problem = expectProblem(await api.post(`/api/plans/${planId}/publish`), 'plan-has-unheard-leads');
  expect(problem.detail).toContain('2 cơ quan');
  expect(problem.issues?.map(({ place }) => place)).toEqual(['bảng 1, dòng 2', 'bảng 1, dòng 4']);
  expect(await dumpDatabase(api.url)).toEqual(before);
  expect((await api.post(`/api/plans/${planId}/publish?unheard=1`)).status).toBe(200);
});

test('an alias, a person or an address in the roster mends the draft at once', async () => {
  const { database } = api.context;
  const planId = await addPlan(database, aPlan([{ leads: ['P. A'] }, { leads: ['Phòng Mới'] }]));
  const codes = async () => {
    const { body } = await api.get(`/api/plans/${planId}`);
    return body.issues.map(({ code }: { code: string }) => code);
  };
  const mended = async (change: (roster: ReturnType<typeof aRoster>) => void) => {
    const roster = aRoster();
    change(roster);
    await saveRoster(database, roster, ZONE);
    return codes();
  };
  const moi = anAgency({ id: 'moi', name: 'Phòng Mới' });
  const alias = { ...anAgency({ id: 'pa', name: 'Phòng Pháp chế' }), aliases: ['P. A'] };
  const people = [aContact({ id: 'pa.cv', agency: 'pa' })];
  expect(await codes()).toEqual(['agency-unknown', 'agency-unknown']);
  expect(await mended(({ agencies }) => agencies.push(moi))).toEqual(['agency-unknown', 'agency-without-contact']);
  const mute = aContact({ id: 'moi.cv', agency: 'moi', email: null });
  expect(
    await mended(({ agencies, contacts }) => {
      agencies.push(moi, alias);
      contacts.push(mute, ...people);
    }),
  ).toEqual(['agency-unreachable']);
  expect(
    await mended(({ agencies, contacts }) => {
      agencies.push(moi, alias);
      contacts.push({ ...mute, email: 'moi@vi-du.invalid' }, ...people);
    }),
  ).toEqual([]);
  expect((await api.post(`/api/plans/${planId}/publish`)).status).toBe(200);
});

test('of a plan that was given out the officer’s list tells, and not its page', async () => {
  const planId = await addPlan(api.context.database, aPlan([{ leads: ['Sở Y'] }]));
  await api.post(`/api/plans/${planId}/publish?unheard=1`);
  expect((await api.get(`/api/plans/${planId}`)).body.issues).toEqual([]);
  const { body } = await api.get('/api/overview');
  expect(JSON.stringify(body)).toContain('Sở Y');
});
