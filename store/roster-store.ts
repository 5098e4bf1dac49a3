// Agencies, people, groups and the chain, as one roster.
import { DEFAULT_ZONE } from '#contracts/primitives.ts';
import { Roster } from '#contracts/roster.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { toLocalDate } from '#domain/calendar/local-time.ts';
import type { KnownChannel } from '#domain/delivery/known-channel.ts';
import { describeRosterChange } from '#domain/roster/describe-change.ts';
import { type FollowedWork, followOpenWork, type LeadingAgency } from '#domain/roster/follow-open-work.ts';
import type { Database, Transaction } from './database.ts';
import { fromDateColumn, fromDateColumnOrNull } from './local-date.ts';
import { changeOfficeName } from './member-office-store.ts';
import { changeLeadOfOpenWork, listLeadingAgencies, listOpenWorkOf } from './open-work-store.ts';
import {
  type ChangedBy,
  digestRoster,
  loadZaloAccounts,
  type RosterState,
  type StoredRoster,
  tellRosterImported,
} from './roster-events.ts';
import { lockOffice, replaceSharedAddresses } from './shared-address-store.ts';
import { replaceAgencies, replaceContacts, replaceGroups } from './write-roster.ts';
import { loadLinksByPeople } from './zalo-link-events.ts';

/** The whole roster of the installation, or null before anyone imported one. */
export async function findRoster(database: Database | Transaction): Promise<Roster | null> {
  const stored = await readStoredRoster(database);
  return stored === null ? null : Roster.parse(stored);
}

/** Whether anyone imported one. */
export async function hasRoster(database: Database | Transaction): Promise<boolean> {
  return (await database.office.count()) > 0;
}

/** The same as it stands in the tables, whether it is a roster that would be accepted or not: what the log is held against. */
export async function readStoredRoster(database: Database | Transaction): Promise<StoredRoster | null> {
  const office = await database.office.findUnique({ where: { id: 1 } });
  if (office === null) return null;
  // One after the other: in a transaction they share one connection.
  const agencies = await database.agency.findMany({ where: { listed: true }, orderBy: { id: 'asc' } });
  const contacts = await database.contact.findMany({
    where: { listed: true },
    include: { leave: true },
    orderBy: { id: 'asc' },
  });
  const groups = await database.agencyGroup.findMany({ include: { members: true }, orderBy: { name: 'asc' } });
  const fieldLeads = await database.fieldLead.findMany({ orderBy: { field: 'asc' } });
  const validity = (row: { validFrom: Date | null; validTo: Date | null }) => ({
    validFrom: fromDateColumnOrNull(row.validFrom),
    validTo: fromDateColumnOrNull(row.validTo),
  });
  return {
    office: office.name,
    agencies: agencies.map((row) => ({
      id: row.id,
      name: row.name,
      aliases: row.aliases,
      // Left out where there is none: hashes of rosters from before there were offices stay as they were.
      ...(row.memberOfficeId === null ? {} : { memberOffice: row.memberOfficeId }),
      ...validity(row),
    })),
    contacts: contacts.map((row) => ({
      id: row.id,
      name: row.name,
      position: row.position,
      role: row.role,
      email: row.email,
      phone: row.phone,
      zaloUserId: row.zaloUserId,
      channels: row.channels,
      wantsCalendar: row.wantsCalendar,
      ...validity(row),
      agency: row.agencyId,
      deputy: row.deputyId,
      leave: row.leave.map(({ from, to }) => ({ from: fromDateColumn(from), to: fromDateColumn(to) })),
    })),
    groups: groups.map((row) => ({
      name: row.name,
      aliases: row.aliases,
      members: row.members.map((member) => member.agencyId),
      ...validity(row),
    })),
    fieldLeads: fieldLeads.map((row) => ({ field: row.field, agency: row.agencyId })),
    standingAgency: office.standingAgency,
    chairmanOffice: office.chairmanOffice,
    chairman: office.chairman,
  };
}

/** The roster with its version, as it is exported; null before anyone imported one. */
export async function exportRoster(database: Database | Transaction): Promise<VersionedRoster | null> {
  const office = await database.office.findUnique({ where: { id: 1 }, select: { rosterVersion: true } });
  const roster = await findRoster(database);
  return office === null || roster === null ? null : { version: office.rosterVersion, ...roster };
}

export type VersionedRoster = Roster & { version: number };

export type RosterReplaced =
  | {
      ok: true;
      followed: FollowedWork;
      /** Open work that people lead who have not heard of it. */
      unheard: string[];
    }
  /** The file was made of `given`, and somebody has imported another since. */
  | { ok: false; why: 'older'; given: number; current: VersionedRoster }
  /** Open work would have nobody any more. */
  | { ok: false; why: 'orphans'; orphaned: LeadingAgency[] };

