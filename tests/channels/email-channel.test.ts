import { generateKeyPairSync } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import type { Channel } from '#channels/channel.ts';
import type { MessageSender } from '#channels/channel-kind.ts';
import { createEmailChannel, type EmailChannelOptions } from '#channels/email/email-channel.ts';
import { senderForm } from '#channels/email/sender-form.ts';
import { createTokenAddresses } from '#channels/email/token-address.ts';
import { digest, outgoing } from './outgoing-fixture.ts';
import { type CutAt, startCuttingServer, startMailServer } from './smtp-fixture.ts';

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

function channelTo(smtpUrl: string, over: Partial<EmailChannelOptions> = {}): Channel {
  const channel = createEmailChannel({ smtpUrl, from: 'Đôn đốc UBND huyện Tứ Kỳ <dondoc@tuky.example.vn>', ...over });
  cleanups.push(() => channel.close());
  return channel;
}

/** Header lines as they were before they were folded. */
const ADDRESSES = createTokenAddresses('dondoc@tuky.example.vn', 'addresses-of-the-mail-tests');

const unfold = (raw: string) => raw.replaceAll(/\r\n[ \t]+/g, ' ');

async function serverAndChannel(over: Partial<EmailChannelOptions> = {}) {
  const server = await startMailServer();
  cleanups.push(() => server.close());
  return { server, channel: channelTo(server.url, over) };
}

test('a mail arrives with its own Message-ID, its thread, and marked as automatic', async () => {
  const { server, channel } = await serverAndChannel();
  const outcome = await channel.send(outgoing('a@example.vn'), 'msg-42');
  expect(outcome).toMatchObject({ kind: 'accepted' });
  const { mail, raw, to } = server.received[0]!;
  expect(to).toEqual(['a@example.vn']);
  expect(mail.messageId).toBe('<message.42@dondoc.example.vn>');
  expect(mail.inReplyTo).toBe('<assignment.7@dondoc.invalid>');
  expect(mail.references).toContain('<assignment.7@dondoc.invalid>');
  expect(mail.subject).toBe('Còn 3 ngày làm việc: Rà soát văn bản (hạn 21/11/2026)');
  expect(mail.from).toMatchObject({ name: 'Đôn đốc UBND huyện Tứ Kỳ', address: 'dondoc@tuky.example.vn' });
  expect(raw).toMatch(/^Auto-Submitted: auto-generated\r$/m);
  // Machines answer nothing, and reports of what did not arrive still come (MS-OXCMAIL 2.2.3.2.14).
  expect(raw).toMatch(/^X-Auto-Response-Suppress: OOF, AutoReply, RN, NRN\r$/m);
  expect(raw).toMatch(/^X-Dondoc-Message: msg-42\r$/m);
  expect(mail.text).toContain('Nguyễn Thị Hoàng Anh');
  expect(mail.html).toContain('Nguyễn Thị Hoàng Anh');
});

test('only a digest offers to be unsubscribed from; a duty cannot be', async () => {
  const { server, channel } = await serverAndChannel({ addresses: ADDRESSES });
  // As long as a signed link is: the header is folded, the addresses are not.
  const page = `https://dondoc.example.vn/l/${'a1-'.repeat(50)}/thu-tong-hop`;
  await channel.send(outgoing('a@example.vn'), '1');
  await channel.send(outgoing('a@example.vn', digest(page)), '2');
  expect(server.received[0]!.raw).not.toContain('List-Unsubscribe');
  const headers = unfold(server.received[1]!.raw);
  const byMail = `mailto:${ADDRESSES.make('reply', '2')}?subject=Ngung-nhan-ban-tong-hop`;
  expect(headers).toContain(`List-Unsubscribe: <${page}>, <${byMail}>\r\n`);
  expect(headers.match(/^List-Unsubscribe:/gm)).toHaveLength(1);
  expect(headers).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n');
});

test('what takes no POST without eavesdroppers is not offered as one click', async () => {
  const { server, channel } = await serverAndChannel({ addresses: ADDRESSES });
  await channel.send(outgoing('a@example.vn', digest('http://dondoc.example.vn/l/1/thu-tong-hop')), '1');
  expect(unfold(server.received[0]!.raw)).toContain('List-Unsubscribe: <mailto:');
  expect(server.received[0]!.raw).not.toContain('List-Unsubscribe-Post');
});

