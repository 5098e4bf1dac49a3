// The edition that a changed year comes to, checked as a file would be.
import type { EditedYear } from '#contracts/calendar-edit.ts';
import { checkEdition } from '#domain/calendar/check-edition.ts';
import { withEditedYear } from '#domain/calendar/edited-year.ts';
import { CALENDAR_NAME, findLatestEdition } from '#store/calendar-store.ts';
import type { OperationContext } from '../seam/context.ts';
import { refuse } from '../seam/refusal.ts';

/** With the edition in force, which it was made of. */
export async function nextEdition({ database }: Pick<OperationContext, 'database'>, year: EditedYear) {
  const latest = await findLatestEdition(database, CALENDAR_NAME);
  if (latest === null) throw new Error('the installation has no calendar: run the seed');
  const after = withEditedYear(latest.calendar, year);
  // Another year may be older than a rule: whoever changes this one is told of this one.
  const issues = checkEdition({ ...after, years: after.years.filter((one) => one.year === year.year) });
  const errors = issues.filter(({ severity }) => severity === 'error');
  if (errors.length > 0)
    return refuse(
      'calendar-refused',
      `Lịch năm ${year.year} có chỗ chưa đúng; chưa có gì được ghi. Sửa các mục dưới đây rồi lưu lại.`,
      { issues: errors.map(({ message }) => ({ place: '', message })) },
    );
  return {
    ok: true as const,
    edition: latest.edition,
    before: latest.calendar,
    after,
    warnings: issues.map(({ message }) => message),
  };
}
