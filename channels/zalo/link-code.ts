import { randomInt } from 'node:crypto';

// No 0/O, 1/I: it is read from a screen and typed on a phone.
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const LENGTH = 8;

/** A new one-time code that links a person to a Zalo account: 40 random bits, shown as `LK-XXXXXXXX`. */
export function createLinkCode(): { code: string; shown: string } {
  const code = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return { code, shown: `LK-${code}` };
}
