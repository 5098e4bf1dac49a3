import { expect, test } from 'vitest';
import { findRoster } from '#store/roster-store.ts';
import { aContact, aRoster, ZONE } from '../support/builders.ts';
import { day } from '../support/moments.ts';
import { saveRoster } from '../support/settings.ts';
import { ownDatabase } from '../support/store.ts';

const own = ownDatabase();

test('a province of ten thousand people is saved as one, deputies and leave included', async () => {
  const roster = aRoster();
  const people = Array.from({ length: 9_999 }, (_, n) =>
    aContact({
      id: `p${n}`,
      agency: 'a',
      deputy: n % 3 === 0 ? `p${n + 1}` : null,
      leave: [{ from: day('2026-02-01'), to: day('2026-02-03') }],
    }),
  );
  const whole = { ...roster, contacts: [...roster.contacts, ...people] };
  await saveRoster(own.database, whole, ZONE);
  // Again, with one person gone: the others stay as they are.
  await saveRoster(own.database, { ...whole, contacts: whole.contacts.slice(0, -1) }, ZONE);
  const gone = await own.database.contact.findMany({ where: { listed: false } });
  expect(gone.map(({ id }) => id)).toEqual(['p9998']);
  const stored = await findRoster(own.database);
  expect(stored?.contacts).toHaveLength(whole.contacts.length - 1);
  expect(stored?.contacts.find(({ id }) => id === 'p3')).toMatchObject({
    deputy: 'p4',
    leave: [{ from: '2026-02-01' }],
  });
}, 60_000);
