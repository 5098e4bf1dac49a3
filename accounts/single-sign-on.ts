// The office's own system, an OpenID Connect server: how it is asked, and how strong what it answers is (ASVS 6.8.4).
import type { GenericOAuthConfig } from 'better-auth/plugins';
import { z } from 'zod';

/** An OpenID Connect server of the office. */
export interface SingleSignOn {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** As its button says. */
  name: string;
  /** What it has to say of each sign-in; null = it is asked for nothing, and counts as one factor. */
  strength: SignInStrength | null;
}

export interface SignInStrength {
  /** One of them is its `acr`; empty = whatever that is. */
  acr: string[];
  /** One of them is in its `amr`; empty = whatever is in there. */
  amr: string[];
}

export const SSO_PROVIDER = 'co-quan';
/** What the page of the sign-in hears. */
const TOO_WEAK = 'sign_in_too_weak';
const ANSWER_MS = 10_000;

export function providerOf({ issuer, clientId, clientSecret, strength }: SingleSignOn): GenericOAuthConfig {
  const discoveryUrl = `${issuer.replace(/\/+$/, '')}/.well-known/openid-configuration`;
  return {
    providerId: SSO_PROVIDER,
    discoveryUrl,
    clientId,
    clientSecret,
    scopes: ['openid', 'email', 'profile'],
    // Who may come in is decided by an invitation, not by another system.
    disableSignUp: true,
    ...(strength === null ? {} : asksFor(strength, discoveryUrl)),
  };
}

/** A claim that nobody has signed is none: without a key to check the token with, nobody comes in. */
function asksFor({ acr }: SignInStrength, discoveryUrl: string): Partial<GenericOAuthConfig> {
  return {
    requireIdTokenVerification: true,
    ...(acr.length === 0 ? {} : { authorizationUrlParams: { acr_values: acr.join(' ') } }),
    // The library has checked the token before it asks; what it reads of people by itself leaves these claims out.
    getUserInfo: async ({ idToken, accessToken }) => {
      const person = await readPerson(discoveryUrl, accessToken ?? '');
      if (person === null) return null;
      return { ...person, ...strengthIn(idToken) };
    },
  };
}

const Strength = z.object({ acr: z.unknown().optional(), amr: z.unknown().optional() });

function strengthIn(idToken: string | undefined): z.infer<typeof Strength> {
  const [, claims = ''] = idToken?.split('.') ?? [];
  return claims === ''
    ? { acr: null, amr: null }
    : Strength.parse(JSON.parse(Buffer.from(claims, 'base64url').toString()));
}

const Discovery = z.object({ userinfo_endpoint: z.url() });
const Person = z.object({
  sub: z.string(),
  email: z.string().optional(),
  email_verified: z.union([z.boolean(), z.string()]).optional(),
  name: z.string().optional(),
});

async function readPerson(discoveryUrl: string, accessToken: string) {
  const ask = async (url: string, headers = {}) =>
    (await fetch(url, { headers, redirect: 'error', signal: AbortSignal.timeout(ANSWER_MS) })).json();
  try {
    const { userinfo_endpoint } = Discovery.parse(await ask(discoveryUrl));
    const person = Person.parse(await ask(userinfo_endpoint, { authorization: `Bearer ${accessToken}` }));
    const { sub, email, email_verified, name } = person;
    return { sub, email: email ?? null, name, emailVerified: String(email_verified) === 'true' };
  } catch {
    return null;
  }
}

/** Refuses a sign-in of which the other system does not say what it has to say. */
export function whyTooWeak(
  strength: SignInStrength | null,
  { acr, amr }: Record<string, unknown>,
): { error: string } | undefined {
  if (strength === null) return undefined;
  const isOne = strength.acr.length === 0 || strength.acr.includes(String(acr));
  const methods: unknown[] = Array.isArray(amr) ? amr : [];
  const isAmong = strength.amr.length === 0 || strength.amr.some((method) => methods.includes(method));
  return isOne && isAmong ? undefined : { error: TOO_WEAK };
}
