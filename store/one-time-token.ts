import { createHash, randomBytes } from 'node:crypto';

export interface OneTimeToken {
  /** Shown once, to whom it is for. */
  token: string;
  /** What is kept of it. */
  hash: string;
}

/** A secret that nobody can guess. It is no word of a person's: one round of a hash is enough to keep it. */
export function makeToken(prefix = ''): OneTimeToken {
  const token = `${prefix}${randomBytes(32).toString('base64url')}`;
  return { token, hash: hashToken(token) };
}

export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
