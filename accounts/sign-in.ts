// Who somebody is: passwords, second factors, single sign-on and sessions, by a library (docs/adr/0211). Nothing that it says
// leaves here as it is: refusal-words.ts has the words of the product.

import { betterAuth } from 'better-auth';
import { APIError, createAuthMiddleware } from 'better-auth/api';
import { hashPassword, verifyPassword } from 'better-auth/crypto';
import { genericOAuth, twoFactor, username } from 'better-auth/plugins';
import type { Clock } from '#contracts/clock.ts';
import type { SignInWay } from '#domain/rights/second-factor.ts';
import { LIBRARY_MODELS, openAccountAdapter } from '#store/account-adapter.ts';
import type { Database } from '#store/database.ts';
import { codesOnce } from './codes-once.ts';
import { entering } from './enter.ts';
import { TYPED_MAX } from './passwords.ts';
import { AS_HASHES, hashSealedCodes, recoveryCodesHashed } from './recovery-codes.ts';
import { providerOf, type SingleSignOn, whyTooWeak } from './single-sign-on.ts';

export interface SignInSetup {
  database: Database;
  /** Signs cookies and seals second factors. */
  secret: string;
  publicUrl: string;
  now: Clock;
  /** The library's own clock. */
  wall: Clock;
  singleSignOn: SingleSignOn | null;
  /** Whether this account may have a session now. */
  mayEnter(accountId: string): Promise<boolean>;
  /** Somebody has proved who they are; `way` is a path of the library. */
  onSignedIn(accountId: string, way: string): Promise<void>;
}

export interface LibraryAnswer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: what the library answers, read field by field where it is used
  body: any;
  cookies: string[];
  location: string | null;
}

export interface SignIn {
  /** Asks the library at one of its own addresses, with the cookies of the request. */
  ask(method: 'GET' | 'POST', path: string, asked: Carried & { body?: object }): Promise<LibraryAnswer>;
  /** A new session of an account whose owner has shown who they are; the body is `Entered`. */
  enter(accountId: string, asked: Carried): Promise<LibraryAnswer>;
  /** The session of a cookie; `cookies` are set when it was made longer. */
  session(cookie: string): Promise<OpenSession | null>;
  /** Hashes recovery codes that an earlier version has sealed; answers of how many accounts. */
  hashRecoveryCodes(): Promise<number>;
}

/** What of a request goes with what is asked. */
interface Carried {
  cookie?: string | undefined;
  network?: string;
  device?: string;
}

interface OpenSession {
  id: string;
  accountId: string;
  /** When its owner has last shown who they are: each time makes a new session. */
  provedAt: Date;
  /** Null = nobody has noted it. */
  way: SignInWay | null;
  cookies: string[];
}

const LIBRARY_PATH = '/api/auth';
const NETWORK_HEADER = 'x-dondoc-network';
const DAY_S = 86_400;
// A week without a visit signs out; the computer of an office is used every day.
const SESSION_S = 7 * DAY_S;
// However often somebody comes by: then the password is asked for again.
const SESSION_S_MAX = 30 * DAY_S;
const TRUSTED_DEVICE_S = 30 * DAY_S;

/** Cookies of one name on http and with the strictest prefix on https, where no neighbour of the domain can set them; below a path with the next one. */
export function cookiePrefix(publicUrl: string): string {
  if (!publicUrl.startsWith('https:')) return 'dondoc';
  return new URL(publicUrl).pathname === '/' ? '__Host-dondoc' : '__Secure-dondoc';
}

export function createSignIn(setup: SignInSetup): SignIn {
  const library = createLibrary(setup);
  const sessionCookie = `${cookiePrefix(setup.publicUrl)}.session_token=`;
  const headersOf = ({ cookie, network, device }: Carried) => {
    const headers = new Headers({ host: new URL(setup.publicUrl).host });
    if (cookie !== undefined) headers.set('cookie', cookie);
    if (network !== undefined) headers.set(NETWORK_HEADER, network);
    if (device !== undefined) headers.set('user-agent', device);
    return headers;
  };
  const ask: SignIn['ask'] = async (method, path, { body, ...carried }) => {
    const headers = headersOf(carried);
    if (body !== undefined) headers.set('content-type', 'application/json');
    const url = `${setup.publicUrl}${LIBRARY_PATH}${path}`;
    return read(
      await library.handler(new Request(url, { method, headers, ...(body && { body: JSON.stringify(body) }) })),
    );
  };
  return {
    ask,
    enter: async (accountId, carried) =>
      read(await library.api.enter({ body: { accountId }, headers: headersOf(carried), asResponse: true })),
    hashRecoveryCodes: async () => hashSealedCodes(setup.database, (await library.$context).secretConfig),
    async session(cookie) {
      if (!cookie.includes(sessionCookie)) return null;
      const { status, body, cookies } = await ask('GET', '/get-session', { cookie });
      if (status !== 200 || body === null) return null;
      const provedAt = new Date(body.session.createdAt);
      if (setup.now().getTime() - provedAt.getTime() > SESSION_S_MAX * 1000) {
        await ask('POST', '/sign-out', { cookie, body: {} });
        return null;
      }
      return { id: body.session.id, accountId: body.session.userId, provedAt, way: body.session.way ?? null, cookies };
    },
  };
}

