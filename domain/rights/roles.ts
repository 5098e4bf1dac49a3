// What an account can be here. A role is held for an agency, and only as long as its dates say.
export const ROLES = [
  'administrator',
  'officer',
  'field-lead',
  'lead-head',
  'lead-clerk',
  'leadership',
  'auditor',
] as const;
export type Role = (typeof ROLES)[number];

/** Held for one agency; the others are held for the whole office. */
export const OF_AN_AGENCY: ReadonlySet<Role> = new Set(['field-lead', 'lead-head', 'lead-clerk']);

/** A role as somebody holds it at this moment: its dates, leave and deputies have been counted in. */
export interface HeldRole {
  role: Role;
  /** The agency that it is held for; null = the whole office. */
  agencyId: string | null;
  /** The fields that this agency leads, by their codes. */
  fieldCodes: readonly string[];
}

/** As people read them. */
export const ROLE_WORDS: Record<Role, string> = {
  administrator: 'Quản trị hệ thống',
  officer: 'Cán bộ cơ quan thường trực',
  'field-lead': 'Cơ quan chủ trì lĩnh vực',
  'lead-head': 'Lãnh đạo cơ quan chủ trì',
  'lead-clerk': 'Chuyên viên cơ quan chủ trì',
  leadership: 'Lãnh đạo, văn phòng',
  auditor: 'Người kiểm tra',
};
