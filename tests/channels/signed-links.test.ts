import { expect, test } from 'vitest';
import { createLinkSigner, type LinkCheck, type LinkClaims, type LinkPurpose } from '#channels/signed-links.ts';
import { at } from '../support/moments.ts';

const signer = createLinkSigner('bi-mat-chi-dung-trong-kiem-thu');
const claims: LinkClaims = {
  assignmentId: 'a/1',
  contactId: 'văn-thư',
  action: 'acknowledge',
  expiresAt: at('2026-12-01T00:00:00Z'),
};
const BEFORE = at('2026-11-30T23:59:59Z');

test('a link opens for what it was made for, until its time', () => {
  const token = signer.sign(claims);
  expect(signer.verify(token, BEFORE)).toEqual({ ok: true, ...claims, jti: token.split('.')[1] });
  expect(signer.verify(token, at('2026-12-01T00:00:00Z'))).toEqual({ ok: false, why: 'expired' });
  expect(token).toMatch(/^[\w~-]+\.[\w-]+$/);
});

test('the same claims give the same link, so that a repeated mail is the same mail', () => {
  expect(signer.sign(claims)).toBe(signer.sign({ ...claims }));
  expect(signer.sign(claims)).not.toBe(signer.sign({ ...claims, contactId: 'khác' }));
});

test('a link changed in any character does not open', () => {
  const token = signer.sign(claims);
  for (let at = 0; at < token.length; at += 1) {
    const changed = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
    if (changed !== token) expect(signer.verify(changed, BEFORE).ok).toBe(false);
  }
  for (const other of ['', '.', `${token}.x`, `${token}=`, 'rác', token.replace('.', '')]) {
    expect(signer.verify(other, BEFORE).ok).toBe(false);
  }
});

test('another office cannot make links for this one', () => {
  const token = createLinkSigner('bi-mat-cua-don-vi-khac-han').sign(claims);
  expect(signer.verify(token, BEFORE)).toEqual({ ok: false, why: 'forged' });
});

test('a short secret is refused', () => {
  expect(() => createLinkSigner('ngắn')).toThrow(/16/);
});

test('a link fits into a Zalo template (200 characters) with room for the address of the office', () => {
  const uuid = '01890a5d-ac96-774b-bcce-b302099a8057';
  const token = signer.sign({
    assignmentId: uuid,
    contactId: uuid,
    action: 'acknowledge',
    expiresAt: claims.expiresAt,
  });
  expect(token.length).toBeLessThanOrEqual(130);
});

test.each<LinkPurpose>([
  { action: 'view', assignmentId: 'viec' },
  { action: 'report', assignmentId: 'viec' },
  { action: 'acknowledge-message', messageId: 'tin' },
  { action: 'stop-digest', messageId: 'tin' },
  { action: 'my-work' },
  { action: 'my-work', channel: 'ban-tin-2' },
])('a link to $action says of what, and nothing of the other kind', (purpose) => {
  const token = signer.sign({ ...purpose, contactId: 'an', expiresAt: claims.expiresAt });
  const { jti: _, ...said } = signer.verify(token, BEFORE) as Extract<LinkCheck, { ok: true }>;
  expect(said).toEqual({ ok: true, ...purpose, contactId: 'an', expiresAt: claims.expiresAt });
});

test('a link of a version that knows more is no link here, and one of before opens still', () => {
  const later = { ...claims, action: 'extend' } as unknown as LinkClaims;
  expect(signer.verify(signer.sign(later), BEFORE)).toEqual({ ok: false, why: 'malformed' });
  // Made by version 0.3.
  const old = 'm-1~a_2ecv~stop-digest~tpcao0.3AzSM0i33ytxwrS6uKXM9g';
  expect(signer.verify(old, BEFORE)).toMatchObject({
    ok: true,
    action: 'stop-digest',
    messageId: 'm-1',
    contactId: 'a.cv',
  });
});

test('ids of any letters come back as they were', () => {
  for (const id of ['Phòng Tư pháp/2026~1', '_~.%', 'a_2f', '', '日本']) {
    expect(signer.verify(signer.sign({ ...claims, assignmentId: id }), BEFORE)).toMatchObject({
      ok: true,
      assignmentId: id,
    });
  }
});
