// Activities over the test file's database, with captured channels, a clock that the test sets and an engine that listens.
import { MockActivityEnvironment } from '@temporalio/testing';
import type { ActivityDependencies } from '#activities/deps.ts';
import { createCaptureChannel } from '#channels/capture-channel.ts';
import type { OutgoingMessage, SendOutcome } from '#channels/channel.ts';
import { createChannelRegistry } from '#channels/registry.ts';
import { createLinkSigner } from '#channels/signed-links.ts';
import type { LifecycleState } from '#domain/lifecycle/state.ts';
import { createStore } from '#store/create-store.ts';
import type { Database } from '#store/database.ts';
import { vn } from '../support/builders.ts';

export type Answer = (message: OutgoingMessage, key: string) => SendOutcome | null;

export function activityFixture(database: Database, answers: { email?: Answer; zalo?: Answer } = {}) {
  let nowMs = Date.parse(vn('2026-11-13 08:00'));
  const email = createCaptureChannel('email', answers.email);
  const zalo = createCaptureChannel('zalo', answers.zalo);
  const openedSlots: string[] = [];
  const started: string[] = [];
  const restarted: string[] = [];
  let runs: (assignmentId: string) => Promise<LifecycleState | 'no' | 'silent'> = async () => 'no';
  const logged: object[] = [];
  const deps: ActivityDependencies = {
    store: createStore(database),
    channels: createChannelRegistry([email, zalo]),
    links: createLinkSigner('mot-bi-mat-du-dai-cho-thu-nghiem'),
    now: () => new Date(nowMs),
    publicUrl: 'https://nhacviec.example',
    mailDomain: 'nhacviec.example',
    engine: {
      openSlot: async (slotAt) => {
        openedSlots.push(slotAt);
      },
      async startLifecycles(orders, { anew = false, started: tell } = {}) {
        for (const order of orders) {
          (anew ? restarted : started).push(order.state.assignmentId);
          tell?.(order);
        }
      },
      isRunning: async (assignmentId) => (await runs(assignmentId)) !== 'no',
      lifecycleState: async (assignmentId) => {
        const answer = await runs(assignmentId);
        return typeof answer === 'string' ? null : answer;
      },
    },
    log: { info: () => undefined, warn: (fields) => logged.push(fields), error: (fields) => logged.push(fields) },
  };
  return {
    deps,
    email,
    zalo,
    openedSlots,
    started,
    restarted,
    /** What of a lifecycle is to be found in Temporal; none runs unless the test says otherwise. */
    lifecycles: (answer: typeof runs) => {
      runs = answer;
    },
    logged,
    at: (wallClock: string) => {
      nowMs = Date.parse(vn(wallClock));
    },
    run: <A extends unknown[], R>(activity: (...args: A) => Promise<R>, ...args: A): Promise<R> =>
      new MockActivityEnvironment().run(activity, ...args),
  };
}
