// The check of the audit log, asked for at a page: in a thread of its own, one at a time.
import { Worker } from 'node:worker_threads';
import type { LogCheckStanding } from '#contracts/audit.ts';
import type { Clock } from '#contracts/clock.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import type { LogCheck } from '#operations/verify-audit.ts';
import { loadChainEnd } from '#store/audit-store.ts';
import { type Database, officeOf } from '#store/database.ts';
import type { CheckOrder, FromCheck } from './check-messages.ts';

export interface OwnLogCheck extends LogCheck {
  close(): Promise<void>;
}

const NONE: LogCheckStanding = {
  state: 'none',
  startedAt: null,
  endedAt: null,
  checked: 0,
  events: 0,
  root: null,
  words: [],
};
const MEMORY_MEGABYTES = 2_048;
const FAILED_WORDS =
  'Chưa kiểm tra xong: chương trình kiểm tra dừng giữa chừng. Nhật ký không bị thay đổi; hãy kiểm tra lại.';

/** Of the log of one office. Remembers how the last one ended until the API is started anew. */
export function createLogCheck(parts: { database: Database; now: Clock } & Omit<CheckOrder, 'office'>): OwnLogCheck {
  const { database, databaseUrl, evidence, now } = parts;
  let standing = NONE;
  let thread: Worker | null = null;
  const run = () => {
    const order: CheckOrder = { databaseUrl, office: officeOf(database), evidence };
    const started = new Worker(new URL('./start-thread.mjs', import.meta.url), {
      execArgv: [],
      workerData: order,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MEGABYTES },
    });
    thread = started;
    started.unref();
    const isOver = (changes: Partial<LogCheckStanding>) => {
      // What a thread says after another has begun, or its end after it has said what it found, tells nothing.
      if (thread !== started) return;
      thread = null;
      standing = { ...standing, ...changes, endedAt: instantOf(now()) };
    };
    started.on('message', (said: FromCheck) => {
      if (said.kind === 'events') standing = { ...standing, checked: said.count };
      else {
        const { ok, events, root, words } = said;
        isOver({ state: ok ? 'held' : 'broken', checked: events, events, root, words });
      }
    });
    started.on('error', () => isOver({ state: 'failed', words: [FAILED_WORDS] }));
    started.on('exit', () => isOver({ state: 'failed', words: [FAILED_WORDS] }));
  };
  return {
    standing: () => standing,
    start() {
      if (thread !== null) return standing;
      standing = { ...NONE, state: 'running', startedAt: instantOf(now()) };
      // How many there are is for the bar that people look at: the check does not wait for it.
      void loadChainEnd(database).then(
        ({ events }) => {
          if (standing.state === 'running') standing = { ...standing, events };
        },
        () => undefined,
      );
      run();
      return standing;
    },
    async close() {
      await thread?.terminate();
    },
  };
}
