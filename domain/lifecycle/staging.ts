// Stage ahead, deliver on the slot: how early a lifecycle wakes (ADR 0003).
import { epochMsOf } from '#domain/calendar/instant.ts';
import type { LadderStep } from '#domain/ladder/planned-reminder.ts';
import type { BroughtStep, PendingStep } from './state.ts';

// Measured with an empty worker cache: 52-66 stagings a second. 2,000 rows in one slot need 40 s; five minutes leave room for a restart.
const STAGING_LEAD_MS = 5 * 60_000;
const SPREAD_MS = 3 * 60_000;
/** No lifecycle wakes earlier before its slot. */
export const WAKES_EARLY_MS_MAX = STAGING_LEAD_MS + SPREAD_MS;

/** The step with its wake: between 5 and 8 minutes before the slot, always the same for the same assignment and step. */
export function toPendingStep(step: Omit<LadderStep, 'audience' | 'turn'>, assignmentId: string): PendingStep {
  const { id, rung, slotAt, endsWithState } = step;
  const spreadMs = hashOf(`${assignmentId}/${id}`) % SPREAD_MS;
  const wakeAtMs = epochMsOf(slotAt) - STAGING_LEAD_MS - spreadMs;
  return { id, rung, slotAt, wakeAtMs, while: step.while, ...(endsWithState ? { endsWithState } : {}) };
}

/** The same for a step that a command brings. */
export function toBroughtStep(step: LadderStep, assignmentId: string): BroughtStep {
  return { ...toPendingStep(step, assignmentId), turn: step.turn, audience: step.audience };
}

/** FNV-1a, 32 bits: only has to spread. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return hash;
}
