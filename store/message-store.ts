// The messages of a slot: read and claimed in sets, each with its Message-ID before the first attempt, so that a retry after a kill repeats the same one.
import { z } from 'zod';
import type { SlotShare } from '#contracts/delivery.ts';
import type { AudienceRole } from '#contracts/ladder.ts';
import type { AssignmentStatus } from '#contracts/lifecycle.ts';
import type { ComposedMessage } from '#contracts/message.ts';
import type { LocalDate, Slot } from '#contracts/primitives.ts';
import { spokenTitle } from '#domain/assignment/spoken-title.ts';
import type { Addresses } from '#domain/delivery/known-channel.ts';
import type { MessageState } from '#domain/delivery/state.ts';
import type { Database } from './database.ts';
import { messageStateOf } from './delivery-store.ts';
import { Prisma } from './generated/client.ts';
import { fromDateColumnOrNull } from './local-date.ts';
import { holderOf, joinHolder } from './shared-address-store.ts';
import { isInShare } from './slot-share.ts';

/** A staged row, and the state of its work: what a message says holds as long as these are the same. */
export interface StagedMark {
  id: string;
  /** Whose letters it goes with: its own contact's, unless several share the address. */
  holderId: string;
  channel: string;
  /** The last event of the assignment. */
  sequence: number;
}

/** The plan of a row `e` of an assignment `a` is still being recorded: more rows of the same people follow. */
const HELD = Prisma.sql`EXISTS (SELECT FROM publication p WHERE p.plan_id = a.plan_id AND p.recorded_at IS NULL)`;
/**
 * The letter of this slot to the address of a row `e` is gone. `IS TRUE` has PostgreSQL hash the letters of the slot once: as a join it would look
 * at each of them for each row, as long as it knows nothing of the table.
 */
const hasLetter = (slotAt: Slot) => Prisma.sql`(((${holderOf('e')}, e.channel) IN (
  SELECT ${holderOf('m')}, m.channel FROM message m ${joinHolder('m')} WHERE m.slot_at = ${new Date(slotAt)})) IS TRUE)`;
const inShare = (share: SlotShare) => isInShare(share, holderOf('e'));

/** The staged rows of a share, those of one message beside each other; without those that wait for a letter of their own (ADR 0199). */
export async function listStagedMarks(database: Database, slotAt: Slot, share: SlotShare): Promise<StagedMark[]> {
  return database.$queryRaw<StagedMark[]>`
    SELECT e.id, ${holderOf('e')} AS "holderId", e.channel, a.sequence
    FROM ledger_entry e JOIN assignment a ON a.id = e.assignment_id ${joinHolder('e')}
    WHERE e.slot_at = ${new Date(slotAt)} AND e.status = 'staged' AND ${inShare(share)}
      AND NOT ${HELD} AND NOT ${hasLetter(slotAt)}
    ORDER BY 2, e.channel, e.contact_id, e.id`;
}

/** Staged rows of a share that came when the letter of their slot to that address was gone, by assignment. */
export async function listLatecomers(
  database: Database,
  slotAt: Slot,
  share: SlotShare,
): Promise<Map<string, string[]>> {
  const rows = await database.$queryRaw<{ assignmentId: string; ids: string[] }[]>`
    SELECT e.assignment_id AS "assignmentId", array_agg(e.id) AS ids
    FROM ledger_entry e JOIN assignment a ON a.id = e.assignment_id ${joinHolder('e')}
    WHERE e.slot_at = ${new Date(slotAt)} AND e.status = 'staged' AND ${inShare(share)}
      AND NOT ${HELD} AND ${hasLetter(slotAt)}
    GROUP BY 1`;
  return new Map(rows.map(({ assignmentId, ids }) => [assignmentId, ids]));
}

/** How many staged rows of a share wait until their plan is recorded. */
export async function countHeldRows(database: Database, slotAt: Slot, share: SlotShare): Promise<number> {
  const [found] = await database.$queryRaw<{ held: number }[]>`
    SELECT count(*)::int AS held FROM ledger_entry e JOIN assignment a ON a.id = e.assignment_id ${joinHolder('e')}
    WHERE e.slot_at = ${new Date(slotAt)} AND e.status = 'staged' AND ${inShare(share)} AND ${HELD}`;
  return found?.held ?? 0;
}

