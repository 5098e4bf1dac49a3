import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Database, openDatabase } from '#store/database.ts';
import { pollMailbox } from '#worker/poll-mailbox.ts';
import { startImapServer } from '../support/imap-server.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';

let own: TestDatabase;
let database: Database;
let inbox: Awaited<ReturnType<typeof startImapServer>>;

beforeEach(async () => {
  own = await createTestDatabase();
  database = openDatabase(own.url);
  inbox = await startImapServer();
});
afterEach(async () => {
  inbox.close();
  await database.$disconnect();
  await own.drop();
});

test('every unread mail of the mailbox is stored once and marked read', async () => {
  const { mails, url: imapUrl } = inbox;
  mails.push(
    { uid: 4, raw: 'Subject: cu\r\n\r\nda doc', seen: true },
    { uid: 7, raw: 'Subject: Re: viec\r\n\r\nĐã nhận', seen: false },
    { uid: 8, raw: 'Subject: Undelivered\r\n\r\nbounce', seen: false },
  );
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
  await expect(pollMailbox({ imapUrl: 'imap://a:b@127.0.0.1:1', database, now: () => new Date() })).rejects.toThrow();
  expect(await database.incomingEvent.count()).toBe(0);
});
