// What a refusal of a mail server speaks of: one table of enhanced status codes. Sources: RFC 3463 section 3 and the registry that grew of it
// (https://www.iana.org/assignments/smtp-enhanced-status-codes: RFC 4865, 4954, 5248, 6710, 6758, 7293, 7372, 7505, 8689), RFC 5321 section 4.2 for
// replies without one, and what the two largest providers publish of their own use of a code
// (https://support.google.com/a/answer/3726730, https://learn.microsoft.com/exchange/mail-flow-best-practices/non-delivery-reports-in-exchange-online).

/**
 * `own`: our account, our server or the trust between the two; no mail passes until somebody mends it, and every mail passes then.
 * `address`: nobody will ever read mails there. `box`: this reader's mailbox, for now, whatever the class of the code says.
 * `reader`: this reader does not get this mail; `mail`: nobody would.
 */
export type RefusalScope = 'own' | 'address' | 'box' | 'reader' | 'mail';

export interface SmtpReply {
  /** Three digits. */
  reply: number;
  /** What the server said, its enhanced code included. */
  words: string;
  /** The command that was refused, as nodemailer names it; undefined = before any. */
  command: string | undefined;
}

// By subject and detail; the class says for how long. What is not here is decided by where in the conversation it came.
const SCOPES: Readonly<Record<string, RefusalScope>> = {
  '1.1': 'address', // no such mailbox
  '1.2': 'address', // no such system
  '1.3': 'address', // bad syntax
  '1.4': 'reader', // ambiguous
  '1.6': 'address', // moved, no forwarding address
  '1.7': 'own', // our sender's syntax
  '1.8': 'own', // our sender's system; Exchange: sender blocked for spam
  '1.9': 'reader',
  '1.10': 'address', // null MX, RFC 7505
  '2.1': 'address', // mailbox disabled
  '2.2': 'box', // mailbox full
  '2.3': 'mail', // longer than the administrator allows
  '2.4': 'reader', // mailing list
  '3.1': 'own', // mail system full
  '3.2': 'own', // not accepting messages
  '3.3': 'mail', // not capable of a feature of the message
  '3.4': 'mail', // too big for the system
  '3.5': 'own', // incorrectly configured
  '4.0': 'reader',
  '4.1': 'reader', // no answer from the reader's host
  '4.2': 'own', // bad connection
  '4.3': 'own', // directory server failure
  '4.4': 'reader', // unable to route to the reader's domain
  '4.5': 'own', // congestion; Google: daily sending limit of the account
  '4.6': 'reader', // routing loop
  '4.7': 'reader', // expired
  '5.3': 'own', // too many recipients: we name one, so it is a limit of the account
  '6.0': 'mail',
  '6.1': 'mail',
  '6.2': 'mail',
  '6.3': 'mail',
  '6.4': 'mail',
  '6.5': 'mail',
  '6.6': 'mail',
  '6.7': 'reader', // non-ASCII addresses
  '6.8': 'mail',
  '6.9': 'mail',
  '6.10': 'mail',
  '7.2': 'reader', // mailing list
  '7.3': 'mail',
  '7.4': 'own', // security features
  '7.5': 'own', // cryptographic failure
  '7.6': 'own', // algorithm
  '7.7': 'mail', // integrity
  '7.8': 'own', // credentials
  '7.9': 'own', // mechanism too weak
  '7.10': 'own', // encryption needed
  '7.11': 'own', // encryption required for the mechanism
  '7.12': 'own', // password transition
  '7.13': 'own', // account disabled
  '7.14': 'own', // trust relationship
  '7.15': 'mail',
  '7.16': 'mail',
  '7.17': 'address', // the mailbox has another owner, RFC 7293
  '7.18': 'address', // the domain has another owner
  '7.19': 'mail',
  '7.20': 'own', // DKIM, RFC 7372
  '7.21': 'own',
  '7.22': 'own',
  '7.23': 'own', // SPF
  '7.24': 'own',
  '7.25': 'own', // reverse DNS
  '7.26': 'own', // several authentication checks
  '7.27': 'own', // our domain has a null MX, RFC 7505
  '7.28': 'own', // mail flood
  '7.29': 'own', // ARC
  '7.30': 'reader', // REQUIRETLS cannot be kept on the way, RFC 8689
  '7.57': 'own', // Exchange: not authenticated
  '7.60': 'own', // Exchange: may not send as this address
  '7.64': 'own', // Exchange: relaying denied for the tenant
  '7.124': 'reader', // Exchange: the reader's list of allowed senders
  '7.133': 'reader', // Exchange: a group of internal senders
  '7.134': 'reader',
  '7.135': 'reader',
  '7.136': 'reader',
  '7.705': 'own', // Exchange: limit of the tenant
  '7.708': 'own', // Exchange: address of our server
  '7.750': 'own', // Exchange: unregistered domain
};

/** Whether a report of a mail that came back says that its address is dead: a full mailbox and trouble of our own say nothing of it. */
export function speaksOfAddress(report: string): boolean {
  const scope = refusalScope({ reply: 550, words: report, command: 'RCPT TO' });
  return scope === 'address' || scope === 'reader';
}

// RFC 4954 and 5321: encryption, login or a server that takes nothing; 451 and 452 are its own means unless they answer to a reader's name.
const OWN_REPLIES = new Set([432, 454, 521, 530, 534, 535, 538]);
const OWN_UNLESS_A_READER = new Set([451, 452]);
const BEFORE_A_READER = /^(CONN|EHLO|HELO|LHLO|STARTTLS|AUTH\b|MAIL FROM)/;
const OWN_WORDS =
  /relay|authenticat|log ?in|not permitted to send|sending limit|quota exceeded for (the )?(sender|user)|rate limit|too many (messages|connections)|client host|blacklist|block ?list|listed (at|by|in)|spamhaus|\bdnsbl\b|\brbl\b|\bspf\b|\bdkim\b|\bdmarc\b|reverse dns|\bptr\b|reputation|\bip\b.{0,40}(block|ban|reject)/i;
const GREYLIST = /gr[ae]y[- ]?list/i;
const TOO_BIG = /too (big|large|long)|(message|maximum|fixed) .{0,30}size/i;

/** Whom a refusal is about; only what no rule knows is about this reader alone. */
export function refusalScope({ reply, words, command }: SmtpReply): RefusalScope {
  const [, subject, detail] = /\b[45]\.(\d{1,3})\.(\d{1,3})\b/.exec(words) ?? [];
  const known = SCOPES[`${subject}.${detail}`];
  if (known === 'own' || known === 'mail') return known;
  if (subject === undefined && reply === 552 && TOO_BIG.test(words)) return 'mail';
  // Whatever was refused before a reader was named is refused to all of them; 421 ends the whole conversation, and 503 speaks of the session.
  if ((command !== undefined && BEFORE_A_READER.test(command)) || reply === 421 || reply === 503) return 'own';
  if (known !== undefined) return known;
  // Greylisting looks at the reader too, and passes by itself. Policy and what has no code of its own is told by the words.
  if (GREYLIST.test(words)) return 'reader';
  if (OWN_WORDS.test(words)) return 'own';
  if (subject === '3' && reply < 500) return 'own';
  if (OWN_REPLIES.has(reply)) return 'own';
  return subject === undefined && OWN_UNLESS_A_READER.has(reply) && command !== 'RCPT TO' ? 'own' : 'reader';
}
