import { OF_AN_AGENCY, ROLE_WORDS } from '#domain/rights/roles.ts';
import type { GivenRole } from '#domain/rights/roles-on.ts';
import { hasAgency } from '#store/account-store.ts';
import type { Database } from '#store/database.ts';
import { type Refusal, refuse } from '../seam/refusal.ts';

/** Null when each role fits: one of an agency names an agency that the roster knows, one of the office names none, and it ends after it begins. */
export async function checkRoles(
  database: Database,
  roles: readonly GivenRole[],
): Promise<Refusal<'invalid-request'> | null> {
  const issues: { place: string; message: string }[] = [];
  for (const { role, agencyId, from, to } of roles) {
    const place = ROLE_WORDS[role];
    if (OF_AN_AGENCY.has(role) && agencyId === null) issues.push({ place, message: 'chưa chọn cơ quan' });
    if (!OF_AN_AGENCY.has(role) && agencyId !== null)
      issues.push({ place, message: 'vai trò này không giữ cho riêng một cơ quan' });
    if (agencyId !== null && !(await hasAgency(database, agencyId)))
      issues.push({ place, message: 'danh bạ không có cơ quan này' });
    if (from !== null && to !== null && from > to) issues.push({ place, message: 'ngày bắt đầu ở sau ngày kết thúc' });
  }
  return issues.length === 0 ? null : refuse('invalid-request', 'Kiểm tra lại các vai trò được nêu.', { issues });
}
