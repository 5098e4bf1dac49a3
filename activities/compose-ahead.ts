// The messages of a share of a slot, composed before their instant: what is staged is looked at in sets, and again at the last moment.
import { randomUUID } from 'node:crypto';
import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import type { MessageSender } from '#channels/channel-kind.ts';
import type { SlotShare } from '#contracts/delivery.ts';
import type { Slot } from '#contracts/primitives.ts';
import { epochMsOf, instantOf } from '#domain/calendar/instant.ts';
import type { WorkCalendar } from '#domain/calendar/work-calendar.ts';
import { composeMessage } from '#domain/message/compose-message.ts';
import { groupBy } from '#domain/shared/group-by.ts';
import type { MessageClaim, SendingMessage, StagedMark, StagedRow } from '#store/message-store.ts';
import type { ActivityDependencies } from './deps.ts';
import { acknowledgeToken, toMessageInput } from './message-input.ts';
import { type PreparedAttempt, prepareAttempt } from './send-message.ts';

export type Office = Awaited<ReturnType<ActivityDependencies['store']['loadOffice']>>;

/** A message that waits for its instant: what is claimed, and what is sent when that succeeds. */
export interface ReadyMessage {
  claim: MessageClaim;
  message: SendingMessage;
  prepared: PreparedAttempt | null;
}

// Some fifty kilobytes each: what is more is composed while these are sent.
const AHEAD_MAX = 300;
const SET_MAX = 50;
// A slot takes its time; what leaves so long after it says so.
const LATE_MS = 5 * 60_000;

/** The rows that make one message, and what they say of the moment at which they were looked at. */
interface Group {
  holderId: string;
  rowIds: string[];
  /** The same as long as the message composed of it holds. */
  standing: string;
}

export type Ahead = ReturnType<typeof createAhead>;

export function createAhead(
  deps: ActivityDependencies,
  { office, sender }: { office: Office; sender: MessageSender | null },
  slotAt: Slot,
  share: SlotShare,
) {
  let ready = new Map<string, { standing: string; message: ReadyMessage }>();
  let waiting = new Map<string, Group>();
  // What has no way now: it is not given out again, and counts as nothing that could be sent.
  const aside = new Set<string>();

  return {
    /**
     * Looks at what is staged; how many messages there are. As long as `isEarly` it composes what is new or has changed since the last look, and
     * brings the letters to the database; what is not ready then is composed when it is taken. What was set aside is not counted.
     */
    async look(isEarly: () => boolean = () => false): Promise<number> {
      const marks = await deps.store.listStagedMarks(slotAt, share);
      const groups = groupsOf(marks.filter(({ holderId, channel }) => !aside.has(keyOf(holderId, channel))));
      ready = new Map([...ready].filter(([key, { standing }]) => groups.get(key)?.standing === standing));
      waiting = new Map([...groups].filter(([key]) => !ready.has(key)));
      while (waiting.size > 0 && ready.size < AHEAD_MAX && isEarly()) await composeSet(SET_MAX, true);
      return groups.size;
    },
    /** The next messages, at most `max`; none when all were taken. */
    async take(max: number): Promise<ReadyMessage[]> {
      while (waiting.size > 0 && ready.size < max) await composeSet(max, false);
      const taken = [...ready].slice(0, max);
      for (const [key] of taken) ready.delete(key);
      return taken.map(([, { message }]) => message);
    },
    /** Not begun with after all: they are given out again. */
    giveBack(messages: readonly ReadyMessage[]): void {
      for (const message of messages) {
        const { holderId, channel, rows } = message.claim;
        ready.set(keyOf(holderId, channel), { standing: standingOf(rows), message });
      }
    },
    /** It is not given out again as long as this share is delivered. */
    setAside({ claim: { holderId, channel } }: ReadyMessage): void {
      aside.add(keyOf(holderId, channel));
    },
    count: () => ready.size + waiting.size,
  };

  async function composeSet(max: number, keep: boolean): Promise<void> {
    const set = [...waiting].slice(0, max);
    for (const [key] of set) waiting.delete(key);
    const rows = await deps.store.listStagedRows(set.flatMap(([, { rowIds }]) => rowIds));
    const calendars = await calendarsOf(deps, rows);
    const byId = new Map(rows.map((row) => [row.id, row]));
    const made: [string, ReadyMessage][] = [];
    for (const [key, { holderId, rowIds }] of set) {
      const group = rowIds.flatMap((id) => byId.get(id) ?? []);
      if (group.length === 0) continue;
      const one = composeGroup(deps, { office, sender, calendars }, slotAt, { holderId, rows: group });
      made.push([key, { ...one, prepared: await prepareAttempt(deps, one.message, office.zone) }]);
      // Mails that leave meanwhile need the loop for each line that they say: after a kill all shares are composed and sent at once.
      await turnOfTheLoop();
    }
    if (keep) await keepLetters(made.map(([, { claim }]) => claim));
    for (const [key, message] of made) ready.set(key, { standing: standingOf(message.claim.rows), message });
  }

  async function keepLetters(claims: readonly MessageClaim[]): Promise<void> {
    await deps.store.keepLetters(claims);
    for (const claim of claims) claim.isKept = true;
  }
}

