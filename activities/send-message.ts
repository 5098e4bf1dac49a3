// One message over its contact's channels, as far as it can go now. domain/delivery/decide.ts decides, this carries out.
import type { SendOutcome } from '#contracts/delivery.ts';
import type { Instant } from '#contracts/primitives.ts';
import { instantOf, isBefore } from '#domain/calendar/instant.ts';
import { decide } from '#domain/delivery/decide.ts';
import {
  type DeliveryEffect,
  type DeliveryInput,
  isKept,
  type MessageState,
  type Ways,
} from '#domain/delivery/state.ts';
import { waysToAll } from '#domain/delivery/ways-to.ts';
import type { SendingMessage } from '#store/message-store.ts';
import type { ActivityDependencies, KeptAnswer } from './deps.ts';
import type { Holds } from './holds.ts';
import { lateOf } from './late-of.ts';
import { otherReaders, toOutgoing } from './outgoing-message.ts';
import { sayToEach } from './say-to-each.ts';
import type { Notes } from './take-notes.ts';
import type { Turns } from './take-turns.ts';

/** What the messages of one slot have in common while they are sent. */
export interface SlotRun {
  zone: string;
  /** Channels that took something over, with since when their alarms must have been quiet to be over: told once a slot, not for each of a thousand mails. */
  worksSince: Map<string, Instant>;
  notes: Notes;
  inTurn: Turns;
  holds: Holds;
}

type DeliveryAnswer = Extract<DeliveryInput, { type: 'answered' }>;
type Answer = Omit<DeliveryAnswer, 'ways'> & { at: Instant };

// Where a channel does not say how many sends it can use at once.
const WIDTH = 10;

/** The first attempt of a message, made ready before its time. */
export interface PreparedAttempt {
  channel: string;
  address: string;
  send(): Promise<SendOutcome>;
}

/** Makes ready what the rules would do with a message on its instant; null where there is nothing to make ready. */
export async function prepareAttempt(
  deps: ActivityDependencies,
  message: SendingMessage,
  zone: string,
): Promise<PreparedAttempt | null> {
  const input = { type: 'due' as const, ways: waysOf(deps, message, { zone }) };
  const first = decide(message.state, input, instantOf(message.claimedAt)).find((effect) => effect.type === 'send');
  if (first === undefined) return null;
  const { channel, address } = first;
  const send = await deps.channels.get(channel)?.prepare?.(toOutgoing(deps, message, first), message.id);
  return send === undefined ? null : { channel, address, send };
}

/** How a message begins its way here. */
export interface Beginning {
  prepared?: PreparedAttempt | null;
  /** Its last attempt was answered, and whoever heard that could not write it down. */
  kept?: KeptAnswer | undefined;
}

/** Attempts until the message has its end or has to wait; answers until when. `held`: nobody can write what became of it. */
export async function sendMessage(
  deps: ActivityDependencies,
  message: SendingMessage,
  run: SlotRun,
  how: Beginning = {},
): Promise<Instant | 'ended' | 'held'> {
  const asked = askedBy(deps, message, run);
  const send = () => sendOn(deps, message, run, how);
  return asked === null ? send() : run.holds.ask(asked, send);
}

/** The channel in trouble that a message would try now, to see whether that is over; null = it goes by one that works, or waits. */
export function askedBy(deps: ActivityDependencies, message: SendingMessage, run: SlotRun): string | null {
  if (!run.holds.isAny()) return null;
  const effects = decide(message.state, { type: 'due', ways: waysOf(deps, message, run) }, instantOf(deps.now()));
  const send = effects.find((effect) => effect.type === 'send');
  return send !== undefined && run.holds.isHeld(send.channel) ? send.channel : null;
}

async function sendOn(
  deps: ActivityDependencies,
  message: SendingMessage,
  run: SlotRun,
  { prepared = null, kept }: Beginning,
): Promise<Instant | 'ended' | 'held'> {
  const ways = () => waysOf(deps, message, run);
  const asDue = async () =>
    decideDue(deps, message, run, { type: 'due', ways: ways(), late: await lateOf(deps, message) });
  let dueAt: Instant | 'ended' = 'ended';
  let effects = isNews(message.state, kept)
    ? await noteAnswer(message, run, { type: 'answered', ...kept, ways: ways() }, kept.at)
    : await asDue();
  while (effects !== null && effects.length > 0) {
    let answer: Answer | 'none' | 'channel-held' = 'none';
    for (const effect of effects) {
      if (effect.type === 'wait') dueAt = effect.until;
      if (effect.type === 'send') answer = (await attempt(deps, message, effect, run, prepared)) ?? 'channel-held';
      await tell(deps, message, effect, run);
    }
    if (answer === 'none') break;
    // Its channel was found to be in trouble while it waited for its turn: it was not tried, and waits or goes another way.
    if (answer === 'channel-held') effects = await asDue();
    else {
      effects = await noteAnswer(message, run, { ...answer, ways: ways() }, answer.at);
      if (effects !== null) deps.answers?.settle();
    }
  }
  return effects === null ? 'held' : dueAt;
}

