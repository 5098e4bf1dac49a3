// A real OpenID Connect server, at which whoever the test says is signed in.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

export interface IdentityServer {
  issuer: string;
  /** Who says yes at its page from now on. */
  person: { sub: string; email: string; emailVerified: boolean; name: string };
  /** How they show who they are there. */
  shown: { acr?: string; amr?: string[] };
  /** What it was asked for last. */
  asked: { acrValues: string | null };
  close(): Promise<void>;
}

export const CLIENT = { id: 'don-doc', secret: 'mot-bi-mat-cua-don-doc-o-may-chu-dinh-danh' };

export async function startIdentityServer(redirectUri: string): Promise<IdentityServer> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  const known: IdentityServer = {
    issuer,
    person: { sub: '1', email: '', emailVerified: true, name: '' },
    shown: {},
    asked: { acrValues: null },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [redirectUri],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    cookies: { keys: ['khoa-cua-bai-thu'] },
    acrValues: ['mot-buoc', 'hai-buoc'],
    claims: { openid: ['sub', 'amr', 'acr'], email: ['email', 'email_verified'], profile: ['name'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, sub) => ({
      accountId: sub,
      claims: () => ({
        sub,
        email: known.person.email,
        email_verified: known.person.emailVerified,
        name: known.person.name,
      }),
    }),
    // Nobody has to agree to what their own office asks.
    async loadExistingGrant(context) {
      const { client, session } = context.oidc;
      const grant = new context.oidc.provider.Grant({
        clientId: client?.clientId ?? '',
        accountId: session?.accountId ?? '',
      });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  server.on('request', (request, response) => {
    if (request.url?.startsWith('/auth?'))
      known.asked = { acrValues: new URL(request.url, issuer).searchParams.get('acr_values') };
    if (request.url?.startsWith('/interaction/'))
      void provider.interactionFinished(request, response, {
        login: { accountId: known.person.sub, ...known.shown },
      });
    else void answer(request, response);
  });
  return known;
}

/** Follows the way through the server as a browser does, up to the address that leads back. */
export async function followTo(url: string, backTo: string): Promise<string> {
  const cookies = new Map<string, string>();
  for (let at = url, steps = 0; steps < 10; steps++) {
    if (at.startsWith(backTo)) return at;
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(at, { redirect: 'manual', headers: { cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const next = answer.headers.get('location');
    if (next === null) throw new Error(`${at} answered ${answer.status}: ${await answer.text()}`);
    at = new URL(next, at).href;
  }
  throw new Error('the way does not end');
}
