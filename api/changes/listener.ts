// Somebody who listens: how far they hear, and where in the log they are.
import { type Change, changesBetween, changesOf, type Marks, type TouchingEvent } from '#domain/changes/change.ts';
import { type Hearing, toldOf } from '#domain/changes/told.ts';
import type { EventStream } from './event-stream.ts';

export interface Listener {
  stream: EventStream;
  /** The session or key with whose end the stream ends; null = the key of tests, which has none. */
  credential: { kind: 'session' | 'key'; id: string } | null;
  /** How far they hear at this moment; null = they may not any more. */
  ask(): Promise<Hearing | null>;
  /** The last event that they heard of before; null = they have just read what they show. */
  after: number | null;
}

/** What a listener has at a place: how far they hear, which event was the last, and as what they were let in. */
export interface Seat {
  hearing: Hearing;
  heard: number;
  standing: string | undefined;
  askedAt: number;
}

export type RecordedEvent = TouchingEvent & { recordedAt: Date };

// Whoever missed more asks for everything again.
const GAP_MAX = 2_000;
// Between what a page has just read and the first event of its stream nothing may be lost.
const [RECENT_MAX, RECENT_MS] = [100, 10_000];

/** The event behind which somebody wants to hear; null = it is too long ago, or of a log that is not this one. */
export function wantedAfter({ after }: Pick<Listener, 'after'>, { index }: Marks): number | null {
  if (after === null) return Math.max(0, index - RECENT_MAX);
  return after <= index && index - after <= GAP_MAX ? after : null;
}

/** Begins the stream; answers the event behind which it goes on. */
export function begin(
  { stream, after }: Listener,
  hearing: Hearing,
  { events, marks, now }: { events: readonly RecordedEvent[]; marks: Marks; now: Date },
): number {
  const wanted = wantedAfter({ after }, marks);
  const old = events.filter(({ recordedAt }) => recordedAt.getTime() < now.getTime() - RECENT_MS).at(-1);
  const heard = wanted === null ? marks.index : after === null ? Math.max(wanted, old?.index ?? 0) : wanted;
  stream.begin(heard);
  if (wanted === null) stream.tell([{ type: 'reset' }], heard);
  // What changes without an event may have changed while they were away.
  else if (after !== null) stream.tell(toldOf(hearing, changesBetween(AWAY(marks), marks)), heard);
  return heard;
}

const AWAY = (marks: Marks): Marks => ({ ...marks, matters: null, messages: null, publishing: {} });

/** Tells what they have not heard; answers the seat behind it. */
export function catchUp(
  { stream }: Listener,
  seat: Seat,
  { events, unlogged, marks }: { events: readonly RecordedEvent[]; unlogged: readonly Change[]; marks: Marks },
): Seat {
  const logged = events.filter(({ index }) => index > seat.heard).flatMap(changesOf);
  stream.tell(toldOf(seat.hearing, [...logged, ...unlogged]), marks.index);
  return { ...seat, heard: marks.index };
}
