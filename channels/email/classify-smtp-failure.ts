import type { SendOutcome } from '../channel.ts';

/** How much of the message body the connection had taken when the attempt ended; unwatched = it could not be seen, so assume the worst. */
export type SendProgress = 'nothing-sent' | 'partly-sent' | 'all-sent' | 'unwatched';

type SmtpError = {
  code?: string;
  originalCode?: string;
  responseCode?: number;
  response?: string;
  message?: string;
  permanent?: boolean;
};

/**
 * What a failed SMTP attempt means for the mail: an answer of the server is believed; without one, only a body that had left completely is
 * doubtful, because the end mark that makes a server accept follows its last byte.
 */
export function classifySmtpFailure(error: unknown, progress: SendProgress): SendOutcome {
  const failure = (typeof error === 'object' && error !== null ? error : { message: String(error) }) as SmtpError;
  const why = failure.response ?? failure.message ?? 'không rõ lỗi';
  const reply = failure.responseCode;
  if (isOwnTrouble(failure)) {
    return { kind: 'refused', permanent: false, code: failure.code ?? String(reply), why, action: 'alarm' };
  }
  if (reply !== undefined && reply >= 400) {
    // 503 speaks of the session, not of this mail.
    const refused = { kind: 'refused', permanent: reply >= 500 && reply !== 503, code: String(reply), why } as const;
    return refused.permanent && DEAD_ADDRESS.test(why) ? { ...refused, action: 'unreachable' } : refused;
  }
  const code = failure.code ?? 'ESMTP';
  // Wrong before it was sent (no valid address, header refused by the library): sending it again cannot help.
  if (code === 'EENVELOPE' || code === 'EMESSAGE') return { kind: 'refused', permanent: true, code, why };
  if (progress === 'all-sent' || progress === 'unwatched') {
    return { kind: 'unknown', why: `mất kết nối sau khi đã gửi hết thư: ${why}` };
  }
  // Any cut connection before the first byte is one case for the caller, whatever the library calls it.
  const cut = progress === 'nothing-sent' && code === 'ECONNECTION';
  return { kind: 'refused', permanent: false, code: cut ? 'ECONNECTION' : code, why };
}

/** Our login, our settings or the trust between the two servers: nothing is wrong with this mail, and only a person can put it right. */
function isOwnTrouble({ code = '', originalCode = '', responseCode }: SmtpError): boolean {
  if (OWN_SETTINGS.has(code) || (responseCode !== undefined && ACCOUNT_REPLIES.has(responseCode))) return true;
  return /CERT|ERR_TLS|ERR_SSL|UNABLE_TO_VERIFY/.test(`${code} ${originalCode}`);
}

/** RFC 3463: no such mailbox, system or address, moved or no mail host: the address itself, whatever the mail says. */
const DEAD_ADDRESS = /\b5\.1\.(1|2|3|6|10)\b/;
const ACCOUNT_REPLIES = new Set([530, 534, 535, 538]);
const OWN_SETTINGS = new Set(['EAUTH', 'ENOAUTH', 'EOAUTH2', 'ETLS', 'EREQUIRETLS', 'ECONFIG', 'EPROXY']);
