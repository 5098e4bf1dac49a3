// Passkeys of whoever is signed in.
import type { Handler } from '#api/handler.ts';
import { orProblem } from '#api/or-problem.ts';
import { addPasskey as add } from '#operations/add-passkey.ts';
import { listPasskeys as list } from '#operations/list-passkeys.ts';
import { removePasskey as remove } from '#operations/remove-passkey.ts';
import { startPasskey as start } from '#operations/start-passkey.ts';

export const listPasskeys: Handler<'listPasskeys'> = async (context, { actor }) => list(context, actor, {});

export const startPasskey: Handler<'startPasskey'> = async (context, { actor }) => {
  const { options } = orProblem(await start(context, actor, {}));
  return { options };
};

export const addPasskey: Handler<'addPasskey'> = async (context, { actor, body }) => {
  orProblem(await add(context, actor, body));
  return { done: true };
};

export const removePasskey: Handler<'removePasskey'> = async (context, { actor, params }) =>
  remove(context, actor, params);
