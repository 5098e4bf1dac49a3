import { expect, test } from 'vitest';
import { dueDateCalendar } from '#channels/email/due-date-calendar.ts';

const entry = {
  assignmentId: '7',
  domain: 'tuky.example.vn',
  due: '2026-11-25',
  title: 'Rà soát, hệ thống hóa; văn bản\nquy phạm',
  description: 'Theo kế hoạch năm 2026',
  url: 'https://dondoc.example.vn/a/7',
  sequence: 0,
  stampedAt: '2026-11-01T00:00:00Z',
};
const unfold = (ics: string) => ics.replace(/\r\n[ \t]/g, '');

test('the calendar shows the due date itself, in every time zone', () => {
  const zone = process.env.TZ;
  try {
    for (const tz of ['UTC', 'Asia/Ho_Chi_Minh', 'America/Los_Angeles']) {
      process.env.TZ = tz;
      const { ics } = dueDateCalendar(entry);
      expect(ics).toContain('DTSTART;VALUE=DATE:20261125');
      expect(ics).toContain('DTEND;VALUE=DATE:20261126');
    }
  } finally {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  }
});

test('a later version replaces the entry, a withdrawal removes it', () => {
  const moved = dueDateCalendar({ ...entry, due: '2026-12-01', sequence: 1 });
  expect(moved).toMatchObject({ method: 'PUBLISH', filename: 'han-hoan-thanh.ics' });
  expect(moved.ics).toContain('UID:assignment-7@tuky.example.vn');
  expect(moved.ics).toContain('SEQUENCE:1');
  const gone = dueDateCalendar({ ...entry, sequence: 2, withdrawn: true });
  expect(gone.method).toBe('CANCEL');
  expect(gone.ics).toContain('STATUS:CANCELLED');
});

test('the entry is the same every time and folded as calendars want it', () => {
  const { ics } = dueDateCalendar(entry);
  expect(dueDateCalendar(entry).ics).toBe(ics);
  for (const line of ics.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(unfold(ics)).toContain('SUMMARY:Hạn: Rà soát\\, hệ thống hóa\\; văn bản\\nquy phạm');
});
