// The ground of the slow tests: real PostgreSQL, real Temporal with time skipped up to where the test goes, the real workers and activities.

import { Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { afterAll, beforeAll, inject } from 'vitest';
import { createCaptureChannel } from '#channels/capture-channel.ts';
import { createChannelRegistry } from '#channels/registry.ts';
import { createLinkSigner } from '#channels/signed-links.ts';
import type { Clock } from '#contracts/clock.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { createEngineClient } from '#engine/engine-client.ts';
import { createStore } from '#store/create-store.ts';
import { openDatabase } from '#store/database.ts';
import { createDirectory } from '#store/directory.ts';
import { createWorkers } from '#worker/create-workers.ts';
import { workflowBundlePath } from '#worker/workflow-bundle.ts';
import { workflowNames } from '#workflows/names.ts';
import { vn } from '../builders.ts';
import { ownTestDatabase } from '../postgres.ts';
import { quietRuntime } from '../running-engine.ts';
import { ensureDefaults } from '../settings.ts';
import { runSql } from '../store.ts';
import { createTestNamespace } from '../temporal.ts';
import type { EngineOfOffices, Scene } from './engine-of-offices.ts';
import type { Ground } from './ground.ts';
import { createOfficeOnEngine } from './office-on-engine.ts';
import { TROUBLE } from './trouble.ts';

/** One engine for a test file; each office in it has the roster and the clock to itself, and ends with its work. */
export function onEngine(): Ground {
  const database = ownTestDatabase();
  let engine: EngineOfOffices | undefined;
  let stop = async () => undefined as unknown;
  beforeAll(async () => {
    ({ engine, stop } = await start(database.url));
  });
  afterAll(async () => {
    await stop();
  });
  return {
    name: 'on the real engine',
    async open(furnishing) {
      if (engine === undefined) throw new Error('the engine runs from beforeAll on');
      // The people of every office have the same names and hours: a letter to one of another office is none to theirs.
      await runSql(
        database.url,
        `set session_replication_role = replica; delete from ledger_entry where message_id is not null; delete from delivery; delete from message`,
      );
      return createOfficeOnEngine(engine, furnishing);
    },
  };
}

async function start(databaseUrl: string) {
  quietRuntime();
  const database = openDatabase(databaseUrl, 10);
  await ensureDefaults(database, new Date(vn('2026-01-02 08:00')));
  const [address, namespace] = [inject('temporalAddress'), await createTestNamespace()];
  const connection = await Connection.connect({ address });
  const client = new Client({ connection, namespace });
  const base = createEngineClient(client);
  const now: Scene = { nowMs: 0, isDown: () => false, opened: new Set(), offsets: new Map(), sent: [] };
  const directory = createDirectory(database, rosterIsOldAtOnce());
  const native = await NativeConnection.connect({ address });
  const silent = () => undefined;
  const workers = await createWorkers({
    connection: native,
    namespace,
    bundlePath: await workflowBundlePath(),
    deps: {
      store: { ...createStore(database), directory },
      channels: createChannelRegistry(['email', 'zalo'].map((name) => channelOf(name, now))),
      links: createLinkSigner('a-secret-of-the-tests-only'),
      now: () => new Date(now.nowMs),
      publicUrl: 'http://test.invalid',
      mailDomain: 'test.invalid',
      engine: {
        ...base,
        startLifecycles: (orders, how) => {
          const clockOffsetMs = now.nowMs - Date.now();
          for (const { state } of orders) now.offsets.set(workflowNames().lifecycle(state.assignmentId), clockOffsetMs);
          return createEngineClient(client, { clockOffsetMs: () => clockOffsetMs }).startLifecycles(orders, how);
        },
        // Each lifecycle has a clock of its own: a slot is delivered when all of them are past their staging.
        openSlot: async (slotAt) => void now.opened.add(slotAt),
      },
      log: { info: silent, warn: silent, error: silent },
    },
  });
  const running = Promise.all(workers.map((worker) => worker.run()));
  const stop = async () => {
    for (const worker of workers) worker.shutdown();
    await running;
    return Promise.allSettled([native.close(), connection.close(), database.$disconnect()]);
  };
  return { engine: { database, directory, connection, client, engine: base, now }, stop };
}

/** The roster that was read for one office must not be taken for the next one's, however soon that opens. */
function rosterIsOldAtOnce(): Clock {
  let ms = 0;
  return () => {
    ms += 60_000;
    return new Date(ms);
  };
}

function channelOf(name: string, now: Scene) {
  return createCaptureChannel(name, ({ subject, text }, messageId) => {
    const at = instantOf(now.nowMs);
    if (now.isDown(name, at)) return TROUBLE;
    now.sent.push({ messageId, channel: name, at, subject, text });
    return null;
  });
}
