// What an administrator looks after besides people.
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Handler } from '#api/handler.ts';
import { answerPage, pageWanted } from '#api/list-page.ts';
import { endAnySession as end } from '#operations/end-any-session.ts';
import { listAllKeys as keys } from '#operations/list-all-keys.ts';
import { listAllSessions as sessions } from '#operations/list-all-sessions.ts';
import { requireSecondFactor as ask } from '#operations/require-second-factor.ts';
import { revokeAnyKey as revoke } from '#operations/revoke-any-key.ts';
import { seeInstallation } from '#operations/see-installation.ts';
import { KEY_ORDERS } from '#store/account-key-store.ts';
import { SESSION_ORDERS } from '#store/account-session-store.ts';

const KEYS = { name: 'all-keys', orders: KEY_ORDERS };
const SESSIONS = { name: 'all-sessions', orders: SESSION_ORDERS };

export const listAllKeys: Handler<'listAllKeys'> = async (context, { actor, query, ...asked }) =>
  answerPage(KEYS, query, await keys(context, actor, { page: pageWanted(KEYS, query) }), asked);

export const revokeAnyKey: Handler<'revokeAnyKey'> = async (context, { actor, params }) =>
  revoke(context, actor, params);

export const listAllSessions: Handler<'listAllSessions'> = async (context, { actor, query, ...asked }) =>
  answerPage(SESSIONS, query, await sessions(context, actor, { page: pageWanted(SESSIONS, query) }), asked);

export const endAnySession: Handler<'endAnySession'> = async (context, { actor, params }) =>
  end(context, actor, params);

export const requireSecondFactor: Handler<'requireSecondFactor'> = async (context, { actor, body }) =>
  ask(context, actor, body);

export const getInstallation: Handler<'getInstallation'> = async (context, { actor }) =>
  seeInstallation(context, actor, { version: VERSION, ready: context.ready });

const { version: VERSION } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')));
