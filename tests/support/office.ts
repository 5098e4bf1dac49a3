// One test world: an office with people, in which a test says what is given out, what people answer and how time goes by, and then who
// heard what. It stands in memory or on the real engine (office/ground.ts); whatever somebody heard that the test did not name fails it.
import { expect, onTestFinished } from 'vitest';
import type { AssignmentCommand } from '#contracts/assignment.ts';
import type { Instant } from '#contracts/primitives.ts';
import type { RosterContact } from '#contracts/roster.ts';
import { addMs, isBefore } from '#domain/calendar/instant.ts';
import { toClock, toInstant, toLocalDate } from '#domain/calendar/local-time.ts';
import { aPlan, DEFAULT_POLICY, OFFICIAL_CALENDAR, OFFICIAL_EDITION, vn, wallClockOf, ZONE } from './builders.ts';
import type { GivenWork, Ground, GroundedOffice, SentMessage } from './office/ground.ts';
import { agencyNameOf, EVERYBODY, type Person, rosterOf } from './office/people.ts';

export interface OfficeSettings {
  /** Wall clock in Vietnam; a Monday morning in January unless the test needs another. */
  opens?: string;
  /** What is different about somebody. */
  people?: Partial<Record<Person, Partial<RosterContact>>>;
  /** Channels whose server is down, with the wall clocks between which it is. */
  down?: { channel: string; from: string; to: string };
}

export interface Work {
  work: string;
  /** Whose agency leads; several agencies each have work of their own. */
  lead: Person | readonly Person[];
  /** As a plan writes it: `30/6/2026`, `Quý II`. */
  due: string;
}

const DAY_MS = 86_400_000;
const SPANS: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: DAY_MS };

/** An office that opens now; at the end of the test nobody may have heard more than it named, and nobody wait in vain. */
export async function anOffice(on: Ground, { opens = '2026-01-05 09:00', people = {}, down }: OfficeSettings = {}) {
  const isDown = (channel: string, at: Instant) =>
    down !== undefined && channel === down.channel && vn(down.from) <= at && at < vn(down.to);
  const furnishing = { policy: DEFAULT_POLICY, edition: OFFICIAL_EDITION, opensAt: vn(opens), isDown };
  const ground = await on.open({ ...furnishing, roster: rosterOf(people) });
  const works: GivenWork[] = [];
  const named = new Set<SentMessage>();
  let sent: SentMessage[] = [];
  const look = async () => {
    const all = await ground.sent();
    sent = [...sent, ...all.slice(sent.length)];
  };

  const office = {
    /** Gives out one plan. */
    async publish(...rows: Work[]): Promise<void> {
      works.push(...(await ground.publish(planOf(rows))));
      await look();
    },

    /** Lets time go by: `3 days`, `2 working days`, or up to a wall clock in Vietnam, `2026-06-30 08:00`. */
    async advance(by: string): Promise<void> {
      const to = momentAfter(ground.now(), by);
      if (isBefore(to, ground.now())) throw new Error('time does not go back');
      await ground.advanceTo(to);
      await look();
    },

    /** Wall clock in Vietnam. */
    now: () => wallClockOf(ground.now()),

    /** What somebody does about the only work there is, or about the one that is named; throws the code of a refusal. */
    async answers(who: Person, does: AssignmentCommand, about?: { work?: string; lead?: Person }): Promise<void> {
      const refusal = await ground.give(theWork(works, about).id, who, does);
      if (refusal !== null) throw new Error(refusal);
      await look();
    },

    /** The roster is another from now on. */
    replacePeople: (changes: OfficeSettings['people'] = {}) => ground.replaceRoster(rosterOf(changes)),

    /** What somebody heard that the test has not named yet, in order: `2026-06-30 08:00 email: due Rà soát`. */
    heard(who: Person): string[] {
      const news = sent.filter((message) => message.contactId === who && !named.has(message));
      for (const message of news) named.add(message);
      return news.map(line);
    },

    /** Whether the letter that somebody heard last says these words; what was heard is not named by asking. */
    lastLetterOf(who: Person): string {
      return sent.findLast(({ contactId }) => contactId === who)?.text ?? '';
    },

    /** Who can be reached by no channel: the officer's list. */
    unreached: () => ground.unreached(),
    /** Reminders that nobody took. */
    refused: () => ground.refused(),

    /** Fails for whatever was heard and not named, and for a lifecycle that does not wait for what the ledger plans. */
    async ends(): Promise<void> {
      await look();
      const unnamed = EVERYBODY.map((who) => [who, office.heard(who)] as const).filter(([, lines]) => lines.length > 0);
      expect(Object.fromEntries(unnamed), 'somebody heard what the test does not name').toEqual({});
      expect(await ground.differences(), 'a lifecycle and its ledger differ').toEqual([]);
    },
  };
  onTestFinished(() => closing(ground, office.ends));
  return office;
}

export const acknowledge: AssignmentCommand = { command: 'acknowledge' };
export const report: AssignmentCommand = { command: 'report', note: 'Đã xong' };
export const verify: AssignmentCommand = { command: 'verify' };
export const giveBack: AssignmentCommand = { command: 'return', reason: 'Thiếu phụ lục' };
export const withdraw: AssignmentCommand = { command: 'withdraw', reason: 'Kế hoạch thay đổi' };

async function closing(ground: GroundedOffice, ends: () => Promise<void>): Promise<void> {
  try {
    await ends();
  } finally {
    await ground.close();
  }
}

function planOf(rows: Work[]) {
  return aPlan(
    rows.map(({ work, lead, due }) => ({
      title: work,
      leads: [lead].flat().map(agencyNameOf),
      deadlineText: due,
    })),
  );
}

function momentAfter(now: Instant, by: string): Instant {
  const span = /^(\d+) (working day|minute|hour|day)s?$/.exec(by);
  if (span === null) return vn(by);
  const [, count, unit] = span as unknown as [string, string, string];
  if (unit !== 'working day') return addMs(now, Number(count) * (SPANS[unit] as number));
  const date = OFFICIAL_CALENDAR.addWorkingDays(toLocalDate(now, ZONE), Number(count));
  return toInstant(date, toClock(now, ZONE), ZONE);
}

function theWork(works: GivenWork[], about: { work?: string; lead?: Person } = {}): GivenWork {
  const { work, lead } = about;
  const agency = lead === undefined ? undefined : rosterOf({}).contacts.find(({ id }) => id === lead)?.agency;
  const meant = works.filter(
    ({ title, agencyId }) => (work === undefined || title === work) && (agency === undefined || agencyId === agency),
  );
  if (meant.length !== 1) throw new Error(`${meant.length} works are meant`);
  return meant[0] as GivenWork;
}

function line({ at, channel, says }: SentMessage): string {
  const said = says.map(({ rung, title }) => `${rung} ${title}`).sort();
  return `${wallClockOf(at)} ${channel}: ${said.join(' + ')}`;
}
