// The lists of a roster as rows, each list in a few statements however many people it names.
import type { Roster } from '#contracts/roster.ts';
import type { Transaction } from './database.ts';

/** Agencies that the roster leaves out are kept for what happened, and are listed no more. */
export async function replaceAgencies(tx: Transaction, { agencies }: Roster): Promise<void> {
  const rows = lastById(agencies).map(({ id, name, aliases, memberOffice, validFrom, validTo }) => ({
    id,
    name,
    aliases,
    member_office_id: memberOffice,
    valid_from: validFrom,
    valid_to: validTo,
  }));
  await tx.$executeRaw`
    INSERT INTO agency AS known (id, name, aliases, member_office_id, valid_from, valid_to, listed)
    SELECT id, name, aliases, member_office_id, valid_from, valid_to, true
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS row(id text, name text, aliases text[], member_office_id int,
      valid_from date, valid_to date)
    ON CONFLICT (office_id, id) DO UPDATE SET name = EXCLUDED.name, aliases = EXCLUDED.aliases,
      member_office_id = EXCLUDED.member_office_id, valid_from = EXCLUDED.valid_from, valid_to = EXCLUDED.valid_to, listed = true`;
  await tx.$executeRaw`
    UPDATE agency SET listed = false WHERE listed AND id <> ALL(${rows.map(({ id }) => id)}::text[])`;
}

/**
 * Deputies point at people who may come later in the list, so they are set when everybody is there. A Zalo account that a person has linked
 * (`links`) stays linked: the office's list does not know of it.
 */
export async function replaceContacts(
  tx: Transaction,
  roster: Roster,
  links: ReadonlyMap<string, string>,
): Promise<void> {
  const contacts = lastById(roster.contacts);
  const holders = new Map(contacts.flatMap(({ id, zaloUserId }) => (zaloUserId === null ? [] : [[zaloUserId, id]])));
  const accountOf = ({ id, zaloUserId }: Roster['contacts'][number]) => {
    if (zaloUserId !== null) return holders.get(zaloUserId) === id ? zaloUserId : null;
    const own = links.get(id);
    return own === undefined || holders.has(own) ? null : own;
  };
  // The account goes over to whom the roster names for it.
  await tx.$executeRaw`
    UPDATE contact SET zalo_user_id = NULL WHERE zalo_user_id = ANY(${[...holders.keys()]}::text[])`;
  const rows = contacts.map((contact) => ({
    id: contact.id,
    agency_id: contact.agency,
    name: contact.name,
    position: contact.position,
    role: contact.role,
    email: contact.email,
    phone: contact.phone,
    zalo_user_id: accountOf(contact),
    channels: contact.channels,
    wants_calendar: contact.wantsCalendar,
    valid_from: contact.validFrom,
    valid_to: contact.validTo,
    deputy_id: contact.deputy,
  }));
  const people = JSON.stringify(rows);
  await tx.$executeRaw`
    INSERT INTO contact AS known (id, agency_id, name, position, role, email, phone, zalo_user_id, channels, wants_calendar,
      valid_from, valid_to, listed)
    SELECT id, agency_id, name, position, role, email, phone, zalo_user_id, channels, wants_calendar, valid_from, valid_to, true
    FROM json_to_recordset(${people}::json) AS row(id text, agency_id text, name text, position text, role text, email text,
      phone text, zalo_user_id text, channels text[], wants_calendar boolean, valid_from date, valid_to date)
    ON CONFLICT (office_id, id) DO UPDATE SET agency_id = EXCLUDED.agency_id, name = EXCLUDED.name, position = EXCLUDED.position,
      role = EXCLUDED.role, email = EXCLUDED.email, phone = EXCLUDED.phone, zalo_user_id = EXCLUDED.zalo_user_id,
      channels = EXCLUDED.channels, wants_calendar = EXCLUDED.wants_calendar, valid_from = EXCLUDED.valid_from,
      valid_to = EXCLUDED.valid_to, listed = true`;
  await tx.$executeRaw`
    UPDATE contact SET listed = false WHERE listed AND id <> ALL(${rows.map(({ id }) => id)}::text[])`;
  await tx.$executeRaw`
    UPDATE contact SET deputy_id = row.deputy_id FROM json_to_recordset(${people}::json) AS row(id text, deputy_id text)
    WHERE contact.id = row.id AND contact.deputy_id IS DISTINCT FROM row.deputy_id`;
  await saveLeave(tx, contacts);
}

async function saveLeave(tx: Transaction, contacts: Roster['contacts']): Promise<void> {
  const rows = contacts.flatMap(({ id, leave }) => leave.map(({ from, to }) => ({ contact_id: id, from, to })));
  await tx.contactLeave.deleteMany();
  await tx.$executeRaw`
    INSERT INTO contact_leave (contact_id, from_date, to_date) SELECT contact_id, "from", "to"
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS row(contact_id text, "from" date, "to" date)`;
}

/** Groups are what the roster says and nothing else. */
export async function replaceGroups(tx: Transaction, { groups }: Roster): Promise<void> {
  await tx.agencyGroupMember.deleteMany();
  await tx.agencyGroup.deleteMany();
  const rows = groups.map(({ name, aliases, validFrom, validTo }) => ({
    name,
    aliases,
    valid_from: validFrom,
    valid_to: validTo,
  }));
  await tx.$executeRaw`
    INSERT INTO agency_group (name, aliases, valid_from, valid_to) SELECT name, aliases, valid_from, valid_to
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS row(name text, aliases text[], valid_from date, valid_to date)`;
  const members = groups.flatMap(({ name, members: ids }) => ids.map((id) => ({ group_name: name, agency_id: id })));
  await tx.$executeRaw`
    INSERT INTO agency_group_member (group_name, agency_id) SELECT group_name, agency_id
    FROM json_to_recordset(${JSON.stringify(members)}::json) AS row(group_name text, agency_id text)`;
}

/** Of two with one id the last, as if one had been written over the other. */
function lastById<Item extends { id: string }>(items: readonly Item[]): Item[] {
  return [...new Map(items.map((item) => [item.id, item])).values()];
}
