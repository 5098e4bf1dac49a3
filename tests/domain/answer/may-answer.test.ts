import { expect, test } from 'vitest';
import type { AudienceRole } from '#contracts/ladder.ts';
import type { Roster } from '#contracts/roster.ts';
import { type AnswerAct, answerRefusalWords, mayAnswer } from '#domain/answer/may-answer.ts';
import { localDateOf } from '#domain/calendar/local-date.ts';
import { anAgency, aRoster, withContact } from '../../support/builders.ts';

const DATE = localDateOf('2026-03-02');
const EVERY_ACT: AnswerAct[] = ['acknowledge', 'report', 'view'];

/** May `contactId` answer for work of agency a in field I, of which they heard as `heardAs`? `yes`, or why not. */
function answer(contactId: string, act: AnswerAct, { roster = aRoster(), heardAs = 'lead', agencyId = 'a' } = {}) {
  const work = { agencyId, fieldCode: 'I', heardAs: [heardAs as AudienceRole] };
  const verdict = mayAnswer({ roster, date: DATE, contactId }, act, work);
  return verdict.ok ? 'yes' : verdict.why;
}

const withAgency = (id: string, changes: object): Roster => {
  const roster = aRoster();
  return { ...roster, agencies: roster.agencies.map((one) => (one.id === id ? { ...one, ...changes } : one)) };
};

test('clerk and head of the lead agency may do everything', () => {
  for (const contactId of ['a.cv', 'a.tp']) for (const act of EVERY_ACT) expect(answer(contactId, act)).toBe('yes');
});

test('whoever is not on the roster of that day may do nothing, not even look', () => {
  const gone = [
    { ...aRoster(), contacts: aRoster().contacts.filter(({ id }) => id !== 'a.cv') },
    withContact(aRoster(), 'a.cv', { validTo: localDateOf('2026-03-01') }),
    withContact(aRoster(), 'a.cv', { validFrom: localDateOf('2026-03-03') }),
  ];
  for (const roster of gone) for (const act of EVERY_ACT) expect(answer('a.cv', act, { roster })).toBe('person-gone');
});

test('the last and the first day of a person and of an agency still count', () => {
  const day = { validFrom: DATE, validTo: DATE };
  expect(answer('a.cv', 'report', { roster: withContact(aRoster(), 'a.cv', day) })).toBe('yes');
  expect(answer('a.cv', 'report', { roster: withAgency('a', day) })).toBe('yes');
});

test('an agency that has ended or left the roster takes its people with it', () => {
  for (const roster of [
    withAgency('a', { validTo: '2026-03-01' }),
    withAgency('a', { validFrom: '2026-03-03' }),
    { ...aRoster(), agencies: aRoster().agencies.filter(({ id }) => id !== 'a') },
  ])
    for (const act of EVERY_ACT) expect(answer('a.cv', act, { roster })).toBe('agency-gone');
});

test('who went to another agency, and whose work went to another agency, answers for it no longer', () => {
  const roster = withContact(aRoster(), 'a.cv', { agency: 'b' });
  expect(EVERY_ACT.map((act) => answer('a.cv', act, { roster }))).toEqual(['work-moved', 'work-moved', 'role-ended']);
  const moved = { agencyId: 'b' };
  expect(EVERY_ACT.map((act) => answer('a.cv', act, moved))).toEqual(['work-moved', 'work-moved', 'role-ended']);
  expect(EVERY_ACT.map((act) => answer('b.cv', act, moved))).toEqual(['yes', 'yes', 'yes']);
});

test.each<[AudienceRole, string, Roster]>([
  ['field-lead', 'linhvuc.tp', aRoster({ fieldLeads: [{ field: 'I', agency: 'b' }] })],
  ['standing-agency', 'noivu.cv', aRoster({ standingAgency: 'b' })],
  ['verifier', 'noivu.cv', aRoster({ standingAgency: 'b' })],
  ['chairman-office', 'vanphong.tp', aRoster({ chairmanOffice: 'b' })],
  ['chairman', 'chutich', aRoster({ chairman: 'vanphong.tp' })],
])('whoever heard as %s may look while the role is theirs, and never report', (heardAs, contactId, after) => {
  expect(answer(contactId, 'view', { heardAs })).toBe('yes');
  expect(answer(contactId, 'report', { heardAs })).toBe('work-moved');
  expect(answer(contactId, 'view', { heardAs, roster: after })).toBe('role-ended');
});

test('a role in which somebody was never told of the work opens nothing', () => {
  expect(answer('noivu.cv', 'view', { heardAs: 'chairman' })).toBe('role-ended');
  expect(answer('b.cv', 'view', { heardAs: 'lead' })).toBe('role-ended');
});

test('a head who is one no longer hears nothing as head any more, while the agency has another', () => {
  const demoted = withContact(aRoster(), 'linhvuc.tp', { role: 'clerk' });
  const roster = withContact(demoted, 'linhvuc.cv', { role: 'head' });
  expect(answer('linhvuc.tp', 'view', { heardAs: 'field-lead', roster })).toBe('role-ended');
  expect(answer('linhvuc.cv', 'view', { heardAs: 'field-lead', roster })).toBe('yes');
});

test('a deputy of another agency may look, during the leave and after, until they are deputy no longer', () => {
  const leave = [{ from: localDateOf('2026-02-20'), to: localDateOf('2026-03-10') }];
  const during = withContact(aRoster(), 'a.cv', { deputy: 'b.cv', leave });
  const after = withContact(aRoster(), 'a.cv', { deputy: 'b.cv' });
  for (const roster of [during, after]) expect(answer('b.cv', 'view', { roster })).toBe('yes');
  expect(answer('b.cv', 'report', { roster: during })).toBe('work-moved');
  expect(answer('b.cv', 'view', { roster: withContact(during, 'a.cv', { deputy: 'a.tp' }) })).toBe('role-ended');
  const ended = withContact(during, 'b.cv', { validTo: localDateOf('2026-03-01') });
  expect(answer('b.cv', 'view', { roster: ended })).toBe('person-gone');
});

test('somebody on leave may still answer', () => {
  const roster = withContact(aRoster(), 'a.cv', {
    leave: [{ from: localDateOf('2026-02-20'), to: localDateOf('2026-03-10') }],
  });
  expect(answer('a.cv', 'report', { roster })).toBe('yes');
});

test('an agency of the roster that leads by chance has no power over work of others', () => {
  const roster = aRoster({ agencies: [...aRoster().agencies, anAgency({ id: 'moi' })] });
  expect(answer('b.cv', 'acknowledge', { roster })).toBe('work-moved');
});

test('each refusal says what to do', () => {
  for (const why of ['person-gone', 'agency-gone', 'work-moved', 'role-ended'] as const)
    expect(answerRefusalWords(why)).toContain('cập nhật danh bạ');
});
