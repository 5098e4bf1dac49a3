// The roster that a change comes to, checked as a file would be.
import { Roster } from '#contracts/roster.ts';
import type { RosterEdit } from '#contracts/roster-edit.ts';
import { checkRosterParts, checkRosterTexts, type RosterProblem } from '#domain/assignment/check-roster.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { toLocalDate } from '#domain/calendar/local-time.ts';
import type { KnownChannel } from '#domain/delivery/known-channel.ts';
import { applyEdits } from '#domain/roster/apply-edits.ts';
import { exportRoster } from '#store/roster-store.ts';
import type { OperationContext } from '../seam/context.ts';
import { type Refusal, refuse } from '../seam/refusal.ts';
import { checkOffices } from './check-offices.ts';

const ISSUES_MAX = 20;

/** With the roster in force, which it was made of. */
export async function nextRoster(
  { database, zone, now }: OperationContext,
  { edits, channels }: { edits: readonly RosterEdit[]; channels: readonly KnownChannel[] },
) {
  const current = await exportRoster(database);
  if (current === null) return noRoster();
  const { version, ...before } = current;
  const applied = applyEdits(before, edits, toLocalDate(instantOf(now()), zone));
  const after = Roster.parse(applied.roster);
  const problems = [
    ...applied.problems.map((message) => ({ path: '', message })),
    ...checkRosterTexts(after),
    ...checkRosterParts(after, channels),
    ...(await checkOffices(database, after)),
  ];
  if (problems.length > 0) return refuseRoster(after, problems);
  return { ok: true as const, version, before, after };
}

/** With each problem at its place, as a page names it. */
export function refuseRoster(roster: Roster, problems: readonly RosterProblem[]): Refusal<'roster-refused'> {
  return refuse(
    'roster-refused',
    'Danh bạ sau khi sửa có chỗ chưa đúng; chưa có gì được ghi. Sửa các mục dưới đây rồi lưu lại.',
    {
      issues: problems.slice(0, ISSUES_MAX).map(({ path, message }) => ({ place: placeWords(roster, path), message })),
    },
  );
}

export function noRoster(): Refusal<'roster-missing'> {
  return refuse('roster-missing', 'Chưa có danh bạ cơ quan. Nhập danh bạ bằng tệp trước.');
}

const LISTS: Record<string, string> = {
  agencies: 'cơ quan',
  contacts: 'người',
  groups: 'nhóm',
  fieldLeads: 'lĩnh vực',
};

/** `contacts.3.email` is of a file; on a page it is the person's name. */
function placeWords(roster: Roster, path: string): string {
  const [list = '', index = ''] = path.split('.');
  const row = (roster as unknown as Record<string, unknown>)[list];
  if (!Array.isArray(row)) return '';
  const { name, field } = (row[Number(index)] ?? {}) as { name?: string; field?: string };
  return [LISTS[list], name ?? field].filter(Boolean).join(' ');
}
