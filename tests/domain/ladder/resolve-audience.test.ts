import { expect, test } from 'vitest';
import { CHANNEL_KINDS } from '#channels/kinds.ts';
import type { AudienceRole } from '#contracts/ladder.ts';
import type { Roster } from '#contracts/roster.ts';
import type { SpokenStep } from '#domain/ladder/resolve-audience.ts';
import { resolveAudience } from '#domain/ladder/resolve-audience.ts';
import { aContact, aRoster, DEFAULT_POLICY, OFFICIAL_CALENDAR, vn, withContact } from '../../support/builders.ts';
import { day } from '../../support/moments.ts';
import { wall } from './ladder-fixture.ts';

const SLOT = '2026-03-11 08:00';
const WHOLE_CHAIN: AudienceRole[] = ['lead', 'field-lead', 'standing-agency', 'chairman-office', 'chairman'];

test('silence climbs from the lead over field lead, standing agency and office to the chairman', () => {
  expect(heard(WHOLE_CHAIN, aRoster())).toEqual(['a.cv', 'linhvuc.tp', 'noivu.cv', 'vanphong.tp', 'chutich']);
});

test('the clerk is asked to do the work, the head is asked to step in', () => {
  expect(heard(['lead', 'lead-head'], aRoster())).toEqual(['a.cv', 'a.tp']);
});

test('an agency without a clerk is reached through whoever it has, and hears once', () => {
  const roster = aRoster();
  roster.contacts = roster.contacts.filter((contact) => contact.id !== 'a.cv');
  expect(heard(['lead', 'lead-head'], roster)).toEqual(['a.tp']);
});

test('an agency without a clerk does the work through its head', () => {
  const roster = aRoster();
  roster.contacts = roster.contacts.filter((contact) => contact.id !== 'a.cv');
  expect(heard(['lead'], roster)).toEqual(['a.tp']);
});

test('whoever holds two levels hears for the lower one, in whatever order a step lists them', () => {
  const roles = (listed: AudienceRole[], roster: Roster, agencyId?: string) =>
    resolveAudience(stepOf(listed), inputOf(roster, { agencyId })).map(({ contactId, role }) => `${contactId} ${role}`);
  const turned = [...WHOLE_CHAIN].reverse();
  expect(roles(turned, aRoster())).toEqual(roles(WHOLE_CHAIN, aRoster()));
  expect(roles(['verifier', 'lead'], aRoster(), 'noivu')).toEqual(['noivu.cv lead']);
  expect(roles(['standing-agency', 'field-lead'], aRoster({ standingAgency: 'linhvuc' }))).toEqual([
    'linhvuc.tp field-lead',
  ]);
  const away = { leave: [{ from: day('2026-03-11'), to: day('2026-03-11') }], deputy: 'b.cv' };
  const roster = withContact(withContact(aRoster(), 'a.cv', away), 'a.tp', away);
  expect(roles(['lead', 'lead-head'], roster)).toEqual(['b.cv lead']);
});

test('nobody beside the chairman hears as the chairman, and he hears as a head where he is one', () => {
  const roster = aRoster();
  roster.contacts.push(aContact({ id: 'phochutich', agency: 'thuongtruc', role: 'head' }));
  expect(heard(['chairman'], roster)).toEqual(['chutich']);
  const leading = withContact(aRoster(), 'chutich', { agency: 'a' });
  leading.contacts = leading.contacts.filter((contact) => contact.id !== 'a.tp');
  expect(heard(['lead', 'lead-head'], leading)).toEqual(['a.cv', 'chutich']);
});

test('a leave that is over, or has not begun, holds nothing up', () => {
  for (const leave of [
    { from: day('2026-03-12'), to: day('2026-03-20') },
    { from: day('2026-03-02'), to: day('2026-03-10') },
  ])
    expect(heard(['lead'], withContact(aRoster(), 'a.cv', { deputy: 'b.cv', leave: [leave] }))).toEqual(['a.cv']);
});

test('a level held by the agency below is skipped: the field lead that is itself the lead', () => {
  expect(heard(WHOLE_CHAIN, aRoster(), { agencyId: 'linhvuc' })).toEqual([
    'linhvuc.cv',
    'noivu.cv',
    'vanphong.tp',
    'chutich',
  ]);
});

