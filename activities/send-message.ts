// One message over its contact's channels, as far as it can go now. domain/delivery/decide.ts decides, this carries out.
import type { SendOutcome } from '#contracts/delivery.ts';
import type { Instant } from '#contracts/primitives.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { decide } from '#domain/delivery/decide.ts';
import { type DeliveryEffect, type DeliveryInput, isKept, type Ways } from '#domain/delivery/state.ts';
import { waysTo } from '#domain/delivery/ways-to.ts';
import type { SendingMessage } from '#store/message-store.ts';
import type { ActivityDependencies } from './deps.ts';
import { toOutgoing } from './outgoing-message.ts';

/** What the messages of one slot have in common while they are sent. */
export interface SlotRun {
  zone: string;
  /** Channels that took something over, with since when their alarms must have been quiet to be over: told once a slot, not for each of a thousand mails. */
  worksSince: Map<string, Instant>;
}

/** Attempts until the message has its end or has to wait; answers until when, null = ended. */
export async function sendMessage(
  deps: ActivityDependencies,
  message: SendingMessage,
  run: SlotRun,
): Promise<Instant | null> {
  const ways = waysOf(deps, message, run.zone);
  let input: DeliveryInput | null = { type: 'due', ways };
  let dueAt: Instant | null = null;
  while (input !== null) {
    const effects = await decideOn(deps, message, input);
    input = null;
    for (const effect of effects) {
      if (effect.type === 'wait') dueAt = effect.until;
      if (effect.type === 'send') input = { ...(await attempt(deps, message, effect)), ways };
      await tell(deps, message, effect, run);
    }
  }
  return dueAt;
}

/** The contact's channels as they are set up here. */
function waysOf({ channels }: ActivityDependencies, { contact }: SendingMessage, zone: string): Ways {
  const promisesOf = (name: string) => channels.get(name)?.promises ?? null;
  return waysTo(contact, contact.unreachable, channels.kinds, promisesOf, zone);
}

/** What was read with the slot is enough to begin with; whatever is written is decided on what stands at that moment. */
async function decideOn(deps: ActivityDependencies, message: SendingMessage, input: DeliveryInput) {
  const now = nowOf(deps);
  if (input.type === 'due') {
    const effects = decide(message.state, input, now);
    if (!effects.some(isKept)) return effects;
  }
  return deps.store.changeMessage(message.id, (state) => decide(state, input, now), new Date(now));
}

async function attempt(
  deps: ActivityDependencies,
  message: SendingMessage,
  effect: Extract<DeliveryEffect, { type: 'send' }>,
) {
  const { number, channel: name } = effect;
  const channel = deps.channels.get(name);
  if (channel === undefined) throw new Error(`no channel ${name}`);
  // A channel that breaks instead of answering is in doubt like any other: it must not hold up the rest of the slot.
  const outcome = await channel
    .send(toOutgoing(deps, message, effect), message.id)
    .catch((error): SendOutcome => ({ kind: 'unknown', why: error instanceof Error ? error.message : String(error) }));
  return { type: 'answered' as const, number, channel: name, outcome };
}

async function tell(
  { store, log, now: clock }: ActivityDependencies,
  { id: messageId, contactId }: SendingMessage,
  effect: DeliveryEffect,
  run: SlotRun,
): Promise<void> {
  const now = clock();
  switch (effect.type) {
    case 'mark-unreachable': {
      const { channel, address, reason } = effect;
      return store.markUnreachable({ contactId, channel, address, reason }, now);
    }
    case 'raise-matter': {
      const { id, code, channel, what, place } = effect;
      log.error({ messageId, channel, code, why: what }, 'a person has to put a channel right');
      return store.raiseAttention({ id, what, place }, now);
    }
    case 'end-matters':
      run.worksSince.set(effect.channel, effect.quietSince);
      return;
    default:
  }
}

function nowOf({ now }: ActivityDependencies): Instant {
  return instantOf(now());
}
