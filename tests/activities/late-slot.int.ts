// A slot that is opened after a stop of hours sends nothing in the night: what it holds goes to the next proper one.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type CaptureChannel, createCaptureChannel } from '#channels/capture-channel.ts';
import type { Slot } from '#contracts/primitives.ts';
import { recordTransition } from '#store/lifecycle-store.ts';
import { vn } from '../support/builders.ts';
import { CLERK, createDeliveryWorld, type DeliveryWorld } from '../support/delivery.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';

let own: TestDatabase;
let world: DeliveryWorld;
let slot: Slot;
let mail: CaptureChannel;

beforeEach(async () => {
  own = await createTestDatabase();
  mail = createCaptureChannel('email');
  world = await createDeliveryWorld(own.url, {}, Date.parse(vn('2026-01-05 23:40')));
  slot = await world.stage();
});
afterEach(async () => {
  await world.database.$disconnect();
  await own.drop();
});

const deliver = (slotAt: Slot) => world.deliverer([mail], { everySlotIsPast: false })(slotAt);

const clerksRows = async () =>
  (
    await world.database.ledgerEntry.findMany({
      where: { contactId: CLERK, step: 'assigned' },
      orderBy: { slotAt: 'asc' },
    })
  ).map(({ status, slotAt }) => `${status} ${slotAt.toISOString()}`);

test('opened at night it sends nothing, and its letter leaves on the next morning, once', async () => {
  expect(await deliver(slot)).toMatchObject({ open: 0 });
  expect(mail.captured).toHaveLength(0);
  expect(world.world.reopened).toEqual([vn('2026-01-06 08:00')]);
  world.world.nowMs = Date.parse(vn('2026-01-06 08:00'));
  await deliver(vn('2026-01-06 08:00'));
  expect(mail.captured).toHaveLength(1);
  expect(await clerksRows()).toEqual(['deferred 2026-01-05T02:01:00.000Z', 'sent 2026-01-06T01:00:00.000Z']);
});

test('opened late in working hours of its day it sends at once', async () => {
  world.world.nowMs = Date.parse(vn('2026-01-05 15:00'));
  await deliver(slot);
  expect(mail.captured).toHaveLength(1);
});

test('what a report took back meanwhile is not brought back by its move', async () => {
  const { id } = await world.database.assignment.findFirstOrThrow({});
  const event = { sequence: 2, actor: 'thử', occurredAt: vn('2026-01-05 20:00') };
  const supersede = { steps: ['assigned'], reason: 'việc đã được thu hồi' };
  const withdrawn = { ...event, type: 'withdrawn', reason: 'thôi' } as const;
  await recordTransition(
    world.database,
    { assignmentId: id, event: withdrawn, status: 'withdrawn', supersede, add: [] },
    new Date(),
  );
  await deliver(slot);
  expect(await clerksRows()).toEqual(['superseded 2026-01-05T02:01:00.000Z']);
});
