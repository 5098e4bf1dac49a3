// What goes to one address in one slot is one letter, and it says neither less nor more than the letters that it stands for (ADR 0200).
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildPreview, type PreviewedReminder } from '#domain/preview.ts';
import { groupBy } from '#domain/shared/group-by.ts';
import { aJourney, aPlan, aRoster } from '../support/builders.ts';

const APART = aRoster();
const MAILBOXES = 4;

const row = fc.record({
  leads: fc.subarray(['Phòng A', 'Phòng B', 'Phòng Nội vụ'], { minLength: 1 }),
  deadlineText: fc.constantFrom('Trước ngày 15/11', 'Quý II', 'Quý IV', 'Thường xuyên'),
});
/** For each contact one of some mailboxes, or (null) the own one. */
const sharing = fc.array(fc.option(fc.nat(MAILBOXES - 1)), {
  minLength: APART.contacts.length,
  maxLength: APART.contacts.length,
});

test('of a roster in which people share mailboxes every reminder stays, and what one mailbox gets in a slot is one letter', () => {
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 4 }), sharing, (rows, mailboxes) => {
      const plan = aPlan(rows.map((one, n) => ({ ...one, title: `Việc ${n}` })));
      const contacts = APART.contacts.map((contact, n) => {
        const mailbox = mailboxes[n];
        // Every other one writes it in capitals.
        const written = n % 2 === 0 ? `hom-thu-${mailbox}@xa.vn` : `HOM-THU-${mailbox}@xa.vn`;
        return mailbox === null ? contact : { ...contact, email: written };
      });
      const ownAddress = new Map(contacts.map(({ email }, n) => [APART.contacts[n]?.email, email]));
      const apart = buildPreview(aJourney({ plan }));
      const together = buildPreview(aJourney({ plan, roster: { ...APART, contacts } }));

      expect(together.assignments).toEqual(apart.assignments);
      const moved = apart.reminders.map((one) => ({ ...one, recipient: ownAddress.get(one.recipient) as string }));
      expect(together.reminders.map(facts).sort()).toEqual(moved.map(facts).sort());

      const letters = groupBy(together.reminders, ({ recipient, at }) => `${recipient.toLowerCase()} ${at}`);
      for (const said of letters.values()) {
        const subjects = new Set(said.map(({ subject }) => subject));
        const works = new Set(said.map(({ assignment }) => assignment)).size;
        expect([...subjects]).toHaveLength(1);
        expect(countOf([...subjects][0] as string)).toBe(works);
      }
    }),
    { numRuns: 40 },
  );
});

function facts({ assignment, rung, recipient, channel, at }: PreviewedReminder): string {
  return [assignment, rung, recipient, channel, at].join(' ');
}

/** How many pieces of work a subject speaks of: a digest counts them. */
function countOf(subject: string): number {
  return Number(/^(\d+) việc[ :]/.exec(subject)?.[1] ?? 1);
}
