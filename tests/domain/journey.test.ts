import { expect, test } from 'vitest';
import type { PlanIssue } from '#contracts/plan.ts';
import { runJourney } from '#domain/journey.ts';
import { aContact, aJourney, anAgency, aPlan, aRoster, vn, withContact } from '../support/builders.ts';
import { day } from '../support/moments.ts';

test('a plan becomes assignments, steps and reminders, all of them explained', () => {
  const { assignments, issues } = runJourney(aJourney());
  expect(issues).toEqual([]);
  expect(assignments.map(({ draft }) => [draft.key, draft.due, draft.dueWorking])).toEqual([
    ['I.1/a/2026-11-14', '2026-11-14', '2026-11-16'],
  ]);
  const [{ reminders, steps } = { reminders: [], steps: [] }] = assignments;
  expect(reminders.slice(0, 3).map(({ step, contactId, slotAt }) => [step, contactId, slotAt])).toEqual([
    ['assigned', 'a.cv', vn('2026-01-05 09:01')],
    ['unacknowledged', 'a.cv', vn('2026-01-08 08:00')],
    ['unacknowledged', 'a.tp', vn('2026-01-08 08:00')],
  ]);
  expect(new Set(reminders.map(({ step }) => step))).toEqual(new Set(steps.map(({ id }) => id)));
});

test('the notices of a large plan leave a little later, so that all of them are ready', () => {
  const rows = Array.from({ length: 2_000 }, () => ({ deadlineText: 'Khi có yêu cầu' }));
  const [first] = runJourney(aJourney({ plan: aPlan(rows) })).assignments;
  expect(first?.steps[0]?.slotAt).toBe(vn('2026-01-05 09:02'));
});

test('an agency without people is named once, however much work it has', () => {
  const roster = aRoster();
  roster.agencies.push(anAgency({ id: 'moi', name: 'Phòng Mới' }));
  const plan = aPlan([{ leads: ['Phòng Mới'] }, { leads: ['Phòng Mới'] }]);
  const { issues } = runJourney(aJourney({ plan, roster }));
  expect(issues.map(({ code, message }) => [code, message.includes('«Phòng Mới»')])).toEqual([
    ['agency-without-contact', true],
  ]);
});

test('a person without an address is named once', () => {
  const roster = withContact(aRoster(), 'a.cv', { email: null, name: 'Trần Văn An' });
  const { issues, assignments } = runJourney(aJourney({ roster }));
  expect(issues.map(({ code, message }) => [code, message.includes('Trần Văn An')])).toEqual([
    ['contact-unreachable', true],
  ]);
  expect(assignments[0]?.reminders.some(({ channel }) => channel === null)).toBe(true);
});

test('work of the past reminds nobody and does not ask for people', () => {
  const plan = aPlan([{ deadlineText: 'Tháng 11/2025', leads: ['Cơ quan cũ'] }]);
  const { assignments, issues } = runJourney(aJourney({ plan }));
  expect(assignments[0]?.reminders).toEqual([]);
  expect(issues.map(({ code }) => code)).toEqual(['due-before-plan', 'agency-unknown']);
});

test('a decision of a person replaces the text of the row', () => {
  const plan = aPlan([{ deadlineText: 'Theo tiến độ' }]);
  const { assignments, rows } = runJourney(aJourney({ plan, decided: new Map([[0, 'Quý II']]) }));
  expect(assignments[0]?.draft.due).toBe('2026-06-30');
  expect(rows[0]).toMatchObject({ text: 'Quý II', decided: true });
});

test('who comes to the office during the year hears from then on', () => {
  const roster = withContact(aRoster(), 'a.cv', { validTo: day('2026-06-30') });
  roster.contacts.push(aContact({ id: 'a.moi', agency: 'a', validFrom: day('2026-07-01') }));
  const reminders = runJourney(aJourney({ roster })).assignments[0]?.reminders ?? [];
  expect(reminders.find(({ step }) => step === 'assigned')?.contactId).toBe('a.cv');
  expect(reminders.find(({ step }) => step === 'before-7')?.contactId).toBe('a.moi');
});

test('the same input gives the same journey', () => {
  expect(runJourney(aJourney())).toEqual(runJourney(aJourney()));
});

test('a row without a date is named once, and no more when a person has decided', () => {
  const missing: PlanIssue = {
    code: 'row-without-deadline',
    place: { table: 1, row: 2 },
    column: '',
    message: '',
    suggestion: '',
  };
  const plan = { ...aPlan([{ deadlineText: null }]), issues: [missing] };
  expect(runJourney(aJourney({ plan })).issues.map(({ code }) => code)).toEqual(['deadline-missing']);
  const decided = new Map([[0, 'Quý II']]);
  expect(runJourney(aJourney({ plan, decided })).issues).toEqual([]);
});
