// Agencies, people, groups and the chain, as one roster.
import { DEFAULT_ZONE } from '#contracts/primitives.ts';
import { Roster } from '#contracts/roster.ts';
import type { Database, Transaction } from './database.ts';
import { fromDateColumn, fromDateColumnOrNull, toDateColumn, toDateColumnOrNull } from './local-date.ts';
import { linksByPeople } from './zalo-link-events.ts';

/** The whole roster of the installation, or null before anyone imported one. */
export async function loadRoster(database: Database | Transaction): Promise<Roster | null> {
  const office = await database.office.findUnique({ where: { id: 1 } });
  if (office === null) return null;
  const [agencies, contacts, groups, fieldLeads] = await Promise.all([
    database.agency.findMany({ where: { listed: true }, orderBy: { id: 'asc' } }),
    database.contact.findMany({ where: { listed: true }, include: { leave: true }, orderBy: { id: 'asc' } }),
    database.agencyGroup.findMany({ include: { members: true }, orderBy: { name: 'asc' } }),
    database.fieldLead.findMany({ orderBy: { field: 'asc' } }),
  ]);
  const validity = (row: { validFrom: Date | null; validTo: Date | null }) => ({
    validFrom: fromDateColumnOrNull(row.validFrom),
    validTo: fromDateColumnOrNull(row.validTo),
  });
  return Roster.parse({
    office: office.name,
    agencies: agencies.map((row) => ({ id: row.id, name: row.name, aliases: row.aliases, ...validity(row) })),
    contacts: contacts.map((row) => ({
      ...row,
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
  });
}

/** Replaces the roster in one transaction; whoever it leaves out stays on record and hears nothing any more. */
export async function saveRoster(database: Database, roster: Roster, zone: string): Promise<void> {
  await database.$transaction(async (tx) => {
    await tx.agency.updateMany({ data: { listed: false } });
    for (const { id, name, aliases, validFrom, validTo } of roster.agencies) {
      const validity = { validFrom: toDateColumnOrNull(validFrom), validTo: toDateColumnOrNull(validTo) };
      const data = { name, aliases, ...validity, listed: true };
      await tx.agency.upsert({ where: { id }, create: { id, ...data }, update: data });
    }
    await saveContacts(tx, roster);
    await tx.agencyGroupMember.deleteMany();
    await tx.agencyGroup.deleteMany();
    for (const { members, validFrom, validTo, ...group } of roster.groups) {
      const validity = { validFrom: toDateColumnOrNull(validFrom), validTo: toDateColumnOrNull(validTo) };
      await tx.agencyGroup.create({
        data: { ...group, ...validity, members: { create: members.map((agencyId) => ({ agencyId })) } },
      });
    }
    await tx.fieldLead.deleteMany();
    await tx.fieldLead.createMany({
      data: roster.fieldLeads.map(({ field, agency }) => ({ field, agencyId: agency })),
    });
    const { standingAgency, chairmanOffice, chairman } = roster;
    const office = { name: roster.office, zone, standingAgency, chairmanOffice, chairman };
    await tx.office.upsert({ where: { id: 1 }, create: { id: 1, ...office }, update: office });
  }, WHOLE_PROVINCE);
}

// Some thousands of people, one statement each: far longer than the five seconds that Prisma gives a transaction.
const WHOLE_PROVINCE = { timeout: 300_000, maxWait: 30_000 };

/**
 * Deputies point at people who may come later in the list, so they are set when everybody is there. A Zalo account that a person has linked
 * stays linked: the office's list does not know of it.
 */
async function saveContacts(tx: Transaction, roster: Roster): Promise<void> {
  const named = new Set(roster.contacts.map(({ zaloUserId }) => zaloUserId));
  const ownLinks = new Map([...(await linksByPeople(tx))].filter(([, account]) => !named.has(account)));
  await tx.contact.updateMany({ data: { listed: false } });
  for (const {
    id,
    agency,
    zaloUserId,
    leave: _leave,
    deputy: _deputy,
    validFrom,
    validTo,
    ...contact
  } of roster.contacts) {
    const validity = { validFrom: toDateColumnOrNull(validFrom), validTo: toDateColumnOrNull(validTo) };
    const data = { ...contact, ...validity, agencyId: agency, listed: true };
    // The account goes over to whom the roster names for it.
    if (zaloUserId !== null) await tx.contact.updateMany({ where: { zaloUserId }, data: { zaloUserId: null } });
    const link = { zaloUserId: zaloUserId ?? ownLinks.get(id) ?? null };
    await tx.contact.upsert({ where: { id }, create: { id, ...data, ...link }, update: { ...data, ...link } });
  }
  await tx.contactLeave.deleteMany();
  await tx.contact.updateMany({ where: { listed: true, deputyId: { not: null } }, data: { deputyId: null } });
  for (const { id, deputy } of roster.contacts)
    if (deputy !== null) await tx.contact.update({ where: { id }, data: { deputyId: deputy } });
  const rows = roster.contacts.flatMap(({ id, leave }) =>
    leave.map(({ from, to }) => ({ contactId: id, from: toDateColumn(from), to: toDateColumn(to) })),
  );
  await tx.contactLeave.createMany({ data: rows });
}

/** The office whose installation this is, with the zone that its days and clocks are meant in. */
export async function loadOffice(database: Database): Promise<{ name: string; zone: string }> {
  const office = await database.office.findUnique({ where: { id: 1 }, select: { name: true, zone: true } });
  return office ?? { name: 'Cơ quan chưa khai báo', zone: DEFAULT_ZONE };
}