/** What is known of a person when a message is made for them. */
export interface Addressee {
  id: string;
  name: string;
  position: string;
  agencyId: string;
  agencyName: string;
  email: string | null;
  phone: string | null;
  zaloUserId: string | null;
  channels: string[];
  wantsCalendar: boolean;
  /** Channels whose address failed for good. */
  unreachable: { channel: string; address: string }[];
}

export interface StagedRow {
  id: string;
  rung: string;
  audience: AudienceRole;
  channel: string;
  contact: Addressee;
  assignment: {
    id: string;
    key: string;
    title: string;
    product: string | null;
    agencyId: string;
    agencyName: string;
    planTitle: string;
    due: LocalDate | null;
    dueWorking: LocalDate | null;
    status: AssignmentStatus;
    why: string;
    note: string | null;
    sequence: number;
    calendarEditionId: string;
    /** As a channel names it. */
    work: SentWork;
  };
}

interface SentWork {
  label: string | null;
  activity: { title: string };
}

type RowColumns = Omit<StagedRow, 'contact' | 'assignment'> & {
  contactId: string;
  contact: Omit<Addressee, 'id'>;
  assignmentId: string;
  work: Omit<StagedRow['assignment'], 'id' | 'title' | 'product' | 'due' | 'dueWorking' | 'work'> & {
    title: string;
    label: string | null;
    activityTitle: string;
    products: string[];
  };
  due: Date | null;
  dueWorking: Date | null;
};

/** Those of the rows that are still staged, with what their messages say. */
export async function listStagedRows(database: Database, ids: readonly string[]): Promise<StagedRow[]> {
  const rows = await database.$queryRaw<RowColumns[]>`
    SELECT e.id, e.rung, e.audience, e.channel, e.contact_id AS "contactId", e.assignment_id AS "assignmentId", a.due,
      a.due_working AS "dueWorking",
      (SELECT to_jsonb(r) FROM (SELECT c.name, c.position, c.agency_id AS "agencyId", own.name AS "agencyName", c.email, c.phone,
        c.zalo_user_id AS "zaloUserId", c.channels, c.wants_calendar AS "wantsCalendar",
        coalesce((SELECT jsonb_agg(jsonb_build_object('channel', u.channel, 'address', u.address))
          FROM unreachable_channel u WHERE u.contact_id = c.id), '[]') AS unreachable) AS r) AS contact,
      jsonb_build_object('key', a.key, 'title', a.title, 'label', a.label, 'sequence', a.sequence, 'status', a.status, 'why', a.why,
        'calendarEditionId', a.calendar_edition_id, 'agencyId', a.agency_id, 'agencyName', lead.name, 'planTitle', plan.title, 'activityTitle', act.title,
        'products', to_jsonb(act.products), 'note', CASE WHEN e.rung = 'returned' THEN (SELECT r.outcome_reason FROM report r
          WHERE r.assignment_id = a.id AND r.outcome = 'returned' ORDER BY r.sequence DESC LIMIT 1) END) AS work
    FROM ledger_entry e
      JOIN contact c ON c.id = e.contact_id JOIN agency own ON own.id = c.agency_id
      JOIN assignment a ON a.id = e.assignment_id JOIN agency lead ON lead.id = a.agency_id
      JOIN plan ON plan.id = a.plan_id JOIN plan_activity act ON act.id = a.activity_id
    WHERE e.id = ANY(${ids}) AND e.status = 'staged'`;
  return rows.map(({ contactId, contact, assignmentId, work, due, dueWorking, ...row }) => {
    const { title, label, activityTitle, products, ...assignment } = work;
    return {
      ...row,
      contact: { id: contactId, ...contact },
      assignment: {
        id: assignmentId,
        ...assignment,
        title: spokenTitle({ title, label }),
        product: products.join('; ') || null,
        due: fromDateColumnOrNull(due),
        dueWorking: fromDateColumnOrNull(dueWorking),
        work: { label, activity: { title: activityTitle } },
      },
    };
  });
}

export interface MessageClaim {
  id: string;
  /** The rows with the state of their work that the message speaks of. */
  rows: { id: string; sequence: number }[];
  /** The first of its readers. */
  contactId: string;
  /** Whose letters the address holds: the same for all who share it. */
  holderId: string;
  channel: string;
  slotAt: Slot;
  rfcMessageId: string;
  /** The moment for which it is composed. */
  claimedAt: Date;
  composed: ComposedMessage;
  /** What channels say in place of the letter, by their names: every attempt says the same. */
  forms: Readonly<Record<string, object>>;
  /** The letter was kept before (keepLetters) and need not be brought again. */
  isKept: boolean;
}

