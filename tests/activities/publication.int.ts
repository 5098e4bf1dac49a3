import { beforeEach, expect, test } from 'vitest';
import { createCountNotReady, createFinishPublication, createStartLifecycles } from '#activities/publish-plan.ts';
import { createRecordTransition } from '#activities/record-transition.ts';
import { wallClock } from '#contracts/clock.ts';
import { aPlan, vn } from '../support/builders.ts';
import { day } from '../support/moments.ts';
import { furnish, ownDatabase, publishedPlan, runSql } from '../support/store.ts';
import { activityFixture } from './activity-fixture.ts';

const own = ownDatabase();
let planId: string;
let ids: string[];

beforeEach(async () => {
  await runSql(own.url, 'set session_replication_role = replica; truncate ledger_entry, message, delivery cascade');
  await furnish(own.database);
  const rows = Array.from({ length: 120 }, (_, index) => ({ title: `Việc ${index}`, deadlineText: 'Khi có yêu cầu' }));
  ({ planId, assignmentIds: ids } = await publishedPlan(own.database, aPlan(rows)));
});

test('every lifecycle is started once, also when the call before ended in between', async () => {
  const fixture = activityFixture(own.database);
  const start = createStartLifecycles({ ...fixture.deps, now: wallClock });
  expect(await fixture.run(start, { planId })).toEqual({ remaining: 0 });
  expect([...fixture.started].sort()).toEqual([...ids].sort());
});

test('a publication goes on where a dead worker left it', async () => {
  const fixture = activityFixture(own.database);
  await own.database.assignment.updateMany({
    where: { id: { in: ids.slice(0, 100) } },
    data: { lifecycleReadyAt: new Date() },
  });
  expect(await fixture.run(createCountNotReady(fixture.deps), { planId })).toBe(20);
  const deps = { ...fixture.deps, now: wallClock };
  expect(await fixture.run(createStartLifecycles(deps), { planId })).toEqual({ remaining: 0 });
  expect(fixture.started.length).toBe(20);
  await fixture.run(createFinishPublication(fixture.deps), { planId });
  expect((await own.database.plan.findUniqueOrThrow({ where: { id: planId } })).status).toBe('published');
});

test('a report writes the question to the verifier with the people of that day', async () => {
  const fixture = activityFixture(own.database);
  fixture.at('2026-03-02 09:00');
  const slotAt = vn('2026-03-05 08:00');
  await fixture.run(createRecordTransition(fixture.deps), {
    assignmentId: ids[0] as string,
    status: 'reported',
    supersede: { steps: ['unacknowledged'], reason: 'đã báo cáo, chờ xác nhận' },
    event: {
      type: 'reported',
      sequence: 2,
      actor: 'a.cv',
      occurredAt: vn('2026-03-02 09:00'),
      note: 'Xong',
      documentNumber: null,
      evidenceUrl: null,
      reportedOn: day('2026-03-02'),
      steps: [
        {
          id: 'awaiting-verification#1',
          rung: 'awaiting-verification',
          slotAt,
          wakeAtMs: 1,
          while: ['reported'],
          audience: [{ role: 'verifier', slotAt }],
        },
      ],
    },
  });
  const rows = await own.database.ledgerEntry.findMany({
    where: { assignmentId: ids[0] as string, status: { in: ['planned', 'superseded'] } },
  });
  expect(rows.map(({ step, contactId, status }) => `${step} ${contactId} ${status}`).sort()).toEqual([
    'assigned a.cv planned',
    'awaiting-verification#1 noivu.cv planned',
    'unacknowledged a.cv superseded',
    'unacknowledged a.tp superseded',
  ]);
});
