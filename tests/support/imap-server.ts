// A mailbox that speaks IMAP, as much of it as reading unread mails needs.
import { type AddressInfo, createServer } from 'node:net';

export interface StoredMail {
  uid: number;
  raw: string;
  seen: boolean;
}

/** An inbox on a free port; tests put mails into `mails`. */
export async function startImapServer() {
  const mails: StoredMail[] = [];
  const server = createServer((socket) => {
    const say = (line: string) => socket.write(`${line}\r\n`);
    socket.on('error', () => undefined);
    say('* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready');
    let rest = '';
    socket.on('data', (chunk) => {
      rest += chunk.toString();
      const lines = rest.split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) answer(mails, line, say);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `imap://don-doc:mat-khau@127.0.0.1:${(server.address() as AddressInfo).port}`,
    mails,
    close: () => void server.close(),
  };
}

/** As much of RFC 3501 as reading unread mails needs. */
function answer(mails: StoredMail[], line: string, say: (line: string) => void): void {
  const [tag = '', ...words] = line.split(' ');
  const command = words[0]?.toUpperCase() === 'UID' ? `UID ${words[1]?.toUpperCase()}` : words[0]?.toUpperCase();
  switch (command) {
    case 'CAPABILITY':
      say('* CAPABILITY IMAP4rev1 AUTH=PLAIN');
      break;
    case 'LIST':
    case 'LSUB':
      say(`* ${command} () "/" "INBOX"`);
      break;
    case 'SELECT':
      say(`* ${mails.length} EXISTS`);
      say('* FLAGS (\\Seen)');
      say('* OK [PERMANENTFLAGS (\\Seen)] ok');
      say('* OK [UIDVALIDITY 1] ok');
      say('* OK [UIDNEXT 99] ok');
      say(`${tag} OK [READ-WRITE] done`);
      return;
    case 'UID SEARCH':
      say(
        `* SEARCH ${mails
          .filter((mail) => !mail.seen)
          .map((mail) => mail.uid)
          .join(' ')}`.trim(),
      );
      break;
    case 'UID FETCH': {
      const at = mails.findIndex((mail) => String(mail.uid) === words[2]);
      const mail = mails[at];
      if (mail) say(`* ${at + 1} FETCH (UID ${mail.uid} BODY[] {${Buffer.byteLength(mail.raw)}}\r\n${mail.raw})`);
      break;
    }
    case 'UID STORE': {
      const mail = mails.find((one) => String(one.uid) === words[2]);
      if (mail) mail.seen = true;
      break;
    }
    case 'LOGOUT':
      say('* BYE');
      break;
  }
  say(`${tag} OK done`);
}