async function read(answer: Response): Promise<LibraryAnswer> {
  const text = await answer.text();
  const isJson = answer.headers.get('content-type')?.includes('json') === true;
  return {
    status: answer.status,
    body: isJson && text !== '' ? JSON.parse(text) : null,
    cookies: answer.headers.getSetCookie(),
    location: answer.headers.get('location'),
  };
}

function createLibrary({ database, secret, wall, publicUrl, singleSignOn, mayEnter, onSignedIn }: SignInSetup) {
  const strength = singleSignOn?.strength ?? null;
  return betterAuth({
    appName: 'dôn đốc',
    // Whole: the library leaves its own path out where the address has one already.
    baseURL: `${publicUrl}${LIBRARY_PATH}`,
    secret,
    database: openAccountAdapter(database),
    telemetry: { enabled: false },
    logger: { disabled: true },
    // Whoever is slowed down is so by store/sign-in-brake-store.ts, for all processes together.
    rateLimit: { enabled: false },
    user: {
      modelName: LIBRARY_MODELS.user,
      validateUserInfo: ({ source: { oauth } }) =>
        oauth === undefined ? undefined : whyTooWeak(strength, oauth.profile ?? {}),
    },
    account: {
      modelName: LIBRARY_MODELS.account,
      // Another system may sign in who was invited under an address that it has verified. Whether they have opened the invitation does not
      // matter: nobody but an administrator makes accounts, so that none can lie in wait for somebody else's address.
      accountLinking: { enabled: true, requireLocalEmailVerified: false },
    },
    verification: { modelName: LIBRARY_MODELS.verification, storeIdentifier: 'hashed' },
    session: {
      modelName: LIBRARY_MODELS.session,
      expiresIn: SESSION_S,
      updateAge: DAY_S,
      additionalFields: { way: { type: 'string', required: false, input: false } },
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      // How long one may be is said where it is set (passwords.ts), counted in signs and not as they are typed.
      maxPasswordLength: TYPED_MAX,
      password: {
        hash: (password) => hashPassword(password.normalize('NFKC')),
        verify: ({ hash, password }) => verifyPassword({ hash, password: password.normalize('NFKC') }),
      },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session, asked) => {
            if (!(await mayEnter(session.userId)))
              throw new APIError('FORBIDDEN', { code: 'ACCOUNT_OFF', message: 'off' });
            return { data: { ...session, way: session.way ?? wayOf(asked?.path, strength !== null) } };
          },
        },
      },
    },
    advanced: {
      // api/browser-guard.ts has looked at where a request comes from, before this library sees it.
      disableCSRFCheck: true,
      cookiePrefix: cookiePrefix(publicUrl),
      // The prefix of the library is __Secure-; ours stands in the name.
      useSecureCookies: false,
      defaultCookieAttributes: {
        httpOnly: true,
        sameSite: 'lax',
        path: new URL(publicUrl).pathname,
        secure: publicUrl.startsWith('https:'),
      },
      ipAddress: { ipAddressHeaders: [NETWORK_HEADER] },
    },
    plugins: [
      username({ minUsernameLength: 2, usernameValidator: (name) => /^[a-z0-9._-]+$/i.test(name) }),
      secondFactor(strength === null),
      codesOnce(database, wall),
      recoveryCodesHashed(database),
      entering(),
      ...(singleSignOn === null ? [] : [genericOAuth({ config: [providerOf(singleSignOn)] })]),
      tellOfSignIns(onSignedIn),
    ],
  });
}

/** The library asks for the code after a password. After the office's own system so does it where that has not said how strong it is. */
function secondFactor(isAskedAfterSingleSignOn: boolean) {
  const plugin = twoFactor({
    issuer: 'dôn đốc',
    twoFactorTable: LIBRARY_MODELS.twoFactor,
    trustDeviceMaxAge: TRUSTED_DEVICE_S,
    allowPasswordless: true,
    backupCodeOptions: { storeBackupCodes: AS_HASHES },
  });
  for (const hook of plugin.hooks.after) {
    const { matcher } = hook;
    hook.matcher = (asked) =>
      matcher(asked) || (isAskedAfterSingleSignOn && asked.path?.startsWith('/callback/') === true);
  }
  return plugin;
}

/** Null = as the session in whose place this one comes. */
function wayOf(path: string | undefined, isProvedThere: boolean): SignInWay | null {
  if (path?.startsWith('/callback/')) return isProvedThere ? 'strong-single-sign-on' : 'single-sign-on';
  return path?.startsWith('/sign-in/') || path?.startsWith('/two-factor/') ? 'password' : null;
}

/** The last of the plugins: after a second factor that is still wanted there is no new session. */
function tellOfSignIns(onSignedIn: SignInSetup['onSignedIn']) {
  const ways = ['/sign-in/', '/two-factor/verify-', '/callback/'];
  return {
    id: 'dondoc-log',
    hooks: {
      after: [
        {
          matcher: ({ path }: { path?: string }) => ways.some((way) => path?.startsWith(way)),
          handler: createAuthMiddleware(async ({ path, context }) => {
            const { newSession } = context;
            if (newSession !== null && context.session === null) await onSignedIn(newSession.user.id, path);
          }),
        },
      ],
    },
  };
}
