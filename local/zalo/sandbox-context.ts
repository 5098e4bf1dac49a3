import type { SandboxIdentity } from './sandbox-identity.ts';
import type { SandboxMessage, SandboxState, SandboxUser } from './sandbox-state.ts';
import type { WebhookEmitter } from './webhook-emitter.ts';

/** What every route of the sandbox works with. */
export type SandboxContext = {
  identity: SandboxIdentity;
  state: SandboxState;
  save(): void;
  saveNow(): void;
  nowMs(): number;
  /** Whether the night hours (22:00 to 06:00 of Vietnam) are kept. */
  keepsNight: boolean;
  /** Whether an account is made for whoever is written to. */
  everybodyHasZalo: boolean;
  webhooks: WebhookEmitter;
};

export type ApiRequest = {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Record<string, string>;
  rawBody: string;
};

/** Zalo answers 200 to everything that it understood; the verdict is in `error`. */
export type ApiReply = { status?: number; body: unknown; headers?: Record<string, string> };

export function ok(data: unknown): ApiReply {
  return { body: { error: 0, message: 'Success', data } };
}

export function fail(error: number, message: string): ApiReply {
  return { body: { error, message } };
}

export function violate(context: SandboxContext, rule: string, detail: string): void {
  context.state.violations.push({ atMs: context.nowMs(), rule, detail });
}

const VIETNAM_OFFSET_MS = 7 * 3_600_000;

export function isNight(context: SandboxContext): boolean {
  if (!context.keepsNight) return false;
  const hour = new Date(context.nowMs() + VIETNAM_OFFSET_MS).getUTCHours();
  return hour >= 22 || hour < 6;
}

export function vietnamDay(nowMs: number): string {
  return new Date(nowMs + VIETNAM_OFFSET_MS).toISOString().slice(0, 10);
}

/** Ids are strings of hex, as Zalo's are; never a number that a JSON reader could round. */
export function newId(context: SandboxContext): string {
  context.state.counter += 1;
  return context.state.counter.toString(16).padStart(20, 'a4d0243feee163bd3af2'.slice(0, 12));
}

export function record(
  context: SandboxContext,
  message: Omit<SandboxMessage, 'messageId' | 'atMs' | 'seen'>,
): SandboxMessage {
  const full: SandboxMessage = { ...message, messageId: newId(context), atMs: context.nowMs(), seen: false };
  context.state.messages.push(full);
  if (context.state.messages.length > KEPT_MESSAGES) context.state.messages.shift();
  return full;
}

const KEPT_MESSAGES = 5_000;

/** A message of the OA reaches its reader's phone, and the OA hears that it was received. */
export function handOver(context: SandboxContext, message: Parameters<typeof record>[1]): SandboxMessage {
  const sent = record(context, message);
  context.save();
  context.webhooks.received(sent);
  return sent;
}

export function userById(context: SandboxContext, userId: string): SandboxUser | undefined {
  return context.state.users.find((user) => user.userId === userId);
}

/** The account behind a phone number; where everybody has Zalo, a new one. */
export function userByPhone(context: SandboxContext, phone: string, name: string): SandboxUser | undefined {
  const known = context.state.users.find((user) => user.phone === phone);
  return known ?? (context.everybodyHasZalo ? addUser(context, { userId: userIdOf(phone), phone, name }) : undefined);
}

/** The account that a message goes to; where everybody has Zalo, a new one that follows and has never written. */
export function receiverById(context: SandboxContext, userId: string, name = userId): SandboxUser | undefined {
  return (
    userById(context, userId) ??
    (context.everybodyHasZalo ? addUser(context, { userId, phone: null, name }) : undefined)
  );
}

function addUser(
  context: SandboxContext,
  { userId, phone, name }: Pick<SandboxUser, 'userId' | 'phone' | 'name'>,
): SandboxUser {
  const user = { userId, phone, name, follows: true, lastInteractionMs: null, sentSinceInteraction: 0, refuseWith: {} };
  context.state.users.push(user);
  return user;
}

/** As long as Zalo's ids are: a number would be rounded. */
function userIdOf(phone: string): string {
  return `9100000${phone}`;
}

export function interact(context: SandboxContext, user: SandboxUser): void {
  user.lastInteractionMs = context.nowMs();
  user.sentSinceInteraction = 0;
}
