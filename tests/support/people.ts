// An API at which people sign in, as in `npm start`: real accounts, real sessions, and a browser's cookies.
import type { ApiContext } from '#api/context.ts';
import { openAccounts } from '#api/open-accounts.ts';
import { loadEnv } from '#config/env.ts';
import type { Role } from '#domain/rights/roles.ts';
import type { GivenRole } from '#domain/rights/roles-on.ts';
import { inviteAccount } from '#operations/invite-account.ts';
import { ADMINISTRATOR, VISITOR } from '#operations/seam/actor.ts';
import { useAccountLink } from '#operations/use-account-link.ts';
import { type ApiFixture, ownApi, type TaggedAnswer } from './api.ts';

export const PASSWORD = 'con đường làng quanh co';
export const TEST_KEY_OF_API = 'khoa-thu-nghiem-dai-hon-ba-muoi-hai-ky-tu';

/** `ownApi`, and whoever asks it is nobody before they have signed in. */
export function ownApiWithPeople(
  variables: Record<string, string> = {},
  changes: Partial<ApiContext> = {},
): ApiFixture {
  return ownApi(({ database, directory, zone, now }) => {
    const env = loadEnv({
      DONDOC_SECRET: 'mot-bi-mat-du-dai-cho-thu-nghiem-dang-nhap',
      PUBLIC_URL: 'http://localhost',
      DONDOC_TEST_KEY: TEST_KEY_OF_API,
      ...variables,
    });
    const people = openAccounts({ env: { ...env, secret: env.secret as string }, database, directory, zone, now });
    return { ...people, ...changes };
  });
}

export const role = (name: Role, agencyId: string | null = null): GivenRole => ({
  role: name,
  agencyId,
  from: null,
  to: null,
});

/** Somebody with a password. */
export async function addPerson(
  { context }: ApiFixture,
  person: { email: string; name?: string; roles?: readonly GivenRole[] },
): Promise<string> {
  const { email, name = email, roles = [] } = person;
  const invited = await inviteAccount({ ...context, letters: null }, ADMINISTRATOR, { email, name, roles });
  if (!invited.ok) throw new Error(invited.detail);
  const used = await useAccountLink(context, VISITOR, { token: invited.token as string, password: PASSWORD });
  if (!used.ok) throw new Error(used.detail);
  return invited.id;
}

export interface Browser {
  ask(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object, headers?: object): Promise<TaggedAnswer>;
  signIn(name: string, password?: string): Promise<TaggedAnswer>;
  cookies: Map<string, string>;
}

/** Keeps cookies as a browser does, and comes from a network of its own. */
export function aBrowser(api: ApiFixture, network = '203.0.113.7'): Browser {
  const cookies = new Map<string, string>();
  const browser: Browser = {
    cookies,
    async ask(method, path, body, headers = {}) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const own = { 'x-forwarded-for': network, ...(cookie === '' ? {} : { cookie }), ...headers };
      const answer = await api.ask(method, path, own, body);
      for (const line of [answer.headers['set-cookie'] ?? []].flat() as string[]) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        if (value === '' || /max-age=0/i.test(line)) cookies.delete(name);
        else cookies.set(name, value);
      }
      return answer;
    },
    signIn: (name, password = PASSWORD) => browser.ask('POST', '/api/auth/sign-in', { name, password }),
  };
  return browser;
}
