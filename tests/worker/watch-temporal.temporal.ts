// Temporal's whole database is lost while nobody looks: a press is carried out all the same, the worker gives everything back by itself, and
// until then nothing says that it is ready.
import type { Connection } from '@temporalio/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createReadiness } from '#api/readiness.ts';
import { listOpenMatters } from '#store/attention-store.ts';
import { createTemporalWatch } from '#worker/watch-temporal.ts';
import { startOnEmptyTemporal } from '../support/own-engine.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { eventually, type RunningEngine } from '../support/running-engine.ts';
import { smallPlan } from '../support/small-plan.ts';

const NEXT_YEAR = new Date().getFullYear() + 1;
const TITLES = ['Việc một', 'Việc hai', 'Việc ba'];
let testDatabase: TestDatabase;
let running: RunningEngine;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  running = await startOnEmptyTemporal(testDatabase.url);
});
afterAll(async () => {
  await running?.stop();
  await testDatabase?.drop();
});

const idOf = async (title: string) =>
  (await running.database.assignment.findFirstOrThrow({ where: { title: { contains: title } } })).id;

const runs = async () => {
  const ids = await Promise.all(TITLES.map(idOf));
  return Promise.all(ids.map((id) => running.engine.isRunning(id)));
};

function watch() {
  const { database, client, engine } = running;
  const said: string[] = [];
  const log = { warn: (_: object, message: string) => said.push(message) };
  const connection = client.connection as Connection;
  const round = createTemporalWatch({ connection, client, database, engine, now: () => new Date(), log });
  return { round, said };
}

test('what was lost is noticed, said and mended, and a press need not wait for it', async () => {
  // given open work on a Temporal that knows it
  expect(await watch().round()).toBe(1);
  const rows = TITLES.map((title) => ({ title, lead: 'Phòng Tư pháp', deadline: `Quý IV/${NEXT_YEAR}` }));
  await running.publish(smallPlan(NEXT_YEAR, rows));
  await eventually('every lifecycle runs', async () => (await runs()).every(Boolean));
  const before = watch();
  expect([await before.round(), await before.round()]).toEqual([0, 0]);
  expect(before.said).toEqual([]);

  // when Temporal comes back empty
  await running.stop();
  running = await startOnEmptyTemporal(testDatabase.url);
  const { database, client } = running;
  const ready = createReadiness({ database, client, taskQueue: 'dondoc-engine' });
  expect((await ready()).temporal).toBe(false);
  expect(await runs()).toEqual([false, false, false]);

  // then a press is carried out, once, and its lifecycle lives again
  expect(await running.give(await idOf('Việc một'), { command: 'acknowledge' })).toEqual({ ok: true });
  expect(await runs()).toEqual([true, false, false]);

  // and the worker gives back the rest, tells of it, and is done
  const after = watch();
  expect(await after.round()).toBe(1);
  expect(after.said).toHaveLength(2);
  expect(await runs()).toEqual([true, true, true]);
  expect((await ready()).temporal).toBe(true);
  expect(await after.round()).toBe(0);
  expect(await listOpenMatters(database, 'temporal-lost')).toEqual([]);
  expect(await database.attention.count({ where: { id: 'temporal-lost' } })).toBe(1);
  expect(await running.give(await idOf('Việc hai'), { command: 'acknowledge' })).toEqual({ ok: true });
});