/** Keeps letters for the instant at which they are claimed, when there is no time to bring them. */
export async function keepLetters(database: Database, claims: readonly MessageClaim[]): Promise<void> {
  await database.$executeRaw`
    INSERT INTO prepared_letter (id, contact_id, slot_at, subject, text, html, forms)
    SELECT id, contact_id, slot_at, subject, text, html, nullif(forms, '')::jsonb
    FROM unnest(${claims.map(({ id }) => id)}::text[], ${claims.map(({ holderId }) => holderId)}::text[],
      ${claims.map(({ slotAt }) => slotAt)}::timestamptz[], ${claims.map(({ composed }) => composed.subject)}::text[],
      ${claims.map(({ composed }) => composed.text)}::text[], ${claims.map(({ composed }) => composed.html)}::text[],
      ${claims.map(formsColumn)}::text[]) AS new(id, contact_id, slot_at, subject, text, html, forms)`;
}

/** Forgets what was kept for a share, claimed or not. */
export async function forgetLetters(database: Database, slotAt: Slot, share: SlotShare): Promise<void> {
  await database.$executeRaw`DELETE FROM prepared_letter WHERE slot_at = ${new Date(slotAt)}
    AND ${isInShare(share, Prisma.sql`contact_id`)}`;
}

/**
 * Turns staged rows into messages that are being sent, in one statement; the ids of those that were. A message is left out as a whole when one of
 * its rows was superseded, is being changed at this moment, or speaks of work whose state has changed, and when its letter is not kept any more:
 * the caller composes anew from what is left.
 */
export async function claimMessages(database: Database, claims: readonly MessageClaim[]): Promise<Set<string>> {
  const rows = claims.flatMap(({ id, rows }) => rows.map((row) => ({ ...row, messageId: id })));
  const brought = (part: (claim: MessageClaim) => string) => claims.map((claim) => (claim.isKept ? null : part(claim)));
  // A row that somebody holds is left and not waited for: whoever reports takes rows in an order of their own.
  const made = await database.$queryRaw<{ id: string }[]>`
    WITH wanted AS (
      SELECT * FROM unnest(${rows.map(({ id }) => id)}::text[], ${rows.map(({ messageId }) => messageId)}::text[],
        ${rows.map(({ sequence }) => sequence)}::integer[]) AS w(row_id, message_id, sequence)
    ), free AS (
      SELECT e.id, w.message_id FROM wanted w JOIN ledger_entry e ON e.id = w.row_id
      WHERE e.status = 'staged' AND (SELECT a.sequence FROM assignment a WHERE a.id = e.assignment_id) = w.sequence
      FOR UPDATE OF e SKIP LOCKED
    ), whole AS (
      SELECT message_id FROM wanted GROUP BY message_id
      HAVING count(*) = (SELECT count(*) FROM free WHERE free.message_id = wanted.message_id)
    ), made AS (
      INSERT INTO message (id, contact_id, channel, slot_at, rfc_message_id, claimed_at, status, subject, text, html, forms)
      SELECT m.id, m.contact_id, m.channel, m.slot_at, m.rfc_message_id, m.claimed_at, 'sending', coalesce(m.subject, kept.subject),
        coalesce(m.text, kept.text), coalesce(m.html, kept.html), CASE WHEN m.forms IS NULL THEN kept.forms ELSE nullif(m.forms, '')::jsonb END
      FROM unnest(${claims.map(({ id }) => id)}::text[], ${claims.map(({ contactId }) => contactId)}::text[],
        ${claims.map(({ channel }) => channel)}::text[], ${claims.map(({ slotAt }) => slotAt)}::timestamptz[],
        ${claims.map(({ rfcMessageId }) => rfcMessageId)}::text[], ${claims.map(({ claimedAt }) => claimedAt)}::timestamptz[],
        ${brought(({ composed }) => composed.subject)}::text[], ${brought(({ composed }) => composed.text)}::text[],
        ${brought(({ composed }) => composed.html)}::text[], ${brought(formsColumn)}::text[])
        AS m(id, contact_id, channel, slot_at, rfc_message_id, claimed_at, subject, text, html, forms)
      JOIN whole ON whole.message_id = m.id LEFT JOIN prepared_letter kept ON kept.id = m.id
      WHERE m.subject IS NOT NULL OR kept.id IS NOT NULL
      RETURNING id
    ), linked AS (
      UPDATE ledger_entry e SET status = 'sending', message_id = made.id
      FROM free JOIN made ON made.id = free.message_id WHERE e.id = free.id
    )
    SELECT id FROM made`;
  return new Set(made.map(({ id }) => id));
}

