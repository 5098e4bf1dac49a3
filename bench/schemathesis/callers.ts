// Who asks: nobody, somebody with a session for each role, and a key of each scope. Their accounts are made as an office makes them: invited, a letter, a password.

import { KEY_SCOPES, type KeyScope } from '#domain/rights/key-scopes.ts';
import { OF_AN_AGENCY, ROLES, type Role } from '#domain/rights/roles.ts';
import { eventually } from '../../tests/support/running-engine.ts';
import { devMessages, type StackFolder, TEST_KEY } from '../../tests/support/started-stack.ts';

export interface Caller {
  name: Role | `key-${KeyScope}` | 'nobody';
  headers: Readonly<Record<string, string>>;
}

/** Of the sample: agencies that lead something, so that what is held for an agency has something to reach. */
const AGENCY_OF: Partial<Record<Role, string>> = {
  'field-lead': 'phong-tu-phap',
  'lead-head': 'phong-van-hoa-thong-tin',
  'lead-clerk': 'dai-phat-thanh',
};
const PASSWORD = 'con đường làng quanh co';
/** May do everything, so that a scope is all that holds a key back. */
const KEY_OWNER: readonly Role[] = ['administrator', 'officer'];

/** Everybody, the administrator last: what they do can close the accounts of others. */
export async function makeCallers(folder: StackFolder): Promise<Caller[]> {
  const owner = await addPerson(folder, 'chu-khoa', KEY_OWNER);
  const keys: Caller[] = [];
  for (const scope of KEY_SCOPES) keys.push(await addKey(folder, owner, scope));
  const people: Caller[] = [];
  for (const role of ROLES) people.push({ name: role, headers: await addPerson(folder, role, [role]) });
  const last = (name: Caller['name']) => name === 'administrator' || name === 'key-all';
  const all = [{ name: 'nobody', headers: {} } as const, ...people, ...keys];
  return [...all.filter(({ name }) => !last(name)), ...all.filter(({ name }) => last(name))];
}

/** Null while the caller is still who they are; else what is answered. A run of somebody who was signed out on the way has tried nothing. */
export async function whoIsGone({ url }: StackFolder, { name, headers }: Caller): Promise<string | null> {
  if (name === 'nobody') return null;
  const answer = await fetch(`${url}/api/me`, { headers });
  const roles: string[] = answer.ok ? (await answer.json()).roles.map(({ role }: { role: string }) => role) : [];
  const wanted = name.startsWith('key-') ? KEY_OWNER : [name];
  return wanted.every((role) => roles.includes(role)) ? null : `${answer.status}, roles ${roles.join(', ') || 'none'}`;
}

/** Answers the headers of their session, as a browser sends them. */
async function addPerson(folder: StackFolder, name: string, roles: readonly Role[]): Promise<Record<string, string>> {
  const { url } = folder;
  const email = `${name}@schemathesis.example`;
  const given = roles.map((role) => ({ role, agencyId: OF_AN_AGENCY.has(role) ? AGENCY_OF[role] : null }));
  await post(
    `${url}/api/accounts`,
    { authorization: `Bearer ${TEST_KEY}` },
    { email, name: `Người ${name}`, roles: given },
  );
  let token: string | undefined;
  await eventually(`the invitation of ${email} is in the mailbox`, async () => {
    const letter = (await devMessages(folder)).find(({ to }) => to.includes(email));
    token = /\/dat-mat-khau#([\w-]+)/.exec(letter?.text ?? '')?.[1];
    return token !== undefined;
  });
  const { headers } = await post(`${url}/api/auth/set-password`, { origin: url }, { token, password: PASSWORD });
  const cookie = headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  return { Cookie: cookie, Origin: url };
}

async function addKey({ url }: StackFolder, owner: Record<string, string>, scope: KeyScope): Promise<Caller> {
  const made = await post(`${url}/api/keys`, owner, { name: scope, scope, days: 1 });
  const { secret } = await made.json();
  return { name: `key-${scope}`, headers: { Authorization: `Bearer ${secret}` } };
}

async function post(address: string, headers: Record<string, string>, body: object): Promise<Response> {
  const init = {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
  const answer = await fetch(address, init);
  if (!answer.ok) throw new Error(`${address}: ${answer.status} ${await answer.text()}`);
  return answer;
}
