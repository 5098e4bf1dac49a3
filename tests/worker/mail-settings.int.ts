// From the environment variables to a real SMTP server and back over IMAP: what an office sets is what its mails do.
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SMTPServerOptions } from 'smtp-server';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadConnectedEnv } from '#config/connected-env.ts';
import type { RosterContact } from '#contracts/roster.ts';
import type { EngineClient } from '#engine/engine-client.ts';
import { createDependencies } from '#worker/create-dependencies.ts';
import { startLoops } from '#worker/start-loops.ts';
import { type MailServer, startMailServer } from '../channels/smtp-fixture.ts';
import { aContact, vn } from '../support/builders.ts';
import { CLERK, clerksMessage, createDeliveryWorld, type DeliveryWorld } from '../support/delivery.ts';
import { isSignedBy } from '../support/dkim.ts';
import { startImapServer } from '../support/imap-server.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { eventually } from '../support/running-engine.ts';
import { runSql } from '../support/store.ts';

const NOW = Date.parse(vn('2026-01-07 09:00'));
const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };
const TLS_FILES = new URL('../fixtures/tls/', import.meta.url).pathname;
const OFFICE_CERTIFICATE = {
  cert: readFileSync(`${TLS_FILES}server.pem`, 'utf8'),
  key: readFileSync(`${TLS_FILES}server-key.pem`, 'utf8'),
  disabledCommands: [],
};

let own: TestDatabase;
let folder: string;
let world: DeliveryWorld | null;
const closing: (() => unknown)[] = [];

beforeEach(async () => {
  own = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'dondoc-mail-settings-'));
  world = null;
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  await world?.database.$disconnect();
  await own.drop();
  rmSync(folder, { recursive: true, force: true });
});

interface Office {
  variables?: Record<string, string>;
  server?: SMTPServerOptions;
  clerk?: Partial<RosterContact>;
  colleagues?: RosterContact[];
}

/** An installation whose worker is set up by these variables, and one delivery of it. */
async function deliverAs({ variables = {}, server = {}, clerk = {}, colleagues = [] }: Office) {
  const mails = await startMailServer(server);
  closing.push(() => mails.close());
  const env = loadConnectedEnv({
    DATABASE_URL: own.url,
    TEMPORAL_ADDRESS: '127.0.0.1:1',
    SMTP_URL: `smtp://localhost:${new URL(mails.url).port}`,
    DONDOC_SECRET: 'mot-bi-mat-du-dai-cho-thu-nghiem-thu-dien-tu',
    PUBLIC_URL: 'https://dondoc.tuky.example',
    MAIL_FROM: 'Đôn đốc Tứ Kỳ <don-doc@tuky.example>',
    ...variables,
  });
  world = await createDeliveryWorld(own.url, clerk, NOW, colleagues);
  const { database } = world;
  const engine = fakeEngine(database);
  const deps = await createDependencies(env, { database, engine: engine.client, log: SILENT });
  closing.push(() => deps.channels.close());
  await world.deliverer([], { ...deps, now: () => new Date(NOW) })(await world.stage());
  const loops = () => {
    const started = startLoops({
      env,
      database,
      engineOf: () => engine.client,
      channels: deps.channels,
      log: SILENT,
    });
    closing.push(() => Promise.all(started.map((loop) => loop.stop())));
  };
  return { mails, database, loops, ...engine };
}

function fakeEngine(database: DeliveryWorld['database']) {
  const commands: string[] = [];
  const openedSlots: string[] = [];
  const client = {
    openSlot: async (slotAt: string) => void openedSlots.push(slotAt),
    startLifecycles: async () => undefined,
    command: async (assignmentId: string, command: { type: string; actor: string }) => {
      commands.push(`${command.type} by ${command.actor}`);
      await database.assignment.update({ where: { id: assignmentId }, data: { status: 'in-progress' } });
      return { ok: true, status: 'in-progress', sequence: 2 };
    },
  } as unknown as EngineClient;
  return { commands, openedSlots, client };
}

const first = ({ received }: MailServer) => received[0] as MailServer['received'][number];
const alarms = async () => (await world?.database.attention.findMany())?.map(({ id }) => id);