test('without a reply address a digest is declined by https alone, and without both by nothing', async () => {
  const { server, channel } = await serverAndChannel();
  await channel.send(outgoing('a@example.vn', digest('https://dondoc.example.vn/l/1/thu-tong-hop')), '1');
  await channel.send(outgoing('a@example.vn', digest('http://dondoc.example.vn/l/1/thu-tong-hop')), '2');
  expect(unfold(server.received[0]!.raw)).toMatch(/^List-Unsubscribe: <https:[^,]*>\r$/m);
  expect(server.received[1]!.raw).not.toContain('List-Unsubscribe');
});

test('bounces and answers name their message: envelope sender and Reply-To are addresses of its own', async () => {
  const { server, channel } = await serverAndChannel({ addresses: ADDRESSES });
  const id = '11111111-2222-4333-8444-555555555555';
  await channel.send(outgoing('a@example.vn'), id);
  const { from, mail } = server.received[0]!;
  expect(ADDRESSES.read(from)).toEqual({ purpose: 'bounce', messageKey: id.replaceAll('-', '') });
  expect(ADDRESSES.read(mail.replyTo?.[0]?.address ?? '')).toMatchObject({ purpose: 'reply' });
  expect(mail.from?.address).toBe('dondoc@tuky.example.vn');
});

describe('the letter of an office that says whom it is from', () => {
  const ofOffice = (sender: MessageSender) => outgoing('a@example.vn', { form: senderForm(sender) });
  const NOBODY: MessageSender = { name: null, address: null, replyTo: null };

  test('has its name; the address and the way back stay those of the installation', async () => {
    const { server, channel } = await serverAndChannel({ addresses: ADDRESSES });
    await channel.send(ofOffice({ ...NOBODY, name: 'UBND xã An Thanh', replyTo: 'vp@an-thanh.example.vn' }), 'm-1');
    const { from, mail } = server.received[0]!;
    expect(mail.from).toMatchObject({ name: 'UBND xã An Thanh', address: 'dondoc@tuky.example.vn' });
    expect(ADDRESSES.read(from)).toMatchObject({ purpose: 'bounce' });
    // Whoever answers reaches the people and the program, which acknowledges.
    const [read, people] = mail.replyTo ?? [];
    expect(ADDRESSES.read(read?.address ?? '')).toEqual({ purpose: 'reply', messageKey: 'm1' });
    expect([people?.address, mail.replyTo?.length]).toEqual(['vp@an-thanh.example.vn', 2]);
  });

  test('is declined at the address that is read here, not at that of the people', async () => {
    const { server, channel } = await serverAndChannel({ addresses: ADDRESSES });
    const form = senderForm({ ...NOBODY, replyTo: 'vp@an-thanh.example.vn' });
    await channel.send(outgoing('a@example.vn', { ...digest('https://dondoc.example.vn/l/1/x'), form }), '2');
    const headers = unfold(server.received[0]!.raw);
    expect(/^List-Unsubscribe: .*$/m.exec(headers)?.[0]).not.toContain('an-thanh');
  });

  test('is answered to its people alone where no answers are read here', async () => {
    const { server, channel } = await serverAndChannel();
    await channel.send(ofOffice({ ...NOBODY, replyTo: 'vp@an-thanh.example.vn' }), 'm-1');
    const { mail } = server.received[0]!;
    expect(mail.replyTo?.map(({ address }) => address)).toEqual(['vp@an-thanh.example.vn']);
    expect(mail.from).toMatchObject({ name: 'Đôn đốc UBND huyện Tứ Kỳ', address: 'dondoc@tuky.example.vn' });
  });

  test('may come from an address of its own; what can not be delivered still comes back to the installation', async () => {
    const { server, channel } = await serverAndChannel();
    await channel.send(ofOffice({ ...NOBODY, address: 'dondoc@an-thanh.example.vn' }), 'm-1');
    const { from, mail } = server.received[0]!;
    expect(mail.from).toMatchObject({ name: 'Đôn đốc UBND huyện Tứ Kỳ', address: 'dondoc@an-thanh.example.vn' });
    expect(from).toBe('dondoc@tuky.example.vn');
  });

  test.each(['Ban "Nhất", số 1', 'Kẻ gian <ai@khac.example>', 'Dòng một\r\nBcc: ai@khac.example', 'ai@khac.example'])(
    'a name such as %j is a name and adds no address and no header',
    async (name) => {
      const { server, channel } = await serverAndChannel();
      await channel.send(ofOffice({ ...NOBODY, name }), 'm-1');
      const { mail, raw, to } = server.received[0]!;
      expect([mail.from?.address, to]).toEqual(['dondoc@tuky.example.vn', ['a@example.vn']]);
      expect(mail.from?.name).toBe(name);
      expect(raw).not.toMatch(/^Bcc:/im);
    },
  );

  test('an office that says nothing has no form, and its letters are as they were', () => {
    expect([senderForm(null), senderForm(NOBODY)]).toEqual([null, null]);
  });
});

