import { type Clock, wallClock } from '#contracts/clock.ts';
import type { TokenPair } from '#contracts/zalo-tokens.ts';
import { callFailure } from '../call-failure.ts';
import type { SecretBox } from '../secret-box.ts';

export type TokenStore = {
  load(): Promise<TokenPair | null>;
  /**
   * Runs `change` while nobody else of this installation can (a database lock), with the pair read under that lock, and commits what it
   * returns before it answers. Null from `change` = nothing to store.
   */
  saveUnderLock(change: (current: TokenPair | null) => Promise<TokenPair | null>): Promise<TokenPair | null>;
};

/** How the installation keeps the pair, and whom it tells when only a person can help. */
export type ZaloTokenKeeping = {
  /** `firstTokenId` names the refresh token of the environment: a new one replaces a pair that Zalo has refused. */
  open(options: { box: SecretBox; firstTokenId: string | null }): TokenStore;
  alarm(why: string): Promise<void>;
};

export type TokenSourceOptions = {
  store: TokenStore;
  oauthUrl: string;
  appId: string;
  appSecret: string;
  /** Used once, when the store holds no pair. */
  firstRefreshToken?: string | null;
  /**
   * Called when only a person can help, consent has to be given again in Zalo's console, while the old token still works for some hours. From
   * then on every attempt tells it, and the channel is held.
   */
  alarm: (why: string) => void | Promise<void>;
  now?: Clock;
  timeoutMs?: number;
};

export type TokenSource = {
  /** A token that should work; null when there is none for now. */
  current(): Promise<string | null>;
  /** After Zalo refused `failed`: another worker's new token, or a newly refreshed one; null when there is none for now. */
  replace(failed: string): Promise<string | null>;
  /** Why there is none, as far as this process has heard it. */
  whyNone(): string | null;
};

/**
 * Keeps one pair of Zalo tokens alive for all workers. A refresh token works once and kills the old pair, so: one refresh at a time under the
 * store's lock, the new pair committed before anybody uses it, and a refresh token that was refused (or whose fate is unknown) is never
 * tried again: it alarms a person once.
 */
export function createTokenSource(options: TokenSourceOptions): TokenSource {
  const now = options.now ?? wallClock;
  let cached: TokenPair | null = null;
  let refreshing: Promise<TokenPair | null> | null = null;
  let refused: string | null = null;
  const hear = (why: string | null) => {
    refused = why;
  };

  // Within one process all callers share one refresh; between processes the store's lock does the same.
  function refresh(failed: string | null): Promise<TokenPair | null> {
    refreshing ??= refreshUnderLock(options, failed, now, hear).finally(() => {
      refreshing = null;
    });
    return refreshing;
  }

  async function usable(failed: string | null): Promise<string | null> {
    cached = (await refresh(failed)) ?? cached;
    if (cached === null || cached.accessToken === failed || cached.accessToken === '') return null;
    // A refresh that did not succeed leaves a token that is old but alive.
    return new Date(cached.accessExpiresAt) > now() ? cached.accessToken : null;
  }

  return {
    async current() {
      if (cached === null || isStale(cached, now())) cached = await options.store.load();
      if (cached !== null && !isStale(cached, now())) return cached.accessToken;
      return usable(null);
    },
    replace: usable,
    whyNone: () => refused,
  };
}

async function refreshUnderLock(
  options: TokenSourceOptions,
  failed: string | null,
  now: Clock,
  hear: (why: string | null) => void,
): Promise<TokenPair | null> {
  let refused: string | null = null;
  const pair = await options.store.saveUnderLock(async (stored) => {
    // Somebody else was faster: the stored token is not the one that failed.
    if (stored !== null && stored.accessToken !== failed && !isStale(stored, now())) return stored;
    if (stored?.refreshRefused) return stored;
    const refreshToken = stored?.refreshToken ?? options.firstRefreshToken ?? null;
    if (refreshToken === null) {
      refused = 'chưa có mã làm mới (refresh token)';
      return null;
    }
    const answer = await requestPair(options, refreshToken, now());
    if (answer.kind === 'pair') {
      hear(null);
      return answer.pair;
    }
    if (answer.kind === 'not-sent') return stored;
    refused = answer.why;
    const spent = { accessToken: '', refreshToken, accessExpiresAt: now().toISOString() };
    return { ...(stored ?? spent), refreshRefused: true };
  });
  if (refused === null) return pair;
  hear(refused);
  const isAlive = pair !== null && pair.accessToken !== failed && new Date(pair.accessExpiresAt) > now();
  if (isAlive)
    await options.alarm(
      `Zalo không cấp mã truy cập mới: ${refused}. Quản trị viên Official Account cần cấp quyền lại trước khi mã đang dùng hết hạn.`,
    );
  return pair;
}

/** Five hours before its end (Zalo's pair lives 25): refreshed in quiet, not in the middle of a burst. */
const REFRESH_BEFORE_MS = 5 * 3_600_000;

function isStale(pair: TokenPair, now: Date): boolean {
  return Date.parse(pair.accessExpiresAt) - now.getTime() < REFRESH_BEFORE_MS;
}

type PairAnswer = { kind: 'pair'; pair: TokenPair } | { kind: 'not-sent' } | { kind: 'refused'; why: string };

async function requestPair(options: TokenSourceOptions, refreshToken: string, now: Date): Promise<PairAnswer> {
  try {
    const response = await fetch(`${options.oauthUrl}/v4/oa/access_token`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', secret_key: options.appSecret },
      body: new URLSearchParams({
        refresh_token: refreshToken,
        app_id: options.appId,
        grant_type: 'refresh_token',
      }).toString(),
      redirect: 'error',
      signal: AbortSignal.timeout(options.timeoutMs ?? 15_000),
    });
    const body = (await response.json()) as Record<string, unknown>;
    const { access_token, refresh_token, expires_in } = body;
    // No source says which code a spent token gets, so only a body that carries a pair counts as success.
    if (typeof access_token !== 'string' || typeof refresh_token !== 'string' || !access_token || !refresh_token) {
      const why = `mã ${String(body.error ?? response.status)} ${String(body.error_name ?? body.message ?? '')}`;
      return { kind: 'refused', why: why.trim() };
    }
    const lifeSeconds = Number(expires_in) > 0 ? Number(expires_in) : 90_000;
    const accessExpiresAt = new Date(now.getTime() + lifeSeconds * 1000).toISOString();
    return { kind: 'pair', pair: { accessToken: access_token, refreshToken: refresh_token, accessExpiresAt } };
  } catch (error) {
    // Otherwise the new pair may be lost on the way and the old token spent: the sources do not say what trying it again would do.
    const failure = callFailure(error);
    return failure.kind === 'not-sent'
      ? { kind: 'not-sent' }
      : { kind: 'refused', why: `không nhận được trả lời (${failure.why})` };
  }
}
