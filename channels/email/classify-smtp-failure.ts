import type { SendOutcome } from '../channel.ts';
import { type RefusalScope, refusalScope } from './smtp-status.ts';

/** How much of the message body the connection had taken when the attempt ended; unwatched = it could not be seen, so assume the worst. */
export type SendProgress = 'nothing-sent' | 'partly-sent' | 'all-sent' | 'unwatched';

type SmtpError = {
  code?: string;
  originalCode?: string;
  responseCode?: number;
  response?: string;
  message?: string;
  permanent?: boolean;
  command?: string;
};

/**
 * What a failed SMTP attempt means for the mail: an answer of the server is believed; without one, only a body that had left completely is
 * doubtful, because the end mark that makes a server accept follows its last byte.
 */
export function classifySmtpFailure(error: unknown, progress: SendProgress): SendOutcome {
  const failure = (typeof error === 'object' && error !== null ? error : { message: String(error) }) as SmtpError;
  const why = failure.response ?? failure.message ?? 'không rõ lỗi';
  const { responseCode: reply, command } = failure;
  if (isOwnSetting(failure)) return hold(failure.code ?? String(reply), why);
  if (reply !== undefined && reply >= 400) return refusalBy(refusalScope({ reply, words: why, command }), reply, why);
  const code = failure.code ?? 'ESMTP';
  // Wrong before it was sent (no valid address, header refused by the library): sending it again cannot help.
  if (code === 'EENVELOPE' || code === 'EMESSAGE') return { kind: 'refused', permanent: true, code, why };
  if (progress === 'all-sent' || progress === 'unwatched')
    return { kind: 'unknown', why: `mất kết nối sau khi đã gửi hết thư: ${why}` };
  // Nothing is wrong with a mail of which no byte was looked at. Any cut before the first byte is one case for the caller, whatever the library calls it.
  if (progress === 'nothing-sent') return hold(code, why);
  return { kind: 'refused', permanent: false, code, why };
}

function hold(code: string, why: string): SendOutcome {
  return { kind: 'refused', permanent: false, code, why, action: 'hold' };
}

function refusalBy(scope: RefusalScope, reply: number, why: string): SendOutcome {
  const code = String(reply);
  const isForGood = reply >= 500;
  switch (scope) {
    case 'own':
      return hold(code, why);
    case 'box':
      return { kind: 'refused', permanent: false, code, why, action: 'retry' };
    case 'address':
      return { kind: 'refused', permanent: isForGood, code, why, action: isForGood ? 'unreachable' : 'retry' };
    case 'mail':
      return { kind: 'refused', permanent: isForGood, code, why, action: isForGood ? 'give-up' : 'retry' };
    case 'reader':
      return { kind: 'refused', permanent: isForGood, code, why };
  }
}

/** Our login, our settings or the trust between the two servers, as the library names them. */
function isOwnSetting({ code = '', originalCode = '' }: SmtpError): boolean {
  return OWN_SETTINGS.has(code) || /CERT|ERR_TLS|ERR_SSL|UNABLE_TO_VERIFY/.test(`${code} ${originalCode}`);
}

const OWN_SETTINGS = new Set(['EAUTH', 'ENOAUTH', 'EOAUTH2', 'ETLS', 'EREQUIRETLS', 'ECONFIG', 'EPROXY']);
