import { expect, test } from 'vitest';
import { findRoster } from '#store/roster-store.ts';
import { aContact, aRoster, ZONE } from '../support/builders.ts';
import { day } from '../support/moments.ts';
import { saveRoster } from '../support/settings.ts';
import { ownDatabase } from '../support/store.ts';

const own = ownDatabase();

test('a province of six thousand people is saved as one, deputies and leave included', async () => {
  const roster = aRoster();
  const people = Array.from({ length: 6_000 }, (_, n) =>
    aContact({
      id: `p${n}`,
      agency: 'a',
      deputy: n % 3 === 0 ? `p${n + 1}` : null,
      leave: [{ from: day('2026-02-01'), to: day('2026-02-03') }],
    }),
  );
  const whole = { ...roster, contacts: [...roster.contacts, ...people] };
  await saveRoster(own.database, whole, ZONE);
  const stored = await findRoster(own.database);
  expect(stored?.contacts).toHaveLength(whole.contacts.length);
  expect(stored?.contacts.find(({ id }) => id === 'p3')).toMatchObject({
    deputy: 'p4',
    leave: [{ from: '2026-02-01' }],
  });
}, 300_000);
