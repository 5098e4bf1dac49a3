// A try to sign in: counted before it is looked at, and under whose name, so that whoever guesses waits and nobody else does.
import { createHash, randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { cookiePrefix } from '#accounts/sign-in.ts';
import { publicPathOf } from '#config/public-path.ts';
import { type Brake, brakesOf, TOLD_AFTER_FAILURES } from '#domain/rights/sign-in-delay.ts';
import { tellSignIn } from '#store/account-session-store.ts';
import { findAccount } from '#store/account-store.ts';
import {
  claimTry,
  clearTry,
  dropOldBrakes,
  findNamedAccount,
  listKnownPlaces,
  putPlaces,
} from '#store/sign-in-brake-store.ts';
import { keepCookies } from './accounts.ts';
import type { ApiContext } from './context.ts';
import { networkOf } from './network-of.ts';
import { ApiProblem } from './problem.ts';

export interface SignInTry {
  /** Told in the log when it is one of a series. */
  failed(): Promise<void>;
  /** The place is known from now on. */
  succeeded(reply: FastifyReply): Promise<void>;
}

/** Whose account somebody tries to come into; null = nobody's. And under what it is counted, besides from where. */
export interface TriedAccount {
  accountId: string | null;
  counted: string;
}

/** A name that nobody has is slowed like one that somebody has: the wait tells nothing. Names are hashed, since people type passwords into them. */
export async function tryOfName({ database }: ApiContext, named: string): Promise<TriedAccount> {
  const accountId = await findNamedAccount(database, named);
  return { accountId, counted: `account ${accountId ?? hashOf(named.toLowerCase())}` };
}

/** @throws ApiProblem when whoever asks has failed too often and has to wait. */
export async function beginTry(
  context: ApiContext,
  request: FastifyRequest,
  { accountId, counted }: TriedAccount,
): Promise<SignInTry> {
  const { database, now } = context;
  const network = `network ${networkOf(request, context.trustedProxies)}`;
  const cookie = deviceCookie(request, context.publicUrl);
  const device = cookie === null ? null : `device ${hashOf(cookie)}`;
  const places = device === null ? [network] : [device, network];
  const known = accountId === null ? new Set<string>() : await listKnownPlaces(database, accountId, places, now());
  const isKnownDevice = device !== null && known.has(device);
  const from = { device: isKnownDevice ? device : null, network, isKnownNetwork: known.has(network) };
  const brakes = brakesOf(counted, from);
  const failures = await countTry(context, brakes);
  return {
    async failed() {
      if (accountId === null || failures !== TOLD_AFTER_FAILURES) return;
      const account = await findAccount(database, { id: accountId });
      const by = { actor: `người thử đăng nhập vào ${account?.name ?? accountId}`, now: now() };
      await tellSignIn(database, accountId, 'account-sign-in-failed', by, { failures, network });
    },
    async succeeded(reply) {
      await clearTry(database, brakes);
      if (accountId === null) return;
      const own = cookie ?? randomBytes(24).toString('base64url');
      await putPlaces(database, accountId, [`device ${hashOf(own)}`, network], now());
      keepCookies(reply, [printCookie(own, context.publicUrl)]);
    },
  };
}

/** Counts a try under the brakes and answers with the number of tries in a row. */
export async function countTry({ database, now }: ApiContext, brakes: readonly Brake[]): Promise<number> {
  void dropOldBrakes(database, now()).catch(() => undefined);
  const claim = await claimTry(database, brakes, now());
  if (claim.ok) return claim.failures;
  const seconds = Math.ceil(claim.waitMs / 1000);
  const words = seconds < 60 ? `${seconds} giây` : `${Math.ceil(seconds / 60)} phút`;
  throw new ApiProblem(
    'sign-in-slowed',
    `Đã thử sai nhiều lần từ nơi này. Đợi ${words} rồi thử lại, hoặc bấm «Quên mật khẩu». Người đang dùng máy khác không bị ảnh hưởng.`,
    undefined,
    { retryAfterSeconds: seconds },
  );
}

export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

function deviceCookie({ headers }: FastifyRequest, publicUrl: string): string | null {
  const name = `${cookiePrefix(publicUrl)}.device=`;
  const found = (headers.cookie ?? '').split(/; */).find((part) => part.startsWith(name));
  return found === undefined ? null : found.slice(name.length, name.length + 64);
}

// As long as browsers keep one.
const DEVICE_S = 400 * 86_400;

function printCookie(value: string, publicUrl: string): string {
  const secure = publicUrl.startsWith('https:') ? '; Secure' : '';
  const path = publicPathOf(publicUrl) || '/';
  return `${cookiePrefix(publicUrl)}.device=${value}; Max-Age=${DEVICE_S}; Path=${path}; HttpOnly; SameSite=Lax${secure}`;
}