test('a digest is no answer within the thread of one assignment', async () => {
  const { server, channel } = await serverAndChannel();
  await channel.send(outgoing('a@example.vn', digest('https://dondoc.example.vn/u')), '1');
  const { inReplyTo, references } = server.received[0]!.mail;
  expect([inReplyTo, references]).toEqual([undefined, undefined]);
});

test('the date goes along as a calendar entry to who wants it, in mails about one assignment that has one', async () => {
  const { server, channel } = await serverAndChannel({ calendarDomain: 'dondoc.example.vn' });
  const wanted = outgoing('a@example.vn').to;
  const to = { ...wanted, wantsCalendar: true };
  const undated = outgoing('a@example.vn').about.map((one) => ({ ...one, due: null }));
  await channel.send(outgoing('a@example.vn', { to }), '1');
  await channel.send(outgoing('a@example.vn'), '2');
  await channel.send(outgoing('a@example.vn', { to, ...digest('https://dondoc.example.vn/u') }), '3');
  await channel.send(outgoing('a@example.vn', { to, about: undated }), '4');
  const kinds = server.received.map(({ mail }) => mail.attachments.map(({ mimeType }) => mimeType).join());
  expect(kinds).toEqual([expect.stringContaining('application/ics'), '', '', '']);
});

test('mails are signed with the office key when there is one', async () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const { server, channel } = await serverAndChannel({
    dkim: { domainName: 'tuky.example.vn', keySelector: 'dondoc', privateKey: pem },
  });
  expect(await channel.send(outgoing('a@example.vn'), '1')).toMatchObject({ kind: 'accepted' });
  expect(server.received[0]!.raw).toMatch(/^DKIM-Signature: v=1;/m);
});

test('the signature covers both headers by which a digest is declined, or no provider shows the button', async () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const dkim = { domainName: 'tuky.example.vn', keySelector: 'dondoc', privateKey: pem };
  const { server, channel } = await serverAndChannel({ dkim });
  await channel.send(outgoing('a@example.vn', digest('https://dondoc.example.vn/u/1')), '1');
  const signature = /^DKIM-Signature:.*$/m.exec(unfold(server.received[0]!.raw))?.[0] ?? '';
  const signed = (/\bh=([^;]*)/.exec(signature)?.[1] ?? '').replaceAll(/\s/g, '').split(':');
  expect(signed.map((name) => name.toLowerCase())).toEqual(
    expect.arrayContaining(['from', 'subject', 'list-unsubscribe', 'list-unsubscribe-post']),
  );
});

describe('what the server refuses', () => {
  test.each([
    ['bad@example.vn', true, '550'],
    ['full@example.vn', false, '552'],
    ['grey@example.vn', false, '451'],
    ['busy@example.vn', false, '421'],
  ])('%s is refused, permanent: %s', async (address, permanent, code) => {
    const { server, channel } = await serverAndChannel();
    expect(await channel.send(outgoing(address), '1')).toMatchObject({ kind: 'refused', permanent, code });
    expect(server.received).toHaveLength(0);
  });

  test('a mail refused for the moment passes on the next attempt with the same Message-ID', async () => {
    const { server, channel } = await serverAndChannel();
    await channel.send(outgoing('grey@example.vn'), '1');
    expect(await channel.send(outgoing('grey@example.vn'), '1')).toMatchObject({ kind: 'accepted' });
    expect(server.received.map(({ mail }) => mail.messageId)).toEqual(['<message.42@dondoc.example.vn>']);
  });

  test('an address that is none is refused for good, without asking the server', async () => {
    const { channel } = await serverAndChannel();
    expect(await channel.send(outgoing('khong-phai-thu'), '1')).toMatchObject({ kind: 'refused', permanent: true });
  });

  test('one refused mail does not hold up those behind it on the same connection', async () => {
    const { server, channel } = await serverAndChannel({ maxConnections: 1 });
    const addresses = ['a@example.vn', 'bad@example.vn', 'b@example.vn', 'full@example.vn', 'c@example.vn'];
    const outcomes = await Promise.all(addresses.map((address, n) => channel.send(outgoing(address), `${n}`)));
    expect(outcomes.map(({ kind }) => kind)).toEqual(['accepted', 'refused', 'accepted', 'refused', 'accepted']);
    expect(server.received).toHaveLength(3);
  });
});

