// People who sign in here, and what each of them looks after: sessions and keys.
import type { Handler } from '#api/handler.ts';
import { seenTags } from '#api/if-match.ts';
import { answerPage, pageWanted } from '#api/list-page.ts';
import { orProblem } from '#api/or-problem.ts';
import { yesNo } from '#api/yes-no.ts';
import { addKey as makeKey } from '#operations/add-key.ts';
import { addOffice as takeIn } from '#operations/add-office.ts';
import { changeRoles as change } from '#operations/change-roles.ts';
import { dropSecondFactor as drop } from '#operations/drop-second-factor.ts';
import { endSessions } from '#operations/end-sessions.ts';
import { enterOffice as enter } from '#operations/enter-office.ts';
import { inviteAccount as invite } from '#operations/invite-account.ts';
import { inviteAgain as remind } from '#operations/invite-again.ts';
import { listAccounts as list } from '#operations/list-accounts.ts';
import { listKeys as keys } from '#operations/list-keys.ts';
import { listOffices as offices } from '#operations/list-offices.ts';
import { listSessions as sessions } from '#operations/list-sessions.ts';
import { revokeKey as revoke } from '#operations/revoke-key.ts';
import { seeMe } from '#operations/see-me.ts';
import { switchAccount as turn } from '#operations/switch-account.ts';
import { KEY_ORDERS } from '#store/account-key-store.ts';
import { ACCOUNT_ORDERS } from '#store/account-list-store.ts';
import { SESSION_ORDERS } from '#store/account-session-store.ts';

export const getMe: Handler<'getMe'> = async (context, { actor }) => seeMe(context, actor, {});

export const enterOffice: Handler<'enterOffice'> = async (context, { actor, body }) =>
  orProblem(await enter(context, actor, body)).office;

export const listOffices: Handler<'listOffices'> = async (context, { actor }) => offices(context, actor, {});

export const addOffice: Handler<'addOffice'> = async (context, { actor, body }) => {
  const { office, accountId } = orProblem(await takeIn(context, actor, body));
  return { office, accountId };
};

export const listSessions: Handler<'listSessions'> = async (context, { actor, query, ...asked }) =>
  answerPage(SESSIONS, query, await sessions(context, actor, { page: pageWanted(SESSIONS, query) }), asked);

const SESSIONS = { name: 'sessions', orders: SESSION_ORDERS };
const KEYS = { name: 'keys', orders: KEY_ORDERS };
const ACCOUNTS = { name: 'accounts', orders: ACCOUNT_ORDERS };

export const endSession: Handler<'endSession'> = async (context, { actor, params }) =>
  endSessions(context, actor, params);

export const listKeys: Handler<'listKeys'> = async (context, { actor, query, ...asked }) =>
  answerPage(KEYS, query, await keys(context, actor, { scope: query.scope, page: pageWanted(KEYS, query) }), asked);

/** The secret is shown in this answer and never again. */
export const addKey: Handler<'addKey'> = async (context, { actor, body }) => makeKey(context, actor, body);

export const revokeKey: Handler<'revokeKey'> = async (context, { actor, params }) => revoke(context, actor, params);

export const listAccounts: Handler<'listAccounts'> = async (context, { actor, query, ...asked }) => {
  const { active, role, agency, q } = query;
  const filter = { active: yesNo(active), role, agencyId: agency, words: q };
  const page = orProblem(await list(context, actor, { filter, page: pageWanted(ACCOUNTS, query) }));
  return answerPage(ACCOUNTS, query, page, asked);
};

export const inviteAccount: Handler<'inviteAccount'> = async (context, { actor, body }) => {
  const { id } = orProblem(await invite(context, actor, body));
  return { id };
};

export const inviteAgain: Handler<'inviteAgain'> = async (context, { actor, params }) => {
  orProblem(await remind(context, actor, { accountId: params.id }));
  return { sent: true };
};

export const changeRoles: Handler<'changeRoles'> = async (context, { actor, params, body, raw }) => {
  const wanted = { accountId: params.id, ...body, seen: seenTags(raw) };
  const { changed, etag } = orProblem(await change(context, actor, wanted));
  return { changed, etag };
};

export const dropSecondFactor: Handler<'dropSecondFactor'> = async (context, { actor, params, body }) => {
  const { dropped } = orProblem(await drop(context, actor, { accountId: params.id, how: body.how }));
  return { dropped };
};

export const switchAccount: Handler<'switchAccount'> = async (context, { actor, params, body, raw }) => {
  const wanted = { accountId: params.id, active: body.active, seen: seenTags(raw) };
  const { etag } = orProblem(await turn(context, actor, wanted));
  return { active: body.active, etag };
};