function groupsOf(marks: readonly StagedMark[]): Map<string, Group> {
  return new Map(
    [...groupBy(marks, ({ holderId, channel }) => keyOf(holderId, channel))].map(([key, group]) => {
      const { holderId } = group[0] as StagedMark;
      return [key, { holderId, rowIds: group.map(({ id }) => id), standing: standingOf(group) }];
    }),
  );
}

function keyOf(holderId: string, channel: string): string {
  return `${holderId} ${channel}`;
}

function standingOf(rows: readonly { id: string; sequence: number }[]): string {
  return rows.map(({ id, sequence }) => `${id}@${sequence}`).join(' ');
}

async function calendarsOf({ store }: ActivityDependencies, rows: readonly StagedRow[]) {
  const editions = [...new Set(rows.map(({ assignment }) => assignment.calendarEditionId))];
  return new Map(await Promise.all(editions.map(async (id) => [id, await store.directory.calendar(id)] as const)));
}

/** One message of the rows of one address: to the first of its readers, and whoever shares it. */
function composeGroup(
  deps: ActivityDependencies,
  {
    office,
    sender,
    calendars,
  }: { office: Office; sender: MessageSender | null; calendars: ReadonlyMap<string, WorkCalendar> },
  slotAt: Slot,
  { holderId, rows }: { holderId: string; rows: StagedRow[] },
) {
  const [{ contact, channel }] = rows as [StagedRow];
  const id = randomUUID();
  const now = deps.now();
  const isLate = !deps.everySlotIsPast && now.getTime() - epochMsOf(slotAt) > LATE_MS;
  const said = toMessageInput(deps, office, slotAt, rows, { calendars, leavesAt: isLate ? instantOf(now) : null });
  const composed = composeMessage(said);
  const token = acknowledgeToken(deps, id, slotAt, rows);
  const forms = deps.channels.formsFor(contact, { said, acknowledgeToken: token, sender });
  const rfcMessageId = `<${id}@${deps.mailDomain}>`;
  const claimedAt = now < new Date(slotAt) ? new Date(slotAt) : now;
  const marks = rows.map(({ id: rowId, assignment: { sequence } }) => ({ id: rowId, sequence }));
  return {
    claim: {
      id,
      rows: marks,
      contactId: contact.id,
      holderId,
      channel,
      slotAt,
      rfcMessageId,
      claimedAt,
      composed,
      forms,
      isKept: false,
    },
    message: {
      id,
      contactId: contact.id,
      slotAt: new Date(slotAt),
      claimedAt,
      rfcMessageId,
      ...composed,
      forms,
      contact,
      entries: rows.map(({ id: rowId, contact: reader, assignment: { id: assignmentId, due, sequence, work } }) => ({
        id: rowId,
        assignmentId,
        contact: reader,
        assignment: { ...work, due, sequence },
      })),
      state: { status: 'sending' as const, attempts: [], dueAt: null },
    },
  };
}
