import { expect, test } from 'vitest';
import type { ActivityDependencies } from '#activities/deps.ts';
import { toOutgoing } from '#activities/outgoing-message.ts';
import { createTokenAddresses } from '#channels/email/token-address.ts';
import { createLinkSigner } from '#channels/signed-links.ts';
import type { SendingMessage } from '#store/message-store.ts';
import { at } from '../support/moments.ts';

const SECRET = 'mot-bi-mat-du-dai-cho-thu-nghiem';
const links = createLinkSigner(SECRET);
const addresses = createTokenAddresses('don-doc@example.vn', SECRET);
const ID = '11111111-2222-4333-8444-555555555555';

function urls(entries: number, publicUrl: string, replies: typeof addresses | null = addresses): readonly string[] {
  const deps = { links, publicUrl, addresses: replies, mailDomain: 'example.vn' } as unknown as ActivityDependencies;
  const message = {
    id: ID,
    contactId: 'a.cv',
    slotAt: new Date('2026-03-02T01:00:00Z'),
    contact: { name: 'Lê Thị Én', email: 'en@example.vn', wantsCalendar: false },
    entries: Array.from({ length: entries }, (_, n) => ({ assignmentId: `a-${n}`, assignment: { due: null } })),
  } as unknown as SendingMessage;
  return toOutgoing(deps, message, { channel: 'email', address: 'en@example.vn' }).unsubscribeUrls ?? [];
}

test('a digest over https can be declined by one click and by a mail', () => {
  const [post, mail, ...others] = urls(2, 'https://dondoc.example.vn');
  expect(others).toEqual([]);
  expect(mail).toMatch(/^mailto:don-doc\+r\..*@example\.vn\?subject=/);
  const token = /^https:\/\/dondoc\.example\.vn\/l\/([^/]+)\/thu-tong-hop$/.exec(post ?? '')?.[1] ?? '';
  const claims = { messageId: ID, contactId: 'a.cv', action: 'stop-digest' };
  expect(links.verify(token, at('2026-03-31T00:00:00Z'))).toMatchObject({ ok: true, ...claims });
});

test('every attempt of one digest carries the same link', () => {
  expect(urls(2, 'https://dondoc.example.vn')).toEqual(urls(2, 'https://dondoc.example.vn'));
});

test('without https only a mail declines a digest, and without a reply address nothing does', () => {
  expect(urls(2, 'http://dondoc.example.vn')).toEqual([expect.stringMatching(/^mailto:/)]);
  expect(urls(2, 'https://dondoc.example.vn', null)).toEqual([expect.stringMatching(/^https:/)]);
  expect(urls(2, 'http://dondoc.example.vn', null)).toEqual([]);
});

test('a mail about one duty can not be declined', () => {
  expect(urls(1, 'https://dondoc.example.vn')).toEqual([]);
});
