import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Instant } from '#contracts/primitives.ts';
import { epochMsOf, instantOf } from '#domain/calendar/instant.ts';

/** What a press does, and to what. */
export type LinkPurpose =
  | { action: AssignmentAction; assignmentId: string }
  /** `acknowledge-message`: every item of a message at once; `stop-digest`: to get no more of its kind. */
  | { action: MessageAction; messageId: string }
  /** To see everything that is open for its holder, and for whoever shares the address of the holder on `channel`. */
  | { action: PersonAction; channel?: string };

export type LinkClaims = LinkPurpose & {
  contactId: string;
  /** After it the link is dead. */
  expiresAt: Instant;
};

const ASSIGNMENT_ACTIONS = ['acknowledge', 'report', 'view'] as const;
const MESSAGE_ACTIONS = ['acknowledge-message', 'stop-digest'] as const;
const PERSON_ACTION = 'my-work';
type AssignmentAction = (typeof ASSIGNMENT_ACTIONS)[number];
type MessageAction = (typeof MESSAGE_ACTIONS)[number];
type PersonAction = typeof PERSON_ACTION;

export type LinkCheck =
  | ({ ok: true /** Names this very token: store it to let the token work once. */; jti: string } & LinkClaims)
  /** `malformed`: no token, or one for something that this version does not know. */
  | { ok: false; why: 'malformed' | 'forged' | 'expired' };

/** A genuine link that is alive and about one assignment. */
export type AssignmentLink = Extract<LinkCheck, { ok: true; assignmentId: string }>;

export type LinkSigner = {
  sign(claims: LinkClaims): string;
  /** `now` comes from the caller, so that a test or a rehearsal has its own clock. */
  verify(token: string, now: Instant): LinkCheck;
};

/** The office that a token says it is of; whether it is, its verification by that office tells. */
export function officeOfToken(token: string): number {
  const office = token.split('.')[0]?.split('~')[4];
  return office !== undefined && /^[1-9]\d{0,8}$/.test(office) ? Number(office) : 1;
}

/**
 * Tokens that nobody without the secret can make or change, and that die at their time. The same claims give the same token, so a mail that
 * is composed again carries the same link. That it works once is the caller's part: `jti` goes into the database with the action.
 * @param office whose links these are: one of another office is none here. The first's say nothing of it, as before there were others.
 */
export function createLinkSigner(secret: string, office = 1): LinkSigner {
  if (secret.length < 16) throw new Error('the secret of signed links needs at least 16 characters');
  const mac = (payload: string) =>
    createHmac('sha256', secret).update(`dondoc-link.1.${payload}`).digest().subarray(0, MAC_BYTES);
  return {
    sign(claims) {
      const subject = subjectOf(claims);
      const seconds = Math.floor(epochMsOf(claims.expiresAt) / 1000).toString(36);
      const ofOffice = office === 1 ? [] : [String(office)];
      const payload = [subject, claims.contactId, claims.action, seconds, ...ofOffice].map(escapePart).join('~');
      return `${payload}.${mac(payload).toString('base64url')}`;
    },
    verify(token, now) {
      const [payload, signature, ...rest] = token.split('.');
      if (!payload || !signature || rest.length > 0) return { ok: false, why: 'malformed' };
      const given = Buffer.from(signature, 'base64url');
      const expected = mac(payload);
      // The signature must also be spelled the one canonical way, or one token would have several names.
      const genuine =
        given.length === expected.length &&
        timingSafeEqual(given, expected) &&
        given.toString('base64url') === signature;
      if (!genuine || officeOfToken(token) !== office) return { ok: false, why: 'forged' };
      const [subject, contactId, action, seconds] = payload.split('~').map(unescapePart);
      const purpose = purposeOf(action, subject);
      if (purpose === null || contactId === undefined || seconds === undefined) return { ok: false, why: 'malformed' };
      const expiresMs = Number.parseInt(seconds, 36) * 1000;
      if (epochMsOf(now) >= expiresMs) return { ok: false, why: 'expired' };
      return { ok: true, ...purpose, contactId, expiresAt: instantOf(expiresMs), jti: signature };
    },
  };
}

// Of a link that is about nothing but its holder.
const NO_SUBJECT = 'w';

function subjectOf(purpose: LinkPurpose): string {
  if ('assignmentId' in purpose) return purpose.assignmentId;
  if ('messageId' in purpose) return purpose.messageId;
  return purpose.channel === undefined ? NO_SUBJECT : `${NO_SUBJECT}-${purpose.channel}`;
}

function purposeOf(action: string | undefined, subject: string | undefined): LinkPurpose | null {
  if (subject === undefined) return null;
  if (action === PERSON_ACTION) {
    if (subject === NO_SUBJECT) return { action };
    return subject.startsWith(`${NO_SUBJECT}-`) ? { action, channel: subject.slice(NO_SUBJECT.length + 1) } : null;
  }
  const ofAssignment = ASSIGNMENT_ACTIONS.find((known) => known === action);
  if (ofAssignment !== undefined) return { action: ofAssignment, assignmentId: subject };
  const ofMessage = MESSAGE_ACTIONS.find((known) => known === action);
  return ofMessage === undefined ? null : { action: ofMessage, messageId: subject };
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
