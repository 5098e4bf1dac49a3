import { expect, test } from 'vitest';
import { toOutgoing } from '#activities/outgoing-message.ts';
import type { OutgoingMessage } from '#channels/channel.ts';
import { createLinkSigner } from '#channels/signed-links.ts';
import type { SendingMessage } from '#store/message-store.ts';
import { at, day } from '../support/moments.ts';

const links = createLinkSigner('mot-bi-mat-du-dai-cho-thu-nghiem');
const deps = { links, publicUrl: 'https://dondoc.example.vn' };
const ID = '11111111-2222-4333-8444-555555555555';

function handedOn(entries: number, channel = 'email', forms: object = {}, readers = ['a.cv']): OutgoingMessage {
  const message = {
    id: ID,
    contactId: 'a.cv',
    slotAt: new Date('2026-03-02T01:00:00Z'),
    claimedAt: new Date('2026-03-02T01:00:01Z'),
    forms,
    contact: { name: 'Lê Thị Én', email: 'en@example.vn', phone: null, zaloUserId: null, wantsCalendar: false },
    entries: readers.flatMap((reader) =>
      Array.from({ length: entries }, (_, n) => ({
        id: `${reader}-${n}`,
        assignmentId: `a-${n}`,
        contact: { id: reader },
        assignment: { due: day('2026-03-05'), label: null, sequence: n, activity: { title: `Việc ${n}` } },
      })),
    ),
  } as unknown as SendingMessage;
  return toOutgoing(deps, message, { channel, address: 'en@example.vn' });
}

test('a digest can be declined by a signed link that names it, the same on every attempt', () => {
  const url = handedOn(2).stopDigestUrl ?? '';
  const token = /^https:\/\/dondoc\.example\.vn\/l\/([^/]+)\/thu-tong-hop$/.exec(url)?.[1] ?? '';
  const claims = { messageId: ID, contactId: 'a.cv', action: 'stop-digest' };
  expect(links.verify(token, at('2026-03-31T00:00:00Z'))).toMatchObject({ ok: true, ...claims });
  expect(handedOn(2).stopDigestUrl).toBe(url);
});

test('a message about one duty can not be declined', () => {
  expect(handedOn(1).stopDigestUrl).toBeNull();
});

test('work of which two hear who share the letter stands in it once, and one duty of both is no digest', () => {
  const toBoth = (entries: number) => handedOn(entries, 'email', {}, ['a.cv', 'a.tp']);
  expect(toBoth(2).about.map(({ id }) => id)).toEqual(['a-0', 'a-1']);
  expect(toBoth(1).about.map(({ id }) => id)).toEqual(['a-0']);
  expect(toBoth(1).stopDigestUrl).toBeNull();
  expect(toBoth(2).stopDigestUrl).not.toBeNull();
});

test('a channel is given its own form and no other', () => {
  const forms = { zalo: { text: 'a' }, fax: { text: 'b' } };
  expect(handedOn(1, 'fax', forms).form).toEqual({ text: 'b' });
  expect(handedOn(1, 'zalo', forms).form).toEqual({ text: 'a' });
  expect(handedOn(1, 'email', forms).form).toBeNull();
  expect(handedOn(1, 'fax').form).toBeNull();
});

test('what it speaks of goes along with its dates', () => {
  expect(handedOn(1).about).toEqual([{ id: 'a-0', title: 'Việc 0', due: '2026-03-05', sequence: 0 }]);
});
