import { beforeAll, expect, test } from 'vitest';
import { ownApi } from '../support/api.ts';
import { ensureDefaults } from '../support/settings.ts';
import { addPlan, dumpDatabase } from '../support/store.ts';
import { expectProblem } from './expect-problem.ts';

const api = ownApi();

beforeAll(() => ensureDefaults(api.context.database, new Date()));

test('without a roster no plan is given out, and the answer says what to do', async () => {
  const planId = await addPlan(api.context.database);
  const before = await dumpDatabase(api.url);
  expect(expectProblem(await api.post(`/api/plans/${planId}/publish`), 'roster-missing').detail).toContain('danh bạ');
  expect(await dumpDatabase(api.url)).toEqual(before);
});

test('an empty installation answers every page', async () => {
  for (const path of ['/api/meta', '/api/overview', '/api/assignments', '/api/reports/overdue'])
    expect([path, (await api.get(path)).status]).toEqual([path, 200]);
});
