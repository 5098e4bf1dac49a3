import { setTimeout as sleep } from 'node:timers/promises';
import type { ProcessEnd, ServerProcess } from '../process/server-process.ts';

export interface KeepRunningOptions {
  /** What people call it. */
  title: string;
  /** Resolves when it works; called again after each death. */
  start: () => Promise<ServerProcess>;
  say: (line: string) => void;
  /** It died too often to be started once more. */
  onGiveUp: (reason: string) => void;
}

export interface KeptRunning {
  /** No start happens after this; resolves when the process is gone. */
  stop(): Promise<void>;
}

const DEATHS_ALLOWED = 5;
const WITHIN_MS = 60_000;
const FIRST_PAUSE_MS = 200;

/**
 * Starts a process and starts it again whenever it dies, each time after a longer pause, until it has died five times
 * within a minute. A first start that fails is thrown, not repeated.
 */
export async function keepRunning(options: KeepRunningOptions): Promise<KeptRunning> {
  let stopping = false;
  let starting: Promise<ServerProcess> = options.start();
  let current: ServerProcess | null = await starting;
  const watching = watch(current);

  return {
    async stop() {
      stopping = true;
      // One that is just being started must not be left behind.
      current = await starting.catch(() => null);
      await current?.stop();
      await watching;
    },
  };

  async function watch(first: ServerProcess): Promise<void> {
    const deaths: number[] = [];
    let running: ServerProcess | null = first;
    while (!stopping) {
      const how = running === null ? 'không khởi động lại được' : describeEnd(await running.exited);
      if (stopping) return;
      deaths.push(performance.now());
      const recent = deaths.filter((at) => at > performance.now() - WITHIN_MS).length;
      if (recent >= DEATHS_ALLOWED) {
        options.onGiveUp(`${options.title} đã dừng ${recent} lần trong một phút (lần cuối: ${how})`);
        return;
      }
      const pauseMs = FIRST_PAUSE_MS * 2 ** (recent - 1);
      options.say(`${options.title} dừng bất ngờ (${how}), khởi động lại sau ${pauseMs / 1000} giây`);
      await sleep(pauseMs);
      if (stopping) return;
      starting = options.start();
      running = await starting.catch((error: Error) => {
        options.say(error.message);
        return null;
      });
      if (running !== null && !stopping) options.say(`${options.title} đã chạy lại`);
    }
  }
}

function describeEnd({ code, signal }: ProcessEnd): string {
  return signal === null ? `mã thoát ${code}` : `tín hiệu ${signal}`;
}
