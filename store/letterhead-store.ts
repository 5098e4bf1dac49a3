// How the letters and reports of an office are headed: its own row, and the address that the first office lets its letters come from.
import { z } from 'zod';
import { Letterhead, type ReportHead } from '#contracts/letterhead.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { tagsFit, versionTag } from '#domain/shared/version-tag.ts';
import { fieldWords } from '#domain/words/request-words.ts';
import { appendNextEvents, lockChain } from './audit-store.ts';
import { type Database, FIRST_OFFICE, type Transaction } from './database.ts';
import { digestOf } from './digest.ts';
import { fromTimestamp } from './local-date.ts';
import type { ForeignChange } from './plan-version-store.ts';
import type { ChangedBy } from './roster-events.ts';

/** Whom a mail is from and answered to, as far as the installation does not say it. */
export interface Sender {
  name: string | null;
  address: string | null;
  replyTo: string | null;
}

const NOTHING: Letterhead = Letterhead.parse({});

/** With the version that it is; 0 = nobody has said anything. */
export async function loadLetterhead(
  database: Database | Transaction,
): Promise<{ letterhead: Letterhead; version: number; senderAddress: string | null }> {
  const row = await database.letterhead.findUnique({ where: { id: 1 } });
  const [own] = await database.$queryRaw<{ address: string | null }[]>`
    SELECT sender_address AS address FROM member_office WHERE id = current_office()`;
  const { id: _id, version, ...letterhead } = row ?? { ...NOTHING, id: 1, version: 0 };
  return { letterhead, version, senderAddress: own?.address ?? null };
}

/** What the mails of the office say of their sender; null = the installation says all of it. */
export async function loadSender(database: Database | Transaction): Promise<Sender | null> {
  const { letterhead, senderAddress } = await loadLetterhead(database);
  const { senderName: name, replyTo } = letterhead;
  return name === null && replyTo === null && senderAddress === null ? null : { name, replyTo, address: senderAddress };
}

export async function loadReportHead(database: Database | Transaction): Promise<ReportHead> {
  const { senderName: _name, replyTo: _replyTo, ...head } = (await loadLetterhead(database)).letterhead;
  return head;
}

export function letterheadTag(version: number): string {
  return versionTag('letterhead', 'office', version);
}

export type Kept = { ok: true; changed: boolean; tag: string } | { ok: false; tag: string; changes: ForeignChange[] };

/** Puts the whole of it in place of what was seen (null = of what there is); of several who saw the same, one. */
export async function putLetterhead(
  database: Database,
  { letterhead, seen }: { letterhead: Letterhead; seen: readonly string[] | null },
  by: ChangedBy,
): Promise<Kept> {
  return database.$transaction(async (tx) => {
    // Of two at once the second sees what the first has made.
    await lockChain(tx);
    const before = await loadLetterhead(tx);
    const tag = letterheadTag(before.version);
    if (seen !== null && !tagsFit(seen, [tag])) return { ok: false, tag, changes: await listChanges(tx, seen) };
    const digest = digestLetterhead(letterhead);
    if (digest === digestLetterhead(before.letterhead)) return { ok: true, changed: false, tag };
    const version = before.version + 1;
    if (before.version === 0) await tx.letterhead.create({ data: { version, ...letterhead } });
    else await tx.letterhead.updateMany({ data: { version, ...letterhead } });
    const payload = { version, digest, before: before.letterhead, after: letterhead };
    const at = instantOf(by.now);
    const event = { subject: SUBJECT, type: 'office-letterhead-set', actor: by.actor, occurredAt: at, payload };
    await appendNextEvents(tx, [event], at);
    return { ok: true, changed: true, tag: letterheadTag(version) };
  });
}

/** The same content is the same hash, whatever order its fields came in. */
export function digestLetterhead(letterhead: Letterhead): string {
  return digestOf(Letterhead.parse(letterhead));
}

const SUBJECT = 'office/letterhead';
const LISTED_MAX = 10;

/** Who changed it after the version that was seen, the latest first. */
async function listChanges(tx: Transaction, seen: readonly string[]): Promise<ForeignChange[]> {
  const events = await tx.auditEvent.findMany({
    where: { subject: SUBJECT, type: 'office-letterhead-set' },
    orderBy: { index: 'desc' },
    take: LISTED_MAX,
  });
  const known = events.findIndex(({ payload }) => seen.includes(letterheadTag(versionIn(payload))));
  return events.slice(0, known === -1 ? LISTED_MAX : known).flatMap(({ actor, occurredAt, payload }) => {
    const { before, after } = Told.parse(payload);
    const changed = (Object.keys(after) as (keyof Letterhead)[]).filter((field) => before[field] !== after[field]);
    return changed.map((name) => {
      const [field, from, to] = [fieldWords(name) ?? name, before[name], after[name]];
      return {
        at: fromTimestamp(occurredAt),
        actor,
        field,
        from,
        to,
        what: changeWords(field.toLowerCase(), from, to),
      };
    });
  });
}

function changeWords(field: string, from: string | null, to: string | null): string {
  if (from === null) return `đã ghi ${field} «${to}»`;
  return to === null ? `đã bỏ ${field} «${from}»` : `đã đổi ${field} từ «${from}» thành «${to}»`;
}

const Told = z.object({ version: z.number().int(), before: Letterhead, after: Letterhead });

function versionIn(payload: unknown): number {
  return Told.parse(payload).version;
}

/** The address that the letters of an office come from, as an entity tag: what is there is its version. */
export function senderAddressTag(office: number, address: string | null): string {
  return versionTag('sender-address', String(office), address ?? '');
}

/** By the numbers of their offices, as the log of the first one tells of them; none where another one asks. */
export async function listSenderAddresses(tx: Transaction): Promise<Map<string, string>> {
  const rows = await tx.$queryRaw<{ id: number; address: string }[]>`
    SELECT id, sender_address AS address FROM member_office WHERE sender_address IS NOT NULL AND current_office() = ${FIRST_OFFICE}`;
  return new Map(rows.map(({ id, address }) => [String(id), address]));
}

/** Null = there is no such office. Told in the log of the office that says it. */
export async function putSenderAddress(
  database: Database,
  { office, address, seen }: { office: number; address: string | null; seen: readonly string[] | null },
  by: ChangedBy,
): Promise<Kept | null> {
  return database.$transaction(async (tx) => {
    await lockChain(tx);
    const row = await tx.memberOffice.findUnique({ where: { id: office } });
    if (row === null) return null;
    const tag = senderAddressTag(office, row.senderAddress);
    if (seen !== null && !tagsFit(seen, [tag])) return { ok: false, tag, changes: [] };
    if (row.senderAddress === address) return { ok: true, changed: false, tag };
    await tx.memberOffice.update({ where: { id: office }, data: { senderAddress: address } });
    const payload = { address, before: row.senderAddress, name: row.name };
    const at = instantOf(by.now);
    const event = { subject: `office/${office}`, type: 'office-sender-set', actor: by.actor, occurredAt: at, payload };
    await appendNextEvents(tx, [event], at);
    return { ok: true, changed: true, tag: senderAddressTag(office, address) };
  });
}
