// The roster that a plan implies when nobody gave one: enough to preview who would hear what.
import type { ParsedPlan } from '#contracts/plan.ts';
import type { Roster, RosterAgency, RosterContact } from '#contracts/roster.ts';
import { toSlug } from '#domain/shared/slug.ts';

// RFC 2606: a domain that can never receive mail.
const MADE_UP_DOMAIN = 'vi-du.invalid';

const STANDING = { id: 'co-quan-thuong-truc', name: 'Cơ quan thường trực' };
const OFFICE = { id: 'van-phong', name: 'Văn phòng (Chánh Văn phòng)' };
const CHAIRMAN = { id: 'chu-tich', name: 'Chủ tịch' };

/** Makes each lead as written one agency with one made-up e-mail contact; a group stays one. The upper levels are made up too. */
export function rosterFromPlan(plan: ParsedPlan): Roster {
  const leads = new Map<string, RosterAgency>();
  for (const name of plan.rows.flatMap((row) => row.leads)) {
    const id = toSlug(name);
    if (!leads.has(id)) leads.set(id, { id, name, aliases: [], validFrom: null, validTo: null });
  }
  // A plan may name one of them as a lead, e.g. "Văn phòng": then that agency holds the level.
  const upper = [STANDING, OFFICE, CHAIRMAN]
    .filter(({ id }) => !leads.has(id))
    .map((agency) => ({
      ...agency,
      aliases: [],
      validFrom: null,
      validTo: null,
    }));
  const agencies = [...leads.values(), ...upper];
  return {
    office: plan.plan.issuer ?? 'Cơ quan ban hành kế hoạch',
    agencies,
    contacts: agencies.map((agency) => madeUpContact(agency)),
    groups: [],
    fieldLeads: [],
    standingAgency: STANDING.id,
    chairmanOffice: OFFICE.id,
    chairman: `${CHAIRMAN.id}.dau-moi`,
  };
}

function madeUpContact(agency: RosterAgency): RosterContact {
  return {
    id: `${agency.id}.dau-moi`,
    agency: agency.id,
    name: `Đầu mối ${agency.name}`,
    position: '',
    role: 'head',
    email: `${agency.id}@${MADE_UP_DOMAIN}`,
    phone: null,
    zaloUserId: null,
    channels: ['email'],
    wantsCalendar: false,
    deputy: null,
    leave: [],
    validFrom: null,
    validTo: null,
  };
}