function isNews({ attempts }: MessageState, kept: KeptAnswer | undefined): kept is KeptAnswer {
  return kept !== undefined && !attempts.some(({ number, outcome }) => number === kept.number && outcome !== null);
}

/** The readers' channels as they are set up here, and until when each of them is held. */
function waysOf(
  { channels }: ActivityDependencies,
  message: SendingMessage,
  { zone, holds }: { zone: string; holds?: Holds },
): Ways {
  const promisesOf = (name: string) => channels.get(name)?.promises ?? null;
  const ways = waysToAll([message.contact, ...otherReaders(message)], channels.kinds, promisesOf, zone);
  if (holds?.isAny() !== true) return ways;
  return { ...ways, open: ways.open.map((way) => ({ ...way, heldUntil: holds.until(way.channel) })) };
}

/** Until when a message has no way that is not held; null = it may be begun with. */
export function heldUntil(deps: ActivityDependencies, message: SendingMessage, run: SlotRun): Instant | null {
  const { open } = waysOf(deps, message, run);
  const until = open.flatMap((way) => way.heldUntil ?? []);
  if (open.length === 0 || until.length < open.length) return null;
  return until.reduce((first, one) => (isBefore(one, first) ? one : first));
}

/** What was read with the slot is enough to begin with; whatever is written is decided on what stands at that moment. */
async function decideDue(
  { now: clock }: ActivityDependencies,
  { id: messageId, state: read }: SendingMessage,
  { notes }: SlotRun,
  input: DeliveryInput,
): Promise<DeliveryEffect[] | null> {
  const at = clock();
  const now = instantOf(at);
  const effects = decide(read, input, now);
  if (!effects.some(isKept)) return effects;
  return notes.change({ messageId, at, decideOn: (state) => decide(state, input, now) });
}

/** Null when it cannot be written. */
async function noteAnswer(
  { id: messageId, state: read }: SendingMessage,
  { notes }: SlotRun,
  input: DeliveryAnswer,
  now: Instant,
): Promise<DeliveryEffect[] | null> {
  let decided: DeliveryEffect[] | null = null;
  const decideOn = (state: MessageState) => {
    // The note was written and the database's word of it was lost: nothing is written twice, what follows outside is still to be done.
    if (decided !== null && isNoted(state, input, now)) return decided.filter((effect) => !isKept(effect));
    decided = decide(state, input, now);
    return decided;
  };
  const asClaimed = read.attempts.length === 0 && input.number === 1 ? read : undefined;
  return notes.change({ messageId, at: new Date(now), decideOn, asClaimed });
}

function isNoted({ attempts }: MessageState, { number, channel, outcome }: DeliveryAnswer, now: Instant): boolean {
  return attempts.some(
    (one) => one.number === number && one.channel === channel && one.at === now && one.outcome?.kind === outcome.kind,
  );
}

async function attempt(
  deps: ActivityDependencies,
  message: SendingMessage,
  effect: Extract<DeliveryEffect, { type: 'send' }>,
  { notes, inTurn, holds }: SlotRun,
  prepared: PreparedAttempt | null,
): Promise<Answer | null> {
  const { number, channel: name, address } = effect;
  const channel = deps.channels.get(name);
  if (channel === undefined) throw new Error(`no channel ${name}`);
  const outcome = await inTurn(name, channel.width ?? WIDTH, async () => {
    await notes.room();
    const isPrepared = number === 1 && prepared?.channel === name && prepared.address === address;
    const send = () => {
      const sent = isPrepared ? prepared.send() : channel.send(toOutgoing(deps, message, effect), message.id);
      // A channel that breaks instead of answering is in doubt like any other: it must not hold up the rest of the slot.
      return sent.catch(
        (error): SendOutcome => ({ kind: 'unknown', why: error instanceof Error ? error.message : String(error) }),
      );
    };
    const made = await holds.attempt(name, send);
    if (made !== null || channel.promises.recognisesRepeats) return made;
    // Noted ahead, so it counts as made: it is answered as the one that met the trouble was.
    return holds.refusalOf(name) ?? send();
  });
  if (outcome === null) return null;
  const at = instantOf(deps.now());
  deps.answers?.keep({ messageId: message.id, number, channel: name, at, outcome });
  return { type: 'answered' as const, number, channel: name, outcome, at };
}

async function tell(
  deps: ActivityDependencies,
  message: SendingMessage,
  effect: DeliveryEffect,
  run: SlotRun,
): Promise<void> {
  const { store, engine, log } = deps;
  const { id: messageId, contactId } = message;
  const now = deps.now();
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
    case 'put-off':
      for (const slot of new Set(effect.rows.move.map(({ to }) => to))) await engine.openSlot(slot);
      return;
    case 'end':
      if (effect.channel === null && otherReaders(message).length > 0) await sayToEach(deps, message);
      return;
    case 'end-matters':
      run.worksSince.set(effect.channel, effect.quietSince);
      return;
    default:
  }
}
