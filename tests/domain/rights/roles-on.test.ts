import { expect, test } from 'vitest';
import { type GivenRole, type Holder, principalsOf, rolesOn } from '#domain/rights/roles-on.ts';
import { aContact, aRoster } from '../../support/builders.ts';
import { day } from '../../support/moments.ts';

const MONDAY = day('2026-03-02');

const given = (role: GivenRole['role'], more: Partial<GivenRole> = {}): GivenRole => ({
  role,
  agencyId: null,
  from: null,
  to: null,
  ...more,
});
const holder = (more: Partial<Holder> = {}): Holder => ({
  given: [],
  contactId: null,
  ofPrincipals: new Map(),
  ...more,
});
const words = (roles: ReturnType<typeof rolesOn>) =>
  roles.map(({ role, agencyId, fieldCodes }) => [role, agencyId ?? '', ...fieldCodes].join(' ').trim()).sort();

function office() {
  const roster = aRoster();
  roster.contacts.push(
    aContact({ id: 'an', agency: 'b', role: 'clerk' }),
    aContact({
      id: 'binh',
      agency: 'b',
      role: 'head',
      deputy: 'an',
      leave: [{ from: day('2026-03-02'), to: day('2026-03-06') }],
    }),
  );
  roster.fieldLeads = [
    { field: 'II', agency: 'b' },
    { field: 'III', agency: 'b' },
  ];
  return roster;
}

test('a role that was given counts from its first day to its last', () => {
  const officer = holder({ given: [given('officer', { from: day('2026-03-02'), to: day('2026-03-03') })] });
  const on = (date: string) => words(rolesOn(officer, office(), day(date)));
  expect([on('2026-03-01'), on('2026-03-02'), on('2026-03-03'), on('2026-03-04')]).toEqual([
    [],
    ['officer'],
    ['officer'],
    [],
  ]);
});

test('the roster says what its people are, and of which agency', () => {
  expect(words(rolesOn(holder({ contactId: 'an' }), office(), day('2026-03-09')))).toEqual(['lead-clerk b']);
  expect(words(rolesOn(holder({ contactId: 'binh' }), office(), day('2026-03-09')))).toEqual(['lead-head b']);
  expect(rolesOn(holder({ contactId: 'khong-con' }), office(), MONDAY)).toEqual([]);
});

test('whose days in the roster are over, or whose agency has left it, holds nothing by it', () => {
  const roster = office();
  const [an] = roster.contacts.filter(({ id }) => id === 'an');
  if (an) an.validTo = day('2026-02-28');
  expect(rolesOn(holder({ contactId: 'an' }), roster, MONDAY)).toEqual([]);
  const without = office();
  without.agencies = without.agencies.filter(({ id }) => id !== 'b');
  expect(rolesOn(holder({ contactId: 'an', given: [given('lead-head', { agencyId: 'b' })] }), without, MONDAY)).toEqual(
    [],
  );
});

test('the fields of a field lead are those of its agency in the roster', () => {
  const lead = holder({ given: [given('field-lead', { agencyId: 'b' })] });
  expect(words(rolesOn(lead, office(), MONDAY))).toEqual(['field-lead b II III']);
  expect(words(rolesOn(lead, { ...office(), fieldLeads: [] }, MONDAY))).toEqual(['field-lead b']);
});

test('a deputy holds the roles of who is on leave, on those days alone and without giving roles', () => {
  const roster = office();
  expect(principalsOf('an', roster, MONDAY).map(({ id }) => id)).toEqual(['binh']);
  const deputy = holder({
    contactId: 'an',
    ofPrincipals: new Map([['binh', [given('officer'), given('administrator')]]]),
  });
  expect(words(rolesOn(deputy, roster, MONDAY))).toEqual(['lead-clerk b', 'lead-head b', 'officer']);
  expect(words(rolesOn(deputy, roster, day('2026-03-09')))).toEqual(['lead-clerk b']);
});

test('whoever stands in for somebody hands nothing on to a deputy of their own', () => {
  const roster = office();
  const [an] = roster.contacts.filter(({ id }) => id === 'an');
  if (an) Object.assign(an, { deputy: 'cuc', leave: [{ from: day('2026-03-02'), to: day('2026-03-06') }] });
  roster.contacts.push(aContact({ id: 'cuc', agency: 'b', role: 'clerk' }));
  expect(words(rolesOn(holder({ contactId: 'cuc' }), roster, MONDAY))).toEqual(['lead-clerk b']);
});

test('a role of an agency that names none is none, and neither is one of the office that names one', () => {
  const odd = holder({ given: [given('lead-clerk'), given('officer', { agencyId: 'b' })] });
  expect(rolesOn(odd, office(), MONDAY)).toEqual([]);
});

test('before anybody imported a roster the roles of the whole office count', () => {
  expect(words(rolesOn(holder({ given: [given('administrator')], contactId: 'an' }), null, MONDAY))).toEqual([
    'administrator',
  ]);
});
