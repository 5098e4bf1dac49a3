import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Database, openDatabase } from '#store/database.ts';
import { pollMailbox } from '#worker/poll-mailbox.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';

let own: TestDatabase;
let database: Database;
let server: Server;
let imapUrl: string;
let mails: { uid: number; raw: string; seen: boolean }[];

beforeEach(async () => {
  own = await createTestDatabase();
  database = openDatabase(own.url);
  mails = [];
  server = createServer((socket) => {
    const say = (line: string) => socket.write(`${line}\r\n`);
    socket.on('error', () => undefined);
    say('* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready');
    let rest = '';
    socket.on('data', (chunk) => {
      rest += chunk.toString();
      const lines = rest.split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) answer(line, say);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  imapUrl = `imap://don-doc:mat-khau@127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.close();
  await database.$disconnect();
  await own.drop();
});

/** As much of RFC 3501 as reading unread mails needs. */
function answer(line: string, say: (line: string) => void): void {
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

test('every unread mail of the mailbox is stored once and marked read', async () => {
  mails = [
    { uid: 4, raw: 'Subject: cu\r\n\r\nda doc', seen: true },
    { uid: 7, raw: 'Subject: Re: viec\r\n\r\nĐã nhận', seen: false },
    { uid: 8, raw: 'Subject: Undelivered\r\n\r\nbounce', seen: false },
  ];
  const work = { imapUrl, database, now: () => new Date() };
  expect(await pollMailbox(work)).toBe(2);
  expect(mails.every(({ seen }) => seen)).toBe(true);
  expect(await pollMailbox(work)).toBe(0);
  const stored = await database.incomingEvent.findMany();
  expect(stored.map(({ raw }) => Buffer.from(raw).toString('utf8')).sort()).toEqual(
    [mails[1]?.raw, mails[2]?.raw].sort(),
  );
});

test('a mailbox that can not be reached leaves an error for the log and nothing else', async () => {
  server.close();
  await expect(pollMailbox({ imapUrl: 'imap://a:b@127.0.0.1:1', database, now: () => new Date() })).rejects.toThrow();
  expect(await database.incomingEvent.count()).toBe(0);
});