test('a commune office that leads, consolidates and serves the chairman hears once, and then the chairman', () => {
  const roster = aRoster({ fieldLeads: [{ field: 'I', agency: 'noivu' }], chairmanOffice: 'noivu' });
  expect(heard(WHOLE_CHAIN, roster, { agencyId: 'noivu' })).toEqual(['noivu.cv', 'chutich']);
});

test('the chairman hears as the last level although the roster files him under his office', () => {
  const roster = withContact(aRoster(), 'chutich', { agency: 'vanphong' });
  expect(heard(WHOLE_CHAIN, roster)).toEqual(['a.cv', 'linhvuc.tp', 'noivu.cv', 'vanphong.tp', 'chutich']);
  expect(heard(['lead', 'chairman-office'], roster)).toEqual(['a.cv', 'vanphong.tp']);
});

test('a chairman who already hears as head of the lead agency is not told twice', () => {
  const roster = withContact(aRoster(), 'chutich', { agency: 'a' });
  roster.contacts = roster.contacts.filter((contact) => contact.id !== 'a.tp');
  expect(heard(['lead', 'lead-head', 'chairman'], roster)).toEqual(['a.cv', 'chutich']);
});

test('a field without a lead and an office without a chain leave those levels out', () => {
  const roster = aRoster({ standingAgency: null, chairmanOffice: null, chairman: null });
  expect(heard(WHOLE_CHAIN, roster, { fieldCode: 'IX' })).toEqual(['a.cv']);
});

test('whoever verifies is the standing agency, also for its own work', () => {
  expect(heard(['verifier'], aRoster(), { agencyId: 'noivu' })).toEqual(['noivu.cv']);
});

test('during leave the deputy hears', () => {
  const roster = withContact(aRoster(), 'a.cv', {
    deputy: 'b.cv',
    leave: [{ from: day('2026-03-09'), to: day('2026-03-13') }],
  });
  expect(planned(['lead'], roster)).toEqual([['b.cv', 'email', '2026-03-11 08:00']]);
});

test('without a deputy the head hears at once, and the clerk on the first working day after the leave', () => {
  const leave = [{ from: day('2026-03-09'), to: day('2026-03-13') }];
  const roster = withContact(aRoster(), 'a.cv', { leave });
  const both = [
    ['a.tp', 'email', '2026-03-11 08:00'],
    ['a.cv', 'email', '2026-03-16 08:00'],
  ];
  expect(planned(['lead'], roster)).toEqual(both);
  expect(planned(['lead', 'lead-head'], roster)).toEqual(both);
  expect(planned(['verifier'], withContact(aRoster(), 'noivu.cv', { leave }))).toEqual([
    ['noivu.cv', 'email', '2026-03-16 08:00'],
  ]);
});

test('where the head is away too, the reminder waits for whoever is back', () => {
  const leave = [{ from: day('2026-03-09'), to: day('2026-03-13') }];
  const roster = withContact(withContact(aRoster(), 'a.cv', { leave }), 'a.tp', { leave });
  expect(planned(['lead'], roster)).toEqual([['a.cv', 'email', '2026-03-16 08:00']]);
});

test('two leaves in a row are waited out, the weekend between them too', () => {
  const leave = [
    { from: day('2026-03-16'), to: day('2026-03-18') },
    { from: day('2026-03-09'), to: day('2026-03-13') },
  ];
  expect(planned(['lead'], withContact(aRoster(), 'a.cv', { leave }))[1]).toEqual([
    'a.cv',
    'email',
    '2026-03-19 08:00',
  ]);
});

test('a deputy who is away as well does not hear', () => {
  let roster = withContact(aRoster(), 'a.cv', {
    deputy: 'b.cv',
    leave: [{ from: day('2026-03-11'), to: day('2026-03-11') }],
  });
  roster = withContact(roster, 'b.cv', { leave: [{ from: day('2026-03-10'), to: day('2026-03-12') }] });
  expect(planned(['lead'], roster)).toEqual([
    ['a.tp', 'email', '2026-03-11 08:00'],
    ['a.cv', 'email', '2026-03-12 08:00'],
  ]);
});

