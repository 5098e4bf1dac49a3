import type { SmsSettings } from '#config/sms-settings.ts';
import type { SendOutcome } from '../channel.ts';

type Rules = Pick<SmsSettings, 'acceptedIf' | 'refusedIf' | 'heldIf'>;

// Answers are a line or a small object; a page of some proxy is not read to its end.
const READ_MAX = 4_000;
const SHOWN_MAX = 120;

/** What an answer of the gateway means: only what is certain is called accepted or refused. */
export function readAnswer(status: number, body: string, { acceptedIf, refusedIf, heldIf }: Rules): SendOutcome {
  const read = body.slice(0, READ_MAX);
  const why = `HTTP ${status}: ${read
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, SHOWN_MAX)}`;
  if (status >= 500) return { kind: 'unknown', why };
  const isOurs = heldIf?.test(read) ?? false;
  if (status >= 300) return isOurs ? hold(`HTTP ${status}`, why) : refusal(status, why);
  const accepts = acceptedIf === null ? null : acceptedIf.test(read);
  const refuses = isOurs || (refusedIf?.test(read) ?? false);
  // The office's own two rules contradict each other, or neither knows the answer.
  if (refuses ? accepts === true : accepts === false) return { kind: 'unknown', why };
  if (isOurs) return hold('answer', why);
  if (refuses) return { kind: 'refused', permanent: true, code: 'answer', why, action: 'give-up' };
  return { kind: 'accepted', providerId: null, detail: why };
}

function refusal(status: number, why: string): SendOutcome {
  const base = { kind: 'refused', code: `HTTP ${status}`, why } as const;
  // Too much at once, or too slow: the same message passes later.
  if ([408, 425, 429].includes(status)) return { ...base, permanent: false, action: 'retry' };
  // The account or the address of the gateway is wrong: nothing passes until a person has put it right.
  if (status < 400 || [401, 402, 403, 404, 407].includes(status)) return hold(base.code, why);
  return { ...base, permanent: true, action: 'give-up' };
}

function hold(code: string, why: string): SendOutcome {
  return { kind: 'refused', permanent: false, code, why, action: 'hold' };
}