export interface ReplaceOptions {
  /** Every channel that the product has. */
  channels: readonly KnownChannel[];
  /** True = nothing is changed when open work would be left without anybody; the sample's does not count. */
  keepsWork?: boolean;
  /** False = an older version is never taken, also when it was in force as it is: an edit is made of what somebody sees. */
  bringsBack?: boolean;
}

/**
 * Replaces the roster, unless it says of which version it was made and that is not the one in force: the changes of whoever imported in
 * between would be lost. A roster that says what is in force already is no change, whatever its version, and one that was in force as it is
 * brings that state back: nobody imports an old export untouched by mistake.
 */
export async function replaceRoster(
  database: Database,
  roster: Roster,
  zone: string,
  by: ChangedBy,
  { channels, keepsWork = false, bringsBack = true }: ReplaceOptions,
): Promise<RosterReplaced> {
  return database.$transaction(async (tx) => {
    await lockOffice(tx);
    const current = await exportRoster(tx);
    const given = roster.version;
    if (current !== null && given !== undefined && given !== current.version) {
      const undoes = describeRosterChange(current, roster).length > 0;
      if (undoes && !(bringsBack && (await wasInForce(tx, roster)))) return { ok: false, why: 'older', given, current };
    }
    const followed = followOpenWork(
      await listLeadingAgencies(tx),
      current,
      roster,
      toLocalDate(instantOf(by.now), zone),
    );
    const orphaned = followed.orphaned.filter(({ open, ofSample }) => open > ofSample);
    if (keepsWork && orphaned.length > 0) return { ok: false, why: 'orphans', orphaned };
    const moved = await writeRoster(tx, roster, zone, by, followed);
    await replaceSharedAddresses(tx, channels);
    const renewed = await listOpenWorkOf(
      tx,
      followed.renewed.map(({ id }) => id),
    );
    return { ok: true, followed, unheard: [...moved, ...renewed] };
  }, IMPORT_LIMITS);
}

async function wasInForce(tx: Transaction, { version: _, ...roster }: Roster): Promise<boolean> {
  const digest = digestRoster(roster) as string;
  return (
    (await tx.auditEvent.count({ where: { subject: 'roster', payload: { path: ['digest'], equals: digest } } })) > 0
  );
}

// A province has ten thousand people: read, written and hashed they take some seconds.
const IMPORT_LIMITS = { timeout: 120_000, maxWait: 30_000 };

/** @returns the work that was moved with its agency. */
async function writeRoster(
  tx: Transaction,
  roster: Roster,
  zone: string,
  by: ChangedBy,
  { moved }: FollowedWork,
): Promise<string[]> {
  const before = await rosterState(tx);
  const known = before.roster === null ? null : Roster.parse(before.roster);
  await replaceAgencies(tx, roster);
  await replaceContacts(tx, roster, await loadLinksByPeople(tx));
  await replaceGroups(tx, roster);
  await tx.fieldLead.deleteMany();
  await tx.fieldLead.createMany({
    data: roster.fieldLeads.map(({ field, agency }) => ({ field, agencyId: agency })),
  });
  const { standingAgency, chairmanOffice, chairman } = roster;
  const office = { name: roster.office, zone, standingAgency, chairmanOffice, chairman };
  const lines = known === null ? [] : describeRosterChange(known, roster);
  const update = known === null || lines.length > 0 ? { ...office, rosterVersion: { increment: 1 } } : office;
  const { count } = await tx.office.updateMany({ where: { id: 1 }, data: update });
  if (count === 0) await tx.office.create({ data: { id: 1, ...office } });
  await changeOfficeName(tx, roster.office);
  const { rosterVersion: version } = await tx.office.findUniqueOrThrow({ where: { id: 1 } });
  // Rows before the log: whoever changes an assignment takes them in this order.
  const ids = await changeLeadOfOpenWork(tx, moved, by);
  await tellRosterImported(tx, before, await rosterState(tx), by, { version, lines });
  return ids;
}

async function rosterState(tx: Transaction): Promise<RosterState> {
  return { roster: await readStoredRoster(tx), zalo: await loadZaloAccounts(tx) };
}

/** The office that this is, as its roster calls it or as it was added, with the zone that its days and clocks are meant in. */
export async function loadOffice(database: Database | Transaction): Promise<{ name: string; zone: string }> {
  const office = await database.office.findUnique({ where: { id: 1 }, select: { name: true, zone: true } });
  if (office !== null) return office;
  const [member] = await database.$queryRaw<
    { name: string }[]
  >`SELECT name FROM member_office WHERE id = current_office()`;
  return { name: member?.name ?? 'Cơ quan chưa khai báo', zone: DEFAULT_ZONE };
}
