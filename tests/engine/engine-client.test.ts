// What the engine client asks of Temporal; how Temporal answers is tested on the real server.
import type { Client } from '@temporalio/client';
import { WorkflowUpdateFailedError, WorkflowUpdateRPCTimeoutOrCancelledError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { beforeEach, expect, test } from 'vitest';
import { createEngineClient, EngineUnavailable } from '#engine/engine-client.ts';
import { aCommand, aState } from '../support/lifecycle.ts';
import { slot } from '../support/moments.ts';

type Call = [name: string, workflow: string, options: Record<string, unknown>];
let calls: Call[];
let answer: () => unknown;
let nowMs: number;
const SLOT = slot('2026-03-02T01:00:00Z');

const client = {
  withDeadline: (_deadline: number, ask: () => Promise<unknown>) => ask(),
  workflow: {
    start: async (type: string, options: Record<string, unknown>) => void calls.push(['start', type, options]),
    signalWithStart: async (type: string, options: Record<string, unknown>) =>
      void calls.push(['signalWithStart', type, options]),
    getHandle: (workflowId: string) => ({
      executeUpdate: async (update: string, options: Record<string, unknown>) => {
        calls.push([update, workflowId, options]);
        return answer();
      },
      describe: async () => answer(),
    }),
  },
} as unknown as Client;

beforeEach(() => {
  calls = [];
  answer = () => ({ status: 'reported', sequence: 2 });
  nowMs = Date.parse(SLOT) - 8 * 60_000;
});

test('a slot hours ahead is opened once, however many reminders are staged for it', async () => {
  const engine = createEngineClient(client, { now: () => new Date(nowMs) });
  for (let time = 0; time < 5; time++) await engine.openSlot(SLOT);
  expect(calls.map(([name, type, options]) => [name, type, options.workflowId])).toEqual([
    ['start', 'deliverySlot', `delivery/${SLOT}`],
  ]);
});

test('a reminder staged late wakes its slot each time', async () => {
  const engine = createEngineClient(client, { now: () => new Date(nowMs) });
  await engine.openSlot(SLOT);
  nowMs = Date.parse(SLOT) + 1_000;
  await engine.openSlot(SLOT);
  await engine.openSlot(SLOT);
  expect(calls.map(([name]) => name)).toEqual(['start', 'signalWithStart', 'signalWithStart']);
});

test('a lifecycle that runs is left alone, and can be found by plan, agency, state and date', async () => {
  const attributes = { planId: 'ke-hoach', agencyId: 'a', dueDate: '2026-11-14' };
  await createEngineClient(client).startLifecycles([{ state: aState(), ...attributes }]);
  const [, , options] = calls[0] as Call;
  expect(options).toMatchObject({ workflowId: 'assignment/viec-1', workflowIdConflictPolicy: 'USE_EXISTING' });
  expect(JSON.stringify(options.typedSearchAttributes)).toMatch(/ke-hoach.*assigned.*2026-11-14/s);
});

test('a command is named by its own id, so that repeating it carries it out once', async () => {
  const outcome = await createEngineClient(client).command('viec-1', aCommand('report'));
  expect(outcome).toEqual({ ok: true, status: 'reported', sequence: 2 });
  expect(calls).toEqual([['command', 'assignment/viec-1', expect.objectContaining({ updateId: 'c-report' })]]);
});

test('a refusal is an answer, everything else an error', async () => {
  const refusal = ApplicationFailure.nonRetryable('report does not fit', 'command-does-not-fit', 'verified');
  answer = () => {
    throw new WorkflowUpdateFailedError('refused', refusal);
  };
  const engine = createEngineClient(client);
  expect(await engine.command('viec-1', aCommand('report'))).toEqual({
    ok: false,
    why: 'does-not-fit',
    status: 'verified',
  });
  answer = () => {
    throw new WorkflowUpdateFailedError('refused', ApplicationFailure.nonRetryable('22021', 'command-not-storable'));
  };
  expect(await engine.command('viec-1', aCommand('report'))).toMatchObject({ ok: false, why: 'not-storable' });
  answer = () => {
    throw new WorkflowUpdateFailedError('broken', ApplicationFailure.nonRetryable('boom', 'other'));
  };
  await expect(engine.command('viec-1', aCommand('report'))).rejects.toThrow(EngineUnavailable);
});

test('a command whose outcome nobody knows is said to be unknown, and neither done nor refused', async () => {
  const engine = createEngineClient(client);
  answer = () => {
    throw new WorkflowUpdateRPCTimeoutOrCancelledError('late');
  };
  await expect(engine.command('viec-1', aCommand('report'))).rejects.toThrow(EngineUnavailable);
  answer = () => {
    throw new WorkflowUpdateFailedError('away', ApplicationFailure.nonRetryable('no database', 'not-recorded'));
  };
  await expect(engine.command('viec-1', aCommand('report'))).rejects.toThrow(EngineUnavailable);
});

test('a lifecycle that Temporal does not know is not running', async () => {
  const engine = createEngineClient(client);
  answer = () => ({ status: { name: 'RUNNING' } });
  expect(await engine.isRunning('viec-1')).toBe(true);
  answer = () => ({ status: { name: 'COMPLETED' } });
  expect(await engine.isRunning('viec-1')).toBe(false);
  answer = () => {
    throw Object.assign(new Error('not found'), { name: 'WorkflowNotFoundError' });
  };
  expect(await engine.isRunning('viec-1')).toBe(false);
});
