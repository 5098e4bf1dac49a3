// Who may answer for a piece of work: the one rule behind every link, button and reply (ADR 0090).
import type { AudienceRole } from '#contracts/ladder.ts';
import type { LocalDate } from '#contracts/primitives.ts';
import type { Roster, RosterContact } from '#contracts/roster.ts';
import { holdersOfRole } from '#domain/ladder/role-holders.ts';
import { isValidOn } from '#domain/shared/validity.ts';

/** `acknowledge` and `report` are the lead agency's; `view` is for everybody whom the work still concerns. */
export type AnswerAct = 'acknowledge' | 'report' | 'view';

export interface AnswerScope {
  roster: Roster;
  /** The day of the answer, in the office's zone: what counts is who somebody is when they answer, not when they were written to. */
  date: LocalDate;
  contactId: string;
}

/** The work that is answered for, as it is now. */
export interface AnsweredWork {
  /** The agency that leads it today. */
  agencyId: string;
  fieldCode: string | null;
  /** The roles in which this person was told of it. */
  heardAs: readonly AudienceRole[];
}

export type AnswerRefusal = 'person-gone' | 'agency-gone' | 'work-moved' | 'role-ended';
export type AnswerVerdict = { ok: true; contact: RosterContact } | { ok: false; why: AnswerRefusal };

/**
 * Lets nobody answer for work that is not theirs on that day. Members of the lead agency may do everything; anybody else may look, as long
 * as they hold a role in which they were told of it, or stand in for somebody who holds it.
 */
export function mayAnswer(scope: AnswerScope, act: AnswerAct, work: AnsweredWork): AnswerVerdict {
  const presence = isPresent(scope);
  if (!presence.ok) return presence;
  const { contact } = presence;
  if (contact.agency === work.agencyId) return presence;
  if (act !== 'view') return { ok: false, why: 'work-moved' };
  return work.heardAs.some((role) => concerns(role, scope, work)) ? presence : { ok: false, why: 'role-ended' };
}

/** Lets only people of the roster of that day speak: both they and their agency are listed and within their dates. */
export function isPresent({ roster, date, contactId }: AnswerScope): AnswerVerdict {
  const contact = roster.contacts.find(({ id }) => id === contactId);
  if (contact === undefined || !isValidOn(contact, date)) return { ok: false, why: 'person-gone' };
  const agency = roster.agencies.find(({ id }) => id === contact.agency);
  if (agency === undefined || !isValidOn(agency, date)) return { ok: false, why: 'agency-gone' };
  return { ok: true, contact };
}

/** A deputy was told by right, and may look for as long as they are the deputy: the leave may end before the mail is read. */
function concerns(role: AudienceRole, { roster, date, contactId }: AnswerScope, work: AnsweredWork): boolean {
  const holders = holdersOfRole(role, { ...work, roster }, date);
  return holders.some(({ id, deputy }) => id === contactId || deputy === contactId);
}

/** Why, and what to do; for the person who tried. */
export function answerRefusalWords(why: AnswerRefusal): string {
  const ask = 'Nếu anh/chị vẫn phụ trách, báo cán bộ theo dõi kế hoạch cập nhật danh bạ.';
  switch (why) {
    case 'person-gone':
      return `Danh bạ hiện nay không còn tên người nhận thư này, nên không xem hay báo cáo qua thư này được nữa. Chuyển việc cho người đang phụ trách ở cơ quan; người đó dùng thư nhắc của mình. ${ask}`;
    case 'agency-gone':
      return `Cơ quan của người nhận thư này không còn trong danh bạ hiện nay. ${ask}`;
    case 'work-moved':
      return `Người nhận thư này không còn thuộc cơ quan chủ trì nhiệm vụ. Cơ quan chủ trì dùng thư nhắc của mình để tiếp nhận hoặc báo cáo. ${ask}`;
    case 'role-ended':
      return `Người nhận thư này không còn giữ vai trò theo dõi nhiệm vụ. ${ask}`;
  }
}