function formsColumn({ forms }: MessageClaim): string {
  return Object.keys(forms).length === 0 ? '' : JSON.stringify(forms);
}

/** A message that was claimed and has no end yet, with what its sending needs; `state` is how the rules read it. */
export interface SendingMessage {
  id: string;
  contactId: string;
  slotAt: Date;
  claimedAt: Date;
  rfcMessageId: string;
  subject: string;
  text: string;
  html: string;
  forms: Readonly<Record<string, unknown>>;
  contact: Omit<Addressee, 'id' | 'position' | 'agencyId' | 'agencyName'>;
  entries: {
    /** Of the row. */
    id: string;
    assignmentId: string;
    /** Whose row it is: not always `contact`, where several share the address. */
    contact: SentTo;
    assignment: SentWork & { due: LocalDate | null; sequence: number };
  }[];
  state: MessageState;
}

export type SentTo = Addresses & Pick<Addressee, 'id' | 'channels' | 'unreachable'>;

/** What channels say in place of the letter, by their names; each parses its own. */
const Forms = z.record(z.string(), z.unknown());

/** Ids of the messages of a share that were claimed and have no end yet, whoever claimed them; what was tried longest ago comes first. */
export async function listSendingIds(database: Database, slotAt: Slot, share: SlotShare): Promise<string[]> {
  const rows = await database.$queryRaw<{ id: string }[]>`
    SELECT m.id FROM message m ${joinHolder('m')}
    WHERE m.slot_at = ${new Date(slotAt)} AND m.status = 'sending' AND ${isInShare(share, holderOf('m'))}
    ORDER BY (SELECT max(d.at) FROM delivery d WHERE d.message_id = m.id) NULLS FIRST, m.id`;
  return rows.map(({ id }) => id);
}

/** Those of the messages that have no end yet. */
export async function listSendingMessages(database: Database, ids: readonly string[]): Promise<SendingMessage[]> {
  const rows = await database.message.findMany({
    where: { id: { in: [...ids] }, status: 'sending' },
    include: {
      contact: { include: { unreachable: true } },
      deliveries: { orderBy: { attempt: 'asc' } },
      entries: {
        select: {
          id: true,
          assignmentId: true,
          contact: { include: { unreachable: true } },
          assignment: {
            select: { due: true, label: true, sequence: true, activity: { select: { title: true } } },
          },
        },
        orderBy: { id: 'asc' },
      },
    },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ entries, ...row }) => ({
    ...row,
    entries: entries.map(({ assignment, ...entry }) => ({
      ...entry,
      assignment: { ...assignment, due: fromDateColumnOrNull(assignment.due) },
    })),
    forms: Forms.parse(row.forms ?? {}),
    state: messageStateOf(row),
  }));
}

/** Rows and messages of a share that have no end yet. */
export async function countOpenInSlot(database: Database, slot: Slot, share: SlotShare): Promise<number> {
  const slotAt = new Date(slot);
  const [count] = await database.$queryRaw<{ open: bigint }[]>`
    SELECT (SELECT count(*) FROM ledger_entry e ${joinHolder('e')}
        WHERE e.slot_at = ${slotAt} AND e.status IN ('staged', 'sending') AND ${inShare(share)})
      + (SELECT count(*) FROM message m ${joinHolder('m')}
        WHERE m.slot_at = ${slotAt} AND m.status = 'sending' AND ${isInShare(share, holderOf('m'))}) AS open`;
  return Number(count?.open ?? 0);
}

/** To how many addresses a slot still has something to say. */
export async function countAddressesInSlot(database: Database, slotAt: Slot): Promise<number> {
  const [count] = await database.$queryRaw<{ addresses: number }[]>`
    SELECT count(DISTINCT ${holderOf('e')})::int AS addresses FROM ledger_entry e ${joinHolder('e')}
    WHERE e.slot_at = ${new Date(slotAt)} AND e.status IN ('staged', 'sending')`;
  return count?.addresses ?? 0;
}
