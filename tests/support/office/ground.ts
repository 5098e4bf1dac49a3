// What an office of the tests stands on: the plain loops in memory, or the real engine with time skipped. Both tell the same things.
import type { AssignmentCommand } from '#contracts/assignment.ts';
import type { CalendarEdition } from '#contracts/calendar.ts';
import type { LadderPolicy } from '#contracts/ladder.ts';
import type { ParsedPlan } from '#contracts/plan.ts';
import type { Instant } from '#contracts/primitives.ts';
import type { Roster } from '#contracts/roster.ts';
import type { WaitingDifference } from '#domain/audit/compare-waiting.ts';

export interface Ground {
  name: string;
  open(office: Furnishing): Promise<GroundedOffice>;
}

export interface Furnishing {
  roster: Roster;
  policy: LadderPolicy;
  edition: CalendarEdition;
  opensAt: Instant;
  /** Asked before each attempt of a channel: true = it is refused for now, as by a server that is down. */
  isDown: (channel: string, at: Instant) => boolean;
}

export interface GroundedOffice {
  now(): Instant;
  /** Everything that has to happen until then has happened afterwards. */
  advanceTo(at: Instant): Promise<void>;
  publish(plan: ParsedPlan): Promise<GivenWork[]>;
  /** Null when it is recorded, else the code of the refusal. */
  give(assignmentId: string, by: string, command: AssignmentCommand): Promise<string | null>;
  replaceRoster(roster: Roster): Promise<void>;
  /** Whatever a channel took over, in that order. */
  sent(): Promise<SentMessage[]>;
  /** Who can be reached by no channel, as the officer is told. */
  unreached(): Promise<string[]>;
  /** Reminders whose end is that nobody took them, each with the reason. */
  refused(): Promise<{ contactId: string; step: string; reason: string }[]>;
  /** Where what a lifecycle waits for and what the ledger plans are two things. */
  differences(): Promise<WaitingDifference[]>;
  close(): Promise<void>;
}

export interface GivenWork {
  id: string;
  title: string;
  agencyId: string;
}

export interface SentMessage {
  contactId: string;
  channel: string;
  at: Instant;
  subject: string;
  text: string;
  /** What it speaks of, in its order. */
  says: { rung: string; title: string }[];
}