describe('when the connection is cut', () => {
  test.each<[CutAt, string]>([
    ['greeting', 'refused'],
    ['mail', 'refused'],
    ['data-command', 'refused'],
    ['in-body', 'refused'],
    ['after-body', 'unknown'],
  ])('%s: the mail is %s', async (at, kind) => {
    const server = await startCuttingServer(at);
    cleanups.push(() => server.close());
    // More than the two sides of a connection hold: what the kernel has taken has left, and nobody knows how far it came.
    const big = 'x'.repeat(at === 'in-body' ? 24_000_000 : 100);
    const outcome = await channelTo(server.url).send(outgoing('a@example.vn', { text: big }), '1');
    expect(outcome.kind).toBe(kind);
    if (outcome.kind === 'refused') expect(outcome.permanent).toBe(false);
    expect(server.seen.bodies).toBe(at === 'after-body' ? 1 : 0);
  });

  test('a doubtful mail is never sent again by itself', async () => {
    const server = await startCuttingServer('after-body', 1);
    cleanups.push(() => server.close());
    const channel = channelTo(server.url);
    expect(await channel.send(outgoing('a@example.vn'), '1')).toMatchObject({ kind: 'unknown' });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(server.seen.bodies).toBe(1);
  });

  test('a server that takes the whole mail and then says nothing leaves it in doubt', async () => {
    const server = await startCuttingServer('never-answers-body');
    cleanups.push(() => server.close());
    const outcome = await channelTo(server.url, { socketTimeoutMs: 300 }).send(outgoing('a@example.vn'), '1');
    expect(outcome.kind).toBe('unknown');
  });

  test('a connection that the server dropped while it was idle costs no mail', async () => {
    const server = await startCuttingServer('greeting', 0);
    cleanups.push(() => server.close());
    const channel = channelTo(server.url, { maxConnections: 1 });
    expect(await channel.send(outgoing('a@example.vn'), '1')).toMatchObject({ kind: 'accepted' });
    server.dropAll();
    expect(await channel.send(outgoing('a@example.vn'), '2')).toMatchObject({ kind: 'accepted' });
    expect(server.seen.bodies).toBe(2);
  });

  test('a server that is not there refuses for the moment', async () => {
    const server = await startMailServer();
    await server.close();
    const outcome = await channelTo(server.url).send(outgoing('a@example.vn'), '1');
    expect(outcome).toMatchObject({ kind: 'refused', permanent: false });
  });
});

test('without the encryption that the office requires nothing is sent, and a person is told', async () => {
  const { server, channel } = await serverAndChannel({ requireTls: true });
  const outcome = await channel.send(outgoing('a@example.vn'), '1');
  expect(outcome).toMatchObject({ kind: 'refused', permanent: false, action: 'hold' });
  expect(server.received).toHaveLength(0);
});

test('a mail that was made ready before its time is the one that would have been sent, and leaves only then', async () => {
  const { server, channel } = await serverAndChannel();
  const send = await channel.prepare?.(outgoing('a@example.vn'), '1');
  await channel.send(outgoing('b@example.vn'), '1');
  expect(server.received).toHaveLength(1);
  expect(await send?.()).toMatchObject({ kind: 'accepted' });
  const [direct, ready] = server.received.map(({ mail }) => mail);
  expect(ready).toMatchObject({ subject: direct?.subject, html: direct?.html, text: direct?.text });
  expect([ready?.messageId, ready?.date]).toEqual(['<message.42@dondoc.example.vn>', '2026-11-18T01:00:00.000Z']);
});

test('an address that is none can be made ready, and is refused for good when it is sent', async () => {
  const { server, channel } = await serverAndChannel();
  const send = await channel.prepare?.(outgoing('khong-phai-thu'), '1');
  expect(await send?.()).toMatchObject({ kind: 'refused', permanent: true });
  expect(server.received).toHaveLength(0);
});

test('a closed channel refuses instead of losing', async () => {
  const { channel } = await serverAndChannel();
  await channel.close();
  expect(await channel.send(outgoing('a@example.vn'), '1')).toMatchObject({ kind: 'refused', permanent: false });
});
