// A machine whose clock is set back by eight days: what is recorded does not run back, what was ten days late stays so, and it is said.
import { expect, test } from 'vitest';
import { listOpenAttention } from '#store/attention-store.ts';
import { appendNextEvents, readChain, verifyAuditChain } from '#store/audit-store.ts';
import { LAG_MAX_MS, openSteadyClock } from '#store/steady-clock.ts';
import { createClockWatch } from '#worker/watch-clock.ts';
import { vn, ZONE } from '../support/builders.ts';
import { ownDatabase } from '../support/store.ts';

const own = ownDatabase();
const at = (moment: string) => new Date(vn(moment));
const BEFORE = '2126-11-20 09:00';
const SET_BACK = '2126-11-12 09:00';

async function note(moment: string): Promise<void> {
  const event = { subject: 'matter/thu', type: 'matter-resolved', actor: 'thử', occurredAt: vn(moment), payload: {} };
  await own.database.$transaction((tx) => appendNextEvents(tx, [event], vn(moment)));
}

test('recorded time never runs back, and days are counted by it', async () => {
  const { database } = own;
  await note(BEFORE);
  await note(SET_BACK);
  await note('2126-11-20 09:01');
  const recorded: string[] = [];
  for await (const { event } of readChain(database)) recorded.push(event.recordedAt);
  expect(recorded.slice(-3)).toEqual([at(BEFORE), at(BEFORE), at('2126-11-20 09:01')].map((one) => one.toISOString()));
  expect(recorded).toEqual([...recorded].sort());
  expect(await verifyAuditChain(database)).toMatchObject({ ok: true });

  let wall = at(SET_BACK);
  const clock = await openSteadyClock(database, () => wall);
  expect(clock.now()).toEqual(at('2126-11-20 09:01'));
  wall = at('2126-11-20 09:02');
  expect(clock.now()).toEqual(wall);
  await note('2126-11-20 09:05');
  wall = at('2126-11-20 09:04');
  await clock.refresh();
  expect(clock.now()).toEqual(at('2126-11-20 09:05'));
  // One that was far ahead when something was recorded is not followed.
  wall = new Date(at('2126-11-20 09:05').getTime() - LAG_MAX_MS);
  expect(clock.now()).toEqual(wall);
});

test('a clock that is behind is on the officer’s list until it has caught up', async () => {
  const { database } = own;
  const told: string[] = [];
  const log = { error: (_: object, message: string) => told.push(message) };
  let wall = at(SET_BACK);
  const watch = createClockWatch({ database, now: () => wall, zone: ZONE, log });
  const matters = async () => (await listOpenAttention(database, 50)).map(({ what }) => what);
  await watch();
  expect(told).toHaveLength(1);
  expect(await matters()).toEqual([
    expect.stringContaining(
      'Đồng hồ máy chủ (09:00 ngày 12/11/2126) đang chậm hơn lần ghi nhật ký gần nhất (09:05 ngày 20/11/2126)',
    ),
  ]);
  wall = at('2126-11-20 09:06');
  await watch();
  expect(await matters()).toEqual([]);
});
