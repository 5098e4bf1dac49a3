import { expect, test } from 'vitest';
import { buildPreview, orderReminders, type PreviewedReminder } from '#domain/preview.ts';
import { aJourney, aPlan, aRoster, vn, withContact } from '../support/builders.ts';

test('the preview lists every assignment with its dates and how they were read', () => {
  const { assignments } = buildPreview(aJourney());
  expect(assignments).toEqual([
    {
      key: 'I.1/a/2026-11-14',
      agency: 'Phòng A',
      title: 'Rà soát thủ tục hành chính',
      opens: null,
      due: '2026-11-14',
      dueWorking: '2026-11-16',
      sure: true,
      why: expect.stringContaining('14/11/2026'),
    },
  ]);
});

test('each reminder names its assignment, rung, address, channel, moment and subject', () => {
  const { reminders } = buildPreview(aJourney());
  expect(reminders[0]).toEqual({
    assignment: 'I.1/a/2026-11-14',
    rung: 'assigned',
    recipient: 'a.cv@vi-du.example',
    channel: 'email',
    at: vn('2026-01-05 09:01'),
    subject: expect.stringContaining('Rà soát thủ tục hành chính'),
  });
});

test('repetitions are numbered, so that two reminders of one rung can be told apart', () => {
  const rungs = buildPreview(aJourney()).reminders.map(({ rung }) => rung);
  expect(rungs).toContain('overdue-4');
  expect(rungs).toContain('overdue-4#2');
});

test('what meets in one slot for one person is one message with one subject', () => {
  const plan = aPlan([{ title: 'Việc một' }, { title: 'Việc hai' }]);
  const { reminders } = buildPreview(aJourney({ plan }));
  const notices = reminders.filter(({ rung }) => rung === 'assigned');
  expect(notices.length).toBe(2);
  expect(new Set(notices.map(({ subject }) => subject)).size).toBe(1);
});

const onePerson = (email = 'a.cv@vi-du.example') => withContact(aRoster(), 'b.cv', { email });
const twoAgencies = aPlan([{ title: 'Việc một' }, { title: 'Việc hai', leads: ['Phòng B'] }]);

test('a person who stands in two agencies gets one message in a slot, of the work of both', () => {
  const notices = (roster = aRoster()) =>
    buildPreview(aJourney({ plan: twoAgencies, roster })).reminders.filter(({ rung }) => rung === 'assigned');
  expect(new Set(notices().map(({ subject }) => subject)).size).toBe(2);
  for (const roster of [onePerson(), onePerson('A.CV@vi-du.example')]) {
    expect(notices(roster)).toHaveLength(2);
    expect(new Set(notices(roster).map(({ subject }) => subject))).toEqual(new Set(['2 việc mới giao (05/01/2026)']));
  }
});

test('a clerk and a head with one mailbox read of one piece of work once', () => {
  const roster = withContact(aRoster(), 'a.tp', { email: 'a.cv@vi-du.example' });
  const due = buildPreview(aJourney({ roster })).reminders.filter(
    ({ rung, recipient }) => rung === 'due' && recipient === 'a.cv@vi-du.example',
  );
  expect(due).toHaveLength(2);
  const alone = buildPreview(aJourney()).reminders.find(
    ({ rung, recipient }) => rung === 'due' && recipient.startsWith('a.cv'),
  );
  expect(due.map(({ subject }) => subject)).toEqual([alone?.subject, alone?.subject]);
});

test('a part of a time text is spoken with the title', () => {
  const plan = aPlan([{ deadlineText: 'Báo cáo 6 tháng trước 10/6; báo cáo năm trước 10/12' }]);
  const titles = buildPreview(aJourney({ plan })).assignments.map(({ title }) => title);
  expect(new Set(titles).size).toBe(2);
});

test('a person on Zalo is shown by the number or account that the message goes to', () => {
  const phone = withContact(aRoster(), 'a.cv', { channels: ['zalo'], phone: '0912345678' });
  expect(buildPreview(aJourney({ roster: phone })).reminders[0]).toMatchObject({
    channel: 'zalo',
    recipient: '0912345678',
  });
  const account = withContact(phone, 'a.cv', { zaloUserId: '8123' });
  expect(buildPreview(aJourney({ roster: account })).reminders[0]).toMatchObject({ recipient: '8123' });
});

test('who can not be reached is an issue and no reminder', () => {
  const { reminders, issues } = buildPreview(aJourney({ roster: withContact(aRoster(), 'a.cv', { email: null }) }));
  expect(reminders.map(({ recipient }) => recipient)).not.toContain('a.cv');
  expect(issues.map(({ code }) => code)).toContain('contact-unreachable');
});

test('the list is in order of time, whatever the order of the plan', () => {
  const { reminders } = buildPreview(
    aJourney({ plan: aPlan([{ deadlineText: 'Quý IV' }, { deadlineText: 'Quý I' }]) }),
  );
  expect(reminders.map(({ at }) => at)).toEqual(reminders.map(({ at }) => at).sort());
  const shuffled: PreviewedReminder[] = [...reminders].reverse();
  expect(orderReminders(shuffled)).toEqual(reminders);
});