test('DKIM_*: the mail carries a signature that the published key verifies', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const DKIM_KEY_FILE = join(folder, 'dkim.pem');
  writeFileSync(DKIM_KEY_FILE, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const variables = { DKIM_DOMAIN: 'tuky.example', DKIM_SELECTOR: 'dondoc', DKIM_KEY_FILE };
  const { mails } = await deliverAs({ variables });
  const { raw } = first(mails);
  expect(isSignedBy(raw, publicKey)).toMatchObject({ ok: true, domain: 'tuky.example', selector: 'dondoc' });
  expect(isSignedBy(`${raw}x\r\n`, publicKey).ok).toBe(false);
  expect(isSignedBy(raw.replace(/^Subject: /m, 'Subject: Re: '), publicKey).ok).toBe(false);
});

test('SMTP_REQUIRE_TLS: a server without STARTTLS gets nothing and the officer hears of it', async () => {
  const { mails, database } = await deliverAs({ variables: { SMTP_REQUIRE_TLS: '1' } });
  expect(mails.received).toHaveLength(0);
  expect(await clerksMessage(database)).toMatchObject({ message: { status: 'sending' }, ledger: ['sending email'] });
  expect(await alarms()).toEqual([expect.stringMatching(/^channel\/email\//)]);
});

test('SMTP_CA_FILE: the certificate of the office’s own authority is trusted, and over STARTTLS', async () => {
  const isSecure: boolean[] = [];
  const onMailFrom: SMTPServerOptions['onMailFrom'] = (_address, session, done) => {
    isSecure.push(session.secure);
    done();
  };
  const variables = { SMTP_REQUIRE_TLS: '1', SMTP_CA_FILE: `${TLS_FILES}ca.pem` };
  const { mails } = await deliverAs({ variables, server: { ...OFFICE_CERTIFICATE, onMailFrom } });
  expect([mails.received.length, isSecure]).toEqual([1, [true]]);
  expect(await alarms()).toEqual([]);
});

test('without SMTP_CA_FILE the same server gets nothing, and the officer hears of it', async () => {
  const { mails } = await deliverAs({ server: OFFICE_CERTIFICATE });
  expect(mails.received).toHaveLength(0);
  expect(await alarms()).toEqual([expect.stringMatching(/^channel\/email\//)]);
});

test('MAIL_DOMAIN_LIMITS: mails to a domain leave no faster than it allows, others do not wait for them', async () => {
  const at = new Map<string, number>();
  const onMailFrom: SMTPServerOptions['onMailFrom'] = (_address, _session, done) => done();
  const onRcptTo: SMTPServerOptions['onRcptTo'] = ({ address }, _session, done) => {
    at.set(address, performance.now());
    done();
  };
  const slow = [1, 2, 3].map((n) => aContact({ id: `cham${n}`, agency: 'a', email: `cham${n}@gmail.example` }));
  const quick = [1, 2, 3].map((n) => aContact({ id: `nhanh${n}`, agency: 'a', email: `nhanh${n}@tuky.example` }));
  await deliverAs({
    variables: { MAIL_DOMAIN_LIMITS: 'gmail.example=2,*=1000' },
    server: { onMailFrom, onRcptTo },
    colleagues: [...slow, ...quick],
  });
  const timesOf = (domain: string) => [...at].filter(([to]) => to.endsWith(domain)).map(([, time]) => time);
  const spread = (times: number[]) => Math.max(...times) - Math.min(...times);
  expect([timesOf('gmail.example').length, timesOf('tuky.example').length]).toEqual([3, 3]);
  expect(spread(timesOf('gmail.example'))).toBeGreaterThan(500);
  expect(spread(timesOf('tuky.example'))).toBeLessThan(500);
});

test('wantsCalendar: the due date comes as a calendar entry to who wants it, and to nobody else', async () => {
  const colleague = aContact({ id: 'a.khac', agency: 'a' });
  const { mails, database } = await deliverAs({ clerk: { wantsCalendar: true }, colleagues: [colleague] });
  const icsTo = (id: string) =>
    mails.received
      .find(({ to }) => to[0]?.startsWith(id))
      ?.mail.attachments.filter(({ mimeType }) => /calendar|ics/.test(mimeType))
      .map(({ content }) => (typeof content === 'string' ? content : new TextDecoder().decode(content)))
      .join('\n');
  const { id, due } = await database.assignment.findFirstOrThrow();
  const day = due?.toISOString().slice(0, 10).replaceAll('-', '');
  expect(icsTo(CLERK)).toContain(`DTSTART;VALUE=DATE:${day}`);
  expect(icsTo(CLERK)).toContain(`UID:assignment-${id}@dondoc.tuky.example`);
  expect(icsTo('a.khac')).toBe('');
});

test('MAIL_REPLY_ADDRESS and IMAP_URL: bounce, answer and complaint find their message through the mailbox', async () => {
  const inbox = await startImapServer();
  closing.push(() => inbox.close());
  const colleagues = ['a.lan', 'a.mai'].map((id) => aContact({ id, agency: 'a' }));
  const variables = { MAIL_REPLY_ADDRESS: 'don-doc@tuky.example', IMAP_URL: inbox.url };
  const { mails, database, loops, commands, openedSlots } = await deliverAs({ variables, colleagues });
  const sentTo = (id: string) =>
    mails.received.find(({ to }) => to[0]?.startsWith(id)) as MailServer['received'][number];
  const [clerks, lans, mais] = [sentTo(CLERK), sentTo('a.lan'), sentTo('a.mai')];
  expect(clerks.from).toMatch(/^don-doc\+b\.[0-9a-f]{32}\.[0-9a-f]{12}@tuky\.example$/);

  const replyTo = mais.mail.replyTo?.[0]?.address ?? '';
  const texts = [
    report(
      clerks.from,
      'delivery-status',
      ['Final-Recipient: rfc822; x', 'Action: failed', 'Status: 5.1.1'],
      clerks.raw,
    ),
    report(lans.from, 'feedback-report', ['Feedback-Type: abuse', 'Version: 1'], lans.raw),
    [
      'From: a.mai@vi-du.example',
      `To: ${replyTo}`,
      'Subject: Re: viec',
      'Content-Type: text/plain; charset=utf-8',
      '',
      'Đã nhận.',
    ].join('\r\n'),
  ];
  texts.forEach((raw, index) => {
    inbox.mails.push({ uid: index + 1, raw: raw.replace('rfc822; x', `rfc822; ${CLERK}@vi-du.example`), seen: false });
  });
  // The loops go by the real clock, the mails left on a day of the test.
  await runSql(own.url, 'update message set claimed_at = now()');
  loops();
  const results = async () => (await database.incomingEvent.findMany()).map(({ result }) => result).filter(Boolean);
  await eventually(
    'all three are worked on',
    async () => (await results()).length === 3,
    20_000,
    () => inbox.mails,
  );

  expect((await results()).sort()).toEqual(
    ['bị báo là thư rác', 'thư bị trả lại: 5.1.1', 'đã tiếp nhận 1 việc'].sort(),
  );
  expect(commands).toEqual(['acknowledge by a.mai (Phòng A)']);
  expect(openedSlots).toHaveLength(1);
  expect(await clerksMessage(database)).toMatchObject({ message: { status: 'sending' } });
  expect(await database.unreachableChannel.findMany()).toMatchObject([{ contactId: CLERK, channel: 'email' }]);
  expect(await database.attention.findMany({ orderBy: { place: 'asc' } })).toMatchObject([
    { place: `${CLERK} (Phòng A)`, what: expect.stringContaining('không gửi được') },
    { place: 'a.lan (Phòng A)', what: expect.stringContaining('thư rác') },
  ]);
  expect(inbox.mails.every(({ seen }) => seen)).toBe(true);
});

/** A report as mail servers send it, with the headers of the mail that it speaks of. */
function report(to: string, kind: 'delivery-status' | 'feedback-report', fields: string[], about: string): string {
  const headers = about.split('\r\n\r\n')[0] ?? '';
  return [
    'From: MAILER-DAEMON@mx.example',
    `To: ${to}`,
    'Subject: Report',
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; report-type=${kind}; boundary="b"`,
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'This is a report.',
    '--b',
    `Content-Type: message/${kind}`,
    '',
    ...fields,
    '',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    headers,
    '',
    '--b--',
    '',
  ].join('\r\n');
}
