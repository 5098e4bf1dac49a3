// Two agencies are merged while work runs on a real engine: it goes on with the people of the one that is left. 22 June 2026 is a Monday.
import { afterEach, expect, test } from 'vitest';
import { CHANNEL_KINDS } from '#channels/kinds.ts';
import { createLinkSigner } from '#channels/signed-links.ts';
import type { Roster } from '#contracts/roster.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { importRoster } from '#operations/import-roster.ts';
import { ADMINISTRATOR } from '#operations/seam/actor.ts';
import { useLink } from '#operations/use-link.ts';
import { aPlan } from '../support/builders.ts';
import { rosterOf } from '../support/office/people.ts';
import { openServedOffice, type ServedOffice } from '../support/served-office.ts';

let office: ServedOffice;
afterEach(() => office?.closes());

/** Phòng A goes into Phòng B, and its people leave. */
function merged(): Roster {
  const roster = rosterOf({});
  const agencies = roster.agencies
    .filter(({ id }) => id !== 'phong-a')
    .map((one) => (one.id === 'phong-b' ? { ...one, aliases: [...one.aliases, 'Phòng A'] } : one));
  return { ...roster, agencies, contacts: roster.contacts.filter(({ agency }) => agency !== 'phong-a') };
}

const heard = (who: string) =>
  office.mail
    .letters()
    .filter(({ to }) => to === who)
    .map(({ at, subject }) => `${at} ${subject}`);

/** The button of the last letter to somebody, pressed by whoever has it. */
async function presses(who: string): Promise<string | null> {
  const { env } = office.programs;
  const text = office.mail.letters().findLast(({ to }) => to === who)?.text ?? '';
  const links = [...text.matchAll(/\/l\/(\S+)/g)].map(([, token = '']) =>
    createLinkSigner(env.secret).verify(token, instantOf(office.now())),
  );
  const link = links.find((one) => one.ok && one.action === 'report');
  if (!link?.ok || !('assignmentId' in link)) throw new Error(`no button in ${text}`);
  const actor = { kind: 'contact', contactId: link.contactId, by: 'link' } as const;
  const outcome = await useLink(office.context, actor, { link, command: { command: 'report', note: 'Đã xong' } });
  return outcome.ok ? null : outcome.code;
}

test('the notice and what follows reach the new people, nobody is left without, and an old link is theirs no more', async () => {
  office = await openServedOffice({ opens: '2026-06-22 09:00', roster: rosterOf({}) });
  await office.publish(
    aPlan([
      { title: 'Rà soát', leads: ['Phòng A'], deadlineText: '26/6/2026' },
      { title: 'Khảo sát', leads: ['Phòng B'], deadlineText: '26/6/2026' },
    ]),
  );
  await office.passesTo('2026-06-23 10:00');
  expect(heard('an')).toHaveLength(2);

  const outcome = await importRoster(office.context, ADMINISTRATOR, { roster: merged(), channels: CHANNEL_KINDS });
  expect(outcome).toMatchObject({
    ok: true,
    told: true,
    followed: { moved: [{ from: { id: 'phong-a' }, to: { id: 'phong-b' }, open: 1 }], orphaned: [], alone: [] },
  });
  expect(outcome.ok && outcome.unheard).toHaveLength(1);
  expect(await presses('an')).toBe('link-holder-changed');

  await office.passesTo('2026-06-26 12:00');
  expect([heard('an').length, heard('binh').length]).toEqual([2, 0]);
  expect(heard('lan').slice(2)).toEqual([
    '2026-06-23 10:01 Giao việc: Rà soát (hạn 26/06/2026)',
    '2026-06-24 08:00 Còn 2 ngày làm việc: Rà soát (hạn 26/06/2026)',
    '2026-06-25 08:00 2 việc: 1 chưa tiếp nhận, 1 sắp đến hạn (25/06/2026)',
    '2026-06-26 08:00 2 việc đến hạn (26/06/2026)',
  ]);
  expect(heard('minh')).toEqual([
    '2026-06-25 08:00 Chưa tiếp nhận: Khảo sát (hạn 26/06/2026)',
    '2026-06-26 08:00 2 việc đến hạn (26/06/2026)',
  ]);
  expect(await presses('lan')).toBeNull();
  await office.standsRight();
});
