import { markdownTable } from '../markdown-table.ts';

const SMTP: readonly (readonly [string, string, string])[] = [
  ['250 after the data', 'accepted', 'taken over by the next server; a bounce may still come'],
  [
    '5xx about the address (5.1.1, 5.2.1 …)',
    'refused for good, unreachable',
    'marked until an officer lets it be tried again',
  ],
  ['5xx about the reader or the mail', 'refused for good', 'another channel; a mail that nobody takes alarms'],
  [
    '4xx about the reader, a full mailbox (4.2.2, 5.2.2)',
    'refused for the moment',
    'again, at last in later slots, for five days',
  ],
  [
    'quota, relaying, login, encryption, policy, whatever is refused before a reader is named, no connection',
    'hold: our own account or server',
    'the channel is held, one alarm, one attempt every five minutes, all of it when it is mended (ADR 0195)',
  ],
  [
    'cut before the last byte of the body',
    'refused for the moment',
    'the end mark never left, so nothing was accepted',
  ],
  ['cut or silent after the last byte', 'unknown', 'no repeat; another channel covers it at once'],
  ['idle connection dropped, not a byte read', '–', 'repeated once inside the channel'],
];

/** What docs/channels.md says of e-mail. */
export function emailDocument(): string {
  return `## E-mail

${markdownTable(['what happened', 'outcome', 'what follows'], SMTP)}

What comes back acts only through the signed address of its message: reports and complaints through its bounce address, replies through its reply address (ADR 0110). Everything else is shown to
the officer and changes nothing; without \`MAIL_REPLY_ADDRESS\` that is every mail. A full mailbox and trouble of our own mark no address. Of a mail the first 256 KB are read, within five seconds; one that can not be read waits in \`dondoc incoming list\` (ADR 0111).

Name, further Reply-To and, where the first office lets it, address of the sender are an office's own (page Quản trị, ADR 0226); what it leaves out is \`MAIL_FROM\`. Bounces always come back to the installation. A mail server that sends for an address outside
its own domain needs SPF and DKIM of that domain.`;
}