test('a deputy who has left the office does not hear', () => {
  let roster = withContact(aRoster(), 'a.cv', {
    deputy: 'b.cv',
    leave: [{ from: day('2026-03-11'), to: day('2026-03-11') }],
  });
  roster = withContact(roster, 'b.cv', { validTo: day('2026-02-28') });
  expect(heard(['lead'], roster)).toEqual(['a.tp', 'a.cv']);
});

test('the first and the last day of a leave are leave', () => {
  for (const leave of [
    { from: day('2026-03-11'), to: day('2026-03-20') },
    { from: day('2026-03-02'), to: day('2026-03-11') },
  ])
    expect(heard(['lead'], withContact(aRoster(), 'a.cv', { deputy: 'b.cv', leave: [leave] }))).toEqual(['b.cv']);
});

test('people hear only while they hold their post', () => {
  let roster = withContact(aRoster(), 'a.cv', { validTo: day('2026-03-10') });
  roster.contacts.push(aContact({ id: 'a.moi', agency: 'a', validFrom: day('2026-03-11') }));
  expect(heard(['lead'], roster)).toEqual(['a.moi']);
  roster = withContact(aRoster(), 'a.cv', { validTo: day('2026-03-11') });
  expect(heard(['lead'], roster)).toEqual(['a.cv']);
});

test('every clerk of an agency hears, each once', () => {
  const roster = aRoster();
  roster.contacts.push(aContact({ id: 'a.cv2', agency: 'a' }));
  expect(heard(['lead', 'lead-head'], roster)).toEqual(['a.cv', 'a.cv2', 'a.tp']);
});

test('one person who stands in for two levels gets one reminder', () => {
  const away = { leave: [{ from: day('2026-03-11'), to: day('2026-03-11') }], deputy: 'b.cv' };
  const roster = withContact(withContact(aRoster(), 'a.cv', away), 'a.tp', away);
  expect(heard(['lead', 'lead-head'], roster)).toEqual(['b.cv']);
});

test('the channel is the first of the list that has an address', () => {
  const both = { channels: ['zalo', 'email'] as ('zalo' | 'email')[] };
  expect(planned(['lead'], withContact(aRoster(), 'a.cv', both))[0]?.[1]).toBe('email');
  expect(planned(['lead'], withContact(aRoster(), 'a.cv', { ...both, phone: '0912345678' }))[0]?.[1]).toBe('zalo');
});

test('a person without any address stays in the list, so that somebody sees it', () => {
  expect(planned(['lead'], withContact(aRoster(), 'a.cv', { email: null }))).toEqual([
    ['a.cv', null, '2026-03-11 08:00'],
  ]);
});

test('an agency without people reaches nobody and hides nobody above it', () => {
  const roster = aRoster();
  roster.contacts = roster.contacts.filter((contact) => contact.agency !== 'a');
  expect(heard(WHOLE_CHAIN, roster)).toEqual(['linhvuc.tp', 'noivu.cv', 'vanphong.tp', 'chutich']);
});

function planned(roles: AudienceRole[], roster: Roster, who: { agencyId?: string; fieldCode?: string | null } = {}) {
  return resolveAudience(stepOf(roles), inputOf(roster, who)).map(({ contactId, channel, slotAt }) => [
    contactId,
    channel,
    wall(slotAt),
  ]);
}

function stepOf(roles: AudienceRole[]): SpokenStep {
  return { id: 'x', rung: 'x', turn: 1, audience: roles.map((role) => ({ role, slotAt: vn(SLOT) })) };
}

function inputOf(
  roster: Roster,
  { agencyId = 'a', fieldCode = 'I' }: { agencyId?: string; fieldCode?: string | null },
) {
  const rules = { calendar: OFFICIAL_CALENDAR, policy: DEFAULT_POLICY, channels: CHANNEL_KINDS };
  return { agencyId, fieldCode, roster, ...rules };
}

function heard(roles: AudienceRole[], roster: Roster, who?: Parameters<typeof planned>[2]) {
  return planned(roles, roster, who).map(([contactId]) => contactId);
}
