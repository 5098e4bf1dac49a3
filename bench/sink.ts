// The mail server of a measurement, as its client sees it.
import { fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FromSink, SinkMail, ToSink } from './mail-sink.ts';

export interface Sink {
  port: number;
  url: string;
  /** What came since the last time. */
  take(): Promise<SinkMail[]>;
  /** Returns when so many are there that were not taken yet. */
  reached(mails: number): Promise<void>;
  close(): void;
}

// What was accepted a moment ago may not be counted yet.
const SETTLE_MS = 200;

export async function openSink(): Promise<Sink> {
  const child = fork(new URL('./mail-sink.ts', import.meta.url), { execArgv: ['--import', 'tsx'] });
  let isOpen = true;
  child.once('exit', (code, signal) => {
    if (isOpen) throw new Error(`the mail server ended: ${signal ?? code}`);
  });
  const next = <T extends object>(is: (message: FromSink) => message is FromSink & T) =>
    new Promise<T>((resolve) => {
      const hear = (message: FromSink) => {
        if (!is(message)) return;
        child.off('message', hear);
        resolve(message);
      };
      child.on('message', hear);
    });
  const ask = (what: ToSink) => child.send(what);
  const { port } = await next((message): message is { port: number } => 'port' in message);
  return {
    port,
    url: `smtp://127.0.0.1:${port}`,
    async take() {
      await sleep(SETTLE_MS);
      const answer = next((message): message is { mails: SinkMail[] } => 'mails' in message);
      ask('take');
      return (await answer).mails;
    },
    async reached(mails) {
      const answer = next((message): message is { reached: number } => 'reached' in message);
      ask({ tellAt: mails });
      await answer;
    },
    close() {
      isOpen = false;
      child.kill();
    },
  };
}
