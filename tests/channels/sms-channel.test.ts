import { afterEach, describe, expect, test } from 'vitest';
import { composeSms } from '#channels/sms/compose-sms.ts';
import { createSmsChannel, type SmsChannelOptions } from '#channels/sms/sms-channel.ts';
import { loadEnv } from '#config/env.ts';
import type { SendOutcome } from '#contracts/delivery.ts';
import { CASES, item, LEAD } from '../domain/message/message-cases.ts';
import { outgoing } from './outgoing-fixture.ts';
import { type GatewayFault, startGateway } from './sms-gateway.ts';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

const PHONE = '0912 345 678';
const ID = '11111111-2222-4333-8444-555555555555';

async function setup(manner: Parameters<typeof startGateway>[0] = 'kannel', over: Partial<SmsChannelOptions> = {}) {
  const gateway = await startGateway(manner);
  cleanups.push(gateway.close);
  const { sms } = loadEnv(gateway.variables);
  if (sms === null) throw new Error('the gateway is not set up');
  return { gateway, channel: createSmsChannel({ ...sms, timeoutMs: 300, ...over }) };
}

function sms(phone: string = PHONE, title = 'Rà soát văn bản quy phạm pháp luật') {
  const items = [item({ rung: 'before-3', assignmentId: 'x', title })];
  const said = { ...CASES['nhac-truoc-7']!, recipient: LEAD, items };
  const message = outgoing(phone, { form: composeSms({ said, acknowledgeToken: null }) });
  return { ...message, to: { ...message.to, email: null, phone } };
}

const NASTY = `Đặt "{phone}" & {text}?a=1#b % <x> \\ + '; --`;

describe.each(['kannel', 'json', 'soap'] as const)('a gateway in the manner of %s', (manner) => {
  test('takes a message over in its own form', async () => {
    const { gateway, channel } = await setup(manner);
    expect(await channel.send(sms(), ID)).toMatchObject({ kind: 'accepted' });
    const [sent, ...others] = gateway.messages();
    expect(others).toEqual([]);
    expect(sent?.phone).toBe({ kannel: '84912345678', json: '0912345678', soap: '+84912345678' }[manner]);
    expect(sent?.text).toContain(manner === 'json' ? 'Ra soat van ban' : 'Rà soát văn bản');
    expect(sent?.id).toBe(manner === 'kannel' ? null : ID);
  });

  test('gets whatever a title holds as it stands, and nothing of it outside its place', async () => {
    const { gateway, channel } = await setup(manner);
    expect(await channel.send(sms(PHONE, NASTY), ID)).toMatchObject({ kind: 'accepted' });
    expect(gateway.messages()[0]?.text).toContain(manner === 'json' ? NASTY.replace('Đặt', 'Dat') : NASTY);
  });
});

const unknown = { kind: 'unknown' };
const forGood = (code: string) => ({ kind: 'refused', permanent: true, code, action: 'give-up' });
const later = (code: string) => ({ kind: 'refused', permanent: false, code, action: 'retry' });
const held = (code: string) => ({ kind: 'refused', permanent: false, code, action: 'hold' });

const FAULTS: [string, GatewayFault, object][] = [
  ['an answer of another kind', { status: 200, body: '<html>Đăng nhập</html>' }, unknown],
  ['an empty answer', { status: 202 }, unknown],
  ['a redirect', { status: 302, location: 'http://127.0.0.1:9/' }, held('HTTP 302')],
  ['a wrong key', { status: 401 }, held('HTTP 401')],
  ['a wrong address', { status: 404 }, held('HTTP 404')],
  ['a message that it does not take', { status: 400, body: 'sai' }, forGood('HTTP 400')],
  ['too many at once', { status: 429 }, later('HTTP 429')],
  ['its own trouble', { status: 500 }, unknown],
  ['the trouble of a proxy', { status: 502, body: '0: Accepted' }, unknown],
  ['silence', 'silence', unknown],
  ['a cut before it took the message', 'cut-before', unknown],
  ['a cut after it took the message', 'cut-after', unknown],
];

test.each(FAULTS)('%s ends as it must, and nothing is sent twice', async (_, fault, outcome) => {
  const { gateway, channel } = await setup();
  gateway.failNext(fault);
  expect(await channel.send(sms(), ID)).toMatchObject(outcome);
  expect(gateway.calls()).toBe(1);
});

test('a gateway that is not there has certainly taken nothing', async () => {
  const { gateway, channel } = await setup();
  await gateway.close();
  expect(await channel.send(sms(), ID)).toMatchObject(held('not-sent'));
});

test('a code of refusal in a good answer is a refusal, one that nobody named is a doubt', async () => {
  const { gateway, channel } = await setup('json');
  const outcomes: SendOutcome[] = [];
  for (const code of ['103', '777']) {
    gateway.failNext({ status: 200, body: JSON.stringify({ code }) });
    outcomes.push(await channel.send(sms(), ID));
  }
  expect(outcomes).toMatchObject([forGood('answer'), unknown]);
});

test('an answer that the office knows to be about its own account holds the channel, whatever its status', async () => {
  const { gateway, channel } = await setup('json', { heldIf: /"code": *"?10[13]"?|balance/u });
  const outcomes: SendOutcome[] = [];
  for (const [status, body] of [
    [200, JSON.stringify({ code: '103' })],
    [400, 'insufficient balance'],
    [200, JSON.stringify({ code: '99' })],
  ] as const) {
    gateway.failNext({ status, body });
    outcomes.push(await channel.send(sms(), ID));
  }
  expect(outcomes).toMatchObject([held('answer'), held('HTTP 400'), forGood('answer')]);
});

test('an answer that takes the message over and is about our account is a doubt', async () => {
  const { channel } = await setup('kannel', { heldIf: /delivery/u });
  expect(await channel.send(sms(), ID)).toMatchObject(unknown);
});

test('an answer that fits both rules of the office is a doubt', async () => {
  const { channel } = await setup('kannel', { refusedIf: /delivery/u });
  expect(await channel.send(sms(), ID)).toMatchObject(unknown);
});

test('without a rule every 2xx takes the message over', async () => {
  const { gateway, channel } = await setup('kannel', { acceptedIf: null });
  gateway.failNext({ status: 204 });
  expect(await channel.send(sms(), ID)).toMatchObject({ kind: 'accepted' });
});

test.each(['0240 3847 123', '123', '+1 202 555 0100', ''])(
  '%j is no mobile number here: nothing is sent',
  async (phone) => {
    const { gateway, channel } = await setup();
    expect(await channel.send(sms(phone), ID)).toMatchObject({
      kind: 'refused',
      permanent: true,
      action: 'unreachable',
    });
    expect(gateway.calls()).toBe(0);
  },
);

test('what was composed for nobody by this channel is left to the others', async () => {
  const { gateway, channel } = await setup();
  for (const form of [null, {}, { lead: 'x' }])
    expect(await channel.send({ ...sms(), form }, ID)).toMatchObject({ kind: 'refused', action: 'fallback' });
  expect(gateway.calls()).toBe(0);
});

test('no outcome repeats the key of the gateway', async () => {
  const { gateway, channel } = await setup();
  gateway.failNext({ status: 500 }, 'cut-before', { status: 302, location: 'http://127.0.0.1:9/' });
  const outcomes = [];
  for (let n = 0; n < 4; n += 1) outcomes.push(await channel.send(sms(), ID));
  await gateway.close();
  outcomes.push(await channel.send(sms(), ID));
  expect(JSON.stringify(outcomes)).not.toContain('password');
});
