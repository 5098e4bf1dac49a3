import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CalendarEdition } from '#contracts/calendar.ts';
import type { LocalDate } from '#contracts/primitives.ts';
import { createWorkCalendar } from '#domain/calendar/work-calendar.ts';
import { readDeadline } from '#domain/deadline/read-deadline.ts';
import { explainDue } from '#domain/deadline/words/explain-due.ts';
import { day } from '../../support/moments.ts';

const calendar = createWorkCalendar(
  CalendarEdition.parse(
    JSON.parse(readFileSync(new URL('../../../data/calendars/vn-civil-servants.json', import.meta.url), 'utf8')),
  ),
);
const explain = (text: string, due: LocalDate, setting?: 'civil-code' | 'strict', planYear = 2026) =>
  explainDue({ text, reading: readDeadline({ text, planYear, calendar }), due, calendar, setting });

describe('the explanation of a due date', () => {
  it('leads from the words through the rule and the date to the working day', () => {
    const { dueWorking, steps, text } = explain('Trước ngày 10 của tháng cuối quý', day('2026-12-09'));
    expect(dueWorking).toBe('2026-12-09');
    expect(steps.map((step) => step.kind)).toEqual(['text', 'rule', 'date', 'day']);
    expect(text).toBe(
      'Căn cứ “Trước ngày 10 của tháng cuối quý”, hiểu là “hàng quý, trước ngày 10 của tháng cuối quý”. Hạn theo văn bản là 09/12/2026. 09/12/2026 là thứ Tư, ngày làm việc.',
    );
  });

  it('moves a due date on a holiday to the next working day and names the holiday and the law', () => {
    const { dueWorking, text } = explain('Chậm nhất ngày 30/4/2026', day('2026-04-30'));
    expect(dueWorking).toBe('2026-05-04');
    expect(text).toContain('30/04/2026 là thứ Năm, nghỉ Ngày Chiến thắng theo Điều 112 Bộ luật Lao động');
    expect(text).toContain('khoản 5 Điều 148 Bộ luật Dân sự');
  });

  it('keeps the date as written when the office counts strictly, and says so', () => {
    const { dueWorking, text } = explain('Chậm nhất ngày 30/4/2026', day('2026-04-30'), 'strict');
    expect(dueWorking).toBe('2026-04-30');
    expect(text).toContain('giữ nguyên hạn 30/04/2026');
  });

  it('speaks only of the part of the text that gives the date', () => {
    const { steps } = explain('Kế hoạch: Quý I; Báo cáo: trước ngày 15/12/2026', day('2026-12-14'));
    const words = steps.filter((step) => step.kind === 'text');
    expect(words).toMatchObject([{ text: 'trước ngày 15/12/2026', label: 'Báo cáo' }]);
  });

  it('says that a year without its notice is provisional', () => {
    expect(explain('Tháng 2/2027', day('2027-02-28')).text).toContain('lịch năm 2027 là tạm tính');
  });

  it('repeats what a person must look at', () => {
    expect(explain('trước ngày 15 tháng cuối kỳ báo cáo', day('2026-03-14')).text).toContain(
      'Cần người xem lại: chưa nêu kỳ báo cáo',
    );
  });
});
