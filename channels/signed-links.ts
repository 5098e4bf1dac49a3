import { createHmac, timingSafeEqual } from 'node:crypto';

export type LinkClaims = {
  assignmentId: string;
  contactId: string;
  action: string;
  /** Instant after which the link is dead. */
  expiresAt: string;
};

export type LinkCheck =
  | ({ ok: true /** Names this very token: store it to let the token work once. */; jti: string } & LinkClaims)
  | { ok: false; why: 'malformed' | 'forged' | 'expired' };

export type LinkSigner = {
  sign(claims: LinkClaims): string;
  /** `nowIso` comes from the caller, so that a test or a rehearsal has its own clock. */
  verify(token: string, nowIso: string): LinkCheck;
};

/**
 * Tokens that nobody without the secret can make or change, and that die at their time. The same claims give the same token, so a mail that
 * is composed again carries the same link. That it works once is the caller's part: `jti` goes into the database with the action.
 */
export function createLinkSigner(secret: string): LinkSigner {
  if (secret.length < 16) throw new Error('the secret of signed links needs at least 16 characters');
  const mac = (payload: string) =>
    createHmac('sha256', secret).update(`dondoc-link.1.${payload}`).digest().subarray(0, MAC_BYTES);
  return {
    sign({ assignmentId, contactId, action, expiresAt }) {
      const expires = Date.parse(expiresAt);
      if (Number.isNaN(expires)) throw new Error(`not an instant: ${expiresAt}`);
      const seconds = Math.floor(expires / 1000).toString(36);
      const payload = [assignmentId, contactId, action, seconds].map(escapePart).join('~');
      return `${payload}.${mac(payload).toString('base64url')}`;
    },
    verify(token, nowIso) {
      const [payload, signature, ...rest] = token.split('.');
      if (!payload || !signature || rest.length > 0) return { ok: false, why: 'malformed' };
      const given = Buffer.from(signature, 'base64url');
      const expected = mac(payload);
      // The signature must also be spelled the one canonical way, or one token would have several names.
      const genuine =
        given.length === expected.length &&
        timingSafeEqual(given, expected) &&
        given.toString('base64url') === signature;
      if (!genuine) return { ok: false, why: 'forged' };
      const [assignmentId, contactId, action, seconds] = payload.split('~').map(unescapePart);
      if (assignmentId === undefined || contactId === undefined || action === undefined || seconds === undefined) {
        return { ok: false, why: 'malformed' };
      }
      const expiresMs = Number.parseInt(seconds, 36) * 1000;
      // Written so that an unreadable clock does not open an expired link.
      if (!(Date.parse(nowIso) < expiresMs)) return { ok: false, why: 'expired' };
      const expiresAt = new Date(expiresMs).toISOString();
      return { ok: true, assignmentId, contactId, action, expiresAt, jti: signature };
    },
  };
}

// 128 bits: beyond guessing, and a link of two UUIDs stays far under the 200 characters that a Zalo template takes.
const MAC_BYTES = 16;

/** Letters, digits and "-" as they are, every other byte as `_xx`: no character that a router, a mail program or a person could change. */
function escapePart(text: string): string {
  return text.replace(/[^A-Za-z0-9-]/gu, (character) =>
    [...Buffer.from(character)].map((byte) => `_${byte.toString(16).padStart(2, '0')}`).join(''),
  );
}

function unescapePart(text: string): string {
  const bytes = text.replace(/_([0-9a-f]{2})/g, '%$1');
  try {
    return decodeURIComponent(bytes);
  } catch {
    return text;
  }
}
