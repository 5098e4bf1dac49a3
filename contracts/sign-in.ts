// How people come in. What is sent here is the authority itself, a password or a code, or the cookie that it was changed for.
import { z } from 'zod';
import { Email, PersonName } from './accounts.ts';
import { StorableText } from './primitives.ts';

const Secret = StorableText.min(1).max(1000);
const Code = StorableText.trim().min(1).max(50);
/** A page of this server, never another one's: the way back from somewhere else may not lead astray. */
const PagePath = StorableText.regex(/^\/(?![/\\])[^\s\\]{0,1000}$/, 'phải là trang của máy chủ này, ví dụ /viec');
const Done = z.object({ done: z.literal(true) });
const OF_ONESELF = ['sign-in-needed', 'sign-in-wrong', 'sign-in-slowed'] as const;

/** The operations of the sign-in page, part of the route table. */
export const signInRoutes = {
  getSignInPage: {
    method: 'GET',
    path: '/api/auth/page',
    summary: 'What a page shows before anybody has signed in',
    everybody: true,
    response: z.object({
      office: z.string(),
      sample: z.boolean(),
      signedIn: z.boolean().describe('somebody is signed in already: a link of a letter then leads to the full page'),
      singleSignOn: z.object({ name: z.string() }).nullable().describe('the button that leads to another system'),
      sampleAccounts: z
        .array(z.object({ username: z.string(), name: z.string(), words: z.string() }))
        .describe('who can try the product here; empty as soon as somebody real has an account'),
    }),
  },
  signIn: {
    method: 'POST',
    path: '/api/auth/sign-in',
    summary: 'Signs in with a password; the session is a cookie',
    body: z.object({
      name: StorableText.trim().min(1).max(200).describe('address or user name'),
      password: Secret,
      remember: z.boolean().default(true).describe('false: until the browser is closed'),
    }),
    refuses: ['sign-in-wrong', 'sign-in-slowed', 'account-off'],
    everybody: true,
    response: z.object({ next: z.enum(['signed-in', 'second-factor']) }),
  },
  giveSecondFactor: {
    method: 'POST',
    path: '/api/auth/second-factor',
    summary: 'The second step of signing in: a code of the app, or one of the recovery codes',
    body: z.object({
      code: Code,
      recovery: z.boolean().default(false),
      trustDevice: z.boolean().default(false).describe('true: this browser is not asked again for thirty days'),
    }),
    refuses: ['second-factor-wrong', 'sign-in-needed', 'sign-in-slowed', 'account-off'],
    everybody: true,
    response: Done,
  },
  startSingleSignOn: {
    method: 'POST',
    path: '/api/auth/single-sign-on',
    summary: 'Where the other system of the office asks who somebody is; it leads back to `returnTo`',
    body: z.object({ returnTo: PagePath }),
    refuses: ['not-found'],
    everybody: true,
    response: z.object({ url: z.string() }),
  },
  signOut: {
    method: 'POST',
    path: '/api/auth/sign-out',
    summary: 'Ends this session',
    everybody: true,
    response: Done,
  },
  forgotPassword: {
    method: 'POST',
    path: '/api/auth/forgot-password',
    summary: 'Sends a link to set a new password; says nothing of whether there is such an account',
    body: z.object({ email: Email }),
    refuses: ['sign-in-slowed'],
    everybody: true,
    response: Done,
  },
  seeAccountLink: {
    method: 'POST',
    path: '/api/auth/link',
    summary: 'What a link to set a password is for; changes nothing',
    body: z.object({ token: Secret }),
    refuses: ['account-link-invalid'],
    everybody: true,
    response: z.object({
      purpose: z.enum(['first', 'invitation', 'reset']),
      name: z.string().nullable(),
      email: z.string().nullable(),
    }),
  },
  setPassword: {
    method: 'POST',
    path: '/api/auth/set-password',
    summary: 'Sets the password of whoever the link was given to, once; ends their other sessions and signs them in',
    body: z.object({
      token: Secret,
      password: Secret,
      first: z.object({ name: PersonName, email: Email }).optional().describe('of the first administrator'),
    }),
    refuses: ['account-link-invalid', 'password-refused', 'account-exists'],
    everybody: true,
    response: z.object({ next: z.enum(['signed-in', 'second-factor']) }),
  },
  prove: {
    method: 'POST',
    path: '/api/auth/prove',
    summary:
      'Shows again who is signed in, with everything that is asked for at the sign-in; the session goes on as a new one',
    body: z.object({
      password: Secret,
      code: Code.optional().describe('of the app, where there is a second factor'),
      recovery: z.boolean().default(false).describe('true: `code` is one of the recovery codes'),
    }),
    refuses: [...OF_ONESELF, 'second-factor-wrong'],
    everybody: true,
    response: Done,
  },
  changePassword: {
    method: 'POST',
    path: '/api/auth/change-password',
    summary: 'Sets another password, and ends the other sessions',
    body: z.object({ current: Secret, password: Secret }),
    refuses: [...OF_ONESELF, 'password-refused'],
    proof: true,
    everybody: true,
    response: Done,
  },
  startSecondFactor: {
    method: 'POST',
    path: '/api/auth/second-factor/start',
    summary: 'A secret for an app of codes, and recovery codes; it counts once a code of it was confirmed',
    body: z.object({ password: Secret.optional().describe('of whoever has one here') }),
    refuses: OF_ONESELF,
    proof: true,
    everybody: true,
    response: z.object({ uri: z.string().describe('otpauth://'), recoveryCodes: z.array(z.string()) }),
  },
  confirmSecondFactor: {
    method: 'POST',
    path: '/api/auth/second-factor/confirm',
    summary: 'The first code of the app: from now on it is asked for',
    body: z.object({ code: Code }),
    refuses: ['sign-in-needed', 'second-factor-wrong', 'sign-in-slowed'],
    everybody: true,
    response: Done,
  },
  stopSecondFactor: {
    method: 'POST',
    path: '/api/auth/second-factor/stop',
    summary: 'The password alone is enough again',
    body: z.object({ password: Secret.optional().describe('of whoever has one here') }),
    refuses: OF_ONESELF,
    proof: true,
    everybody: true,
    response: Done,
  },
} as const;
