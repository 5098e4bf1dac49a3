// What steers a sandbox: tests call it as functions, a developer's page over HTTP (control-routes.ts).
import type { Fault } from './faults.ts';
import type { SandboxMessage, SandboxState, SandboxTemplate, SandboxUser } from './sandbox-state.ts';
import type { WebhookEmitter } from './webhook-emitter.ts';

export type SandboxControls = {
  webhooks: WebhookEmitter;
  /** Newest first. */
  messages(): SandboxMessage[];
  violations(): SandboxState['violations'];
  users(): SandboxUser[];
  /** Adds a person or changes what is given of one; a new one follows the OA and has never interacted. */
  setUser(user: Partial<SandboxUser> & { userId: string }): void;
  setTemplate(template: SandboxTemplate): void;
  setDailyQuota(quota: number): void;
  failNext(fault: Fault): void;
  clearFaults(): void;
  moveClock(byMs: number): void;
  nowMs(): number;
  expireAccessToken(): void;
  /** The person presses the button with this payload, or types this text. */
  writeAs(userId: string, text: string): void;
  openChat(userId: string): void;
  follow(userId: string, follows: boolean): void;
};
