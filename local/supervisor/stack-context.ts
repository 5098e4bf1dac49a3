import type { Env } from '#config/env.ts';
import type { ChildRecord } from './child-record.ts';

/** The programs that run on the services; files of ours, replaced by small stand-ins in tests. */
export interface StackPrograms {
  worker: string;
  api: string;
  /** Run once before the address is printed; skipped when the file does not exist. */
  loadSample: string;
}

export interface StackContext {
  env: Env;
  programs: StackPrograms;
  record: ChildRecord;
  say: (line: string) => void;
  /** Something died too often: the stack cannot go on. */
  onGiveUp: (reason: string) => void;
  signal: AbortSignal;
  /** Collects what runs, in the order of starting, while the start is still under way. */
  running: RunningPart[];
}

export interface RunningPart {
  name: string;
  stop(): Promise<void>;
}

export interface StackAddresses {
  app: string;
  /** Where everybody else opens it. */
  publicUrl: string;
  mailbox: string | null;
  /** The sandbox's page of phones. */
  zalo: string | null;
  temporalUi: string | null;
  /** Where the first administrator sets a password, once; null when somebody has an account. */
  firstAccount: string | null;
}
