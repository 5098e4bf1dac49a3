// What the sandbox knows, kept in one JSON file so that tokens, windows and messages survive a restart of the stack.
import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { makePrivateFolder } from '../private/make-private-folder.ts';
import { writePrivateFile } from '../private/write-private-file.ts';

export type SandboxUser = {
  userId: string;
  name: string;
  /** `84…`, or null when nobody knows it. */
  phone: string | null;
  follows: boolean;
  lastInteractionMs: number | null;
  /** Consultation messages since the last interaction. */
  sentSinceInteraction: number;
  /** Makes every message to this person fail with this code, e.g. -227 (inactive) or -141 (refused the OA). */
  refuseWith: { oa?: number; zbs?: number };
};

export type SandboxTemplate = {
  templateId: string;
  key: string;
  title: string;
  paragraph: string;
  button: { title: string; urlParam: string };
  status: 'ENABLE' | 'PENDING_REVIEW' | 'REJECT' | 'DISABLE';
  allowsUid: boolean;
  listParams: {
    name: string;
    require: boolean;
    type: string;
    maxLength: number;
    minLength: number;
    acceptNull: boolean;
  }[];
};

export type SandboxButton = { title: string; type: string; payload: unknown };

export type SandboxMessage = {
  messageId: string;
  wire: 'cs' | 'template-uid' | 'template-phone' | 'from-user';
  userId: string | null;
  phone: string | null;
  atMs: number;
  title: string;
  text: string;
  buttons: SandboxButton[];
  trackingId: string | null;
  seen: boolean;
  headers: Record<string, string>;
};

export type SandboxState = {
  tokens: { access: string; refresh: string; accessExpiresMs: number };
  deadTokens: string[];
  users: SandboxUser[];
  templates: SandboxTemplate[];
  messages: SandboxMessage[];
  dailyQuota: number;
  sentByDay: Record<string, number>;
  counter: number;
  /** What a client did that the real Zalo would punish or that loses data in silence; a test asserts that there is none. */
  violations: { atMs: number; rule: string; detail: string }[];
};

export type StateFile = {
  state: SandboxState;
  /** Soon: one write for a burst of messages. */
  save(): void;
  saveNow(): void;
};

const SAVE_WITHIN_MS = 200;

/** Loads the state, or begins with `fresh`; saving replaces the file as a whole, so that a kill leaves the old or the new one. */
export function openState(file: string | null, fresh: SandboxState): StateFile {
  const state: SandboxState = file !== null && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : fresh;
  let timer: NodeJS.Timeout | null = null;
  const saveNow = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (file === null) return;
    makePrivateFolder(dirname(file));
    writePrivateFile(file, JSON.stringify(state));
  };
  return {
    state,
    saveNow,
    save() {
      if (file !== null) timer ??= setTimeout(saveNow, SAVE_WITHIN_MS).unref();
    },
  };
}
