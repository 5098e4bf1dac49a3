import { afterEach, describe, expect, test } from 'vitest';
import { OA_ERRORS, ZBS_ERRORS } from '#channels/zalo/error-table.ts';
import { windowOpens } from '#channels/zalo/windows.ts';
import { at } from '../support/moments.ts';
import { DAY_MS, USER, zaloForm, zaloMessage, zaloSetup } from './zalo-fixture.ts';

const HOUR_MS = 3_600_000;
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function setup(...args: Parameters<typeof zaloSetup>) {
  const made = await zaloSetup(...args);
  open.push(made.sandbox);
  return made;
}

const wires = (sandbox: { messages(): { wire: string }[] }) => sandbox.messages().map(({ wire }) => wire);

describe('which wire a person is reached by', () => {
  test('one who wrote within two days gets the free consultation message, with the button', async () => {
    const { sandbox, channel } = await setup();
    sandbox.writeAs(USER, 'Xin chào');
    expect(await channel.send(zaloMessage(), '1')).toMatchObject({ kind: 'accepted', costDong: 0 });
    expect(sandbox.messages()[0]).toMatchObject({ wire: 'cs', buttons: [{ payload: '#nhan:42' }, {}] });
  });

  test('after two days it costs, and an office that will not pay sends the template instead', async () => {
    const paying = await setup();
    paying.sandbox.writeAs(USER, 'Xin chào');
    paying.sandbox.moveClock(49 * HOUR_MS);
    expect(await paying.channel.send(zaloMessage(), '1')).toMatchObject({
      kind: 'accepted',
      costDong: 55,
      detail: 'oa',
    });
    const saving = await setup({}, { paidConsultation: false });
    saving.sandbox.writeAs(USER, 'Xin chào');
    saving.sandbox.moveClock(49 * HOUR_MS);
    expect(await saving.channel.send(zaloMessage(), '1')).toMatchObject({ kind: 'accepted', costDong: 120 });
    expect(wires(saving.sandbox)[0]).toBe('template-uid');
  });

  test('one who has been silent for a week gets the approved template by user id', async () => {
    const { sandbox, channel } = await setup();
    sandbox.writeAs(USER, 'Xin chào');
    sandbox.moveClock(8 * 24 * HOUR_MS);
    expect(await channel.send(zaloMessage(), '1')).toMatchObject({ kind: 'accepted' });
    expect(sandbox.messages()[0]).toMatchObject({
      wire: 'template-uid',
      title: 'Nhắc thực hiện nhiệm vụ: Quá hạn 5 ngày',
    });
  });

  test('one known by phone only, or who does not follow, gets the template by phone', async () => {
    const { sandbox, channel } = await setup();
    expect(await channel.send(zaloMessage({ userId: null }), 'msg-1')).toMatchObject({
      kind: 'accepted',
      detail: 'zbs',
      costDong: 200,
    });
    sandbox.setUser({ userId: USER, follows: false });
    expect(await channel.send(zaloMessage(), 'msg-2')).toMatchObject({ kind: 'accepted', detail: 'zbs' });
    expect(sandbox.messages().map(({ trackingId }) => trackingId)).toEqual(['msg-2', 'msg-1']);
  });

  test('one with neither, or without Zalo, is left to the other channels', async () => {
    const { channel } = await setup();
    for (const part of [
      { userId: null, phone: null },
      { userId: null, phone: '0987654321' },
      { userId: null, phone: '123' },
    ]) {
      expect(await channel.send(zaloMessage(part), '1')).toMatchObject({ kind: 'refused', permanent: true });
    }
    for (const form of [null, {}, { text: 'thiếu mẫu tin' }])
      expect(await channel.send({ ...zaloMessage(), form }, '1')).toMatchObject({ kind: 'refused', permanent: true });
  });
});

describe('what is checked before it costs a call', () => {
  test.each([
    ['a parameter that is too long', { nguoi_nhan: 'x'.repeat(31) }, '-1121'],
    ['a missing parameter', { han: '' }, '-1122'],
    ['a date that is none', { han: 'cuối tháng' }, '-1124'],
  ])('%s is refused for good and nothing is sent', async (_, wrong, code) => {
    const { sandbox, channel } = await setup();
    const template = { key: 'nhac-viec' as const, data: { ...zaloForm().template.data, ...wrong } };
    expect(await channel.send(zaloMessage({}, { template }), '1')).toMatchObject({
      kind: 'refused',
      permanent: true,
      code,
      action: 'give-up',
    });
    expect(sandbox.messages()).toHaveLength(0);
  });

  test('a template that Zalo has disabled alarms a person', async () => {
    const { sandbox, channel } = await setup();
    sandbox.setTemplate({ ...APPROVED, templateId: 'nhac-viec', status: 'DISABLE' });
    expect(await channel.send(zaloMessage(), '1')).toMatchObject({
      kind: 'refused',
      permanent: false,
      action: 'alarm',
    });
  });

  test('at night a template waits for five past six, and a consultation message does not wait', async () => {
    const { sandbox, channel } = await setup({ nowMs: () => Date.parse('2026-11-18T16:30:00Z') });
    expect(await channel.send(zaloMessage(), '1')).toMatchObject({
      action: 'next-window',
      notBefore: '2026-11-18T23:05:00Z',
    });
    sandbox.writeAs(USER, 'Tôi đây');
    expect(await channel.send(zaloMessage(), '1')).toMatchObject({ kind: 'accepted' });
  });
});

describe('every code of the tables leads to its action', () => {
  const expected = {
    retry: { kind: 'refused', permanent: false, action: 'retry' },
    'refresh-token': { kind: 'accepted' },
    'next-window': { kind: 'refused', permanent: false, action: 'next-window' },
    'next-wire': { kind: 'accepted', detail: 'zbs' },
    fallback: { kind: 'refused', permanent: true, action: 'fallback' },
    unreachable: { kind: 'refused', permanent: true, action: 'unreachable' },
    hold: { kind: 'refused', permanent: false, action: 'hold' },
    alarm: { kind: 'refused', permanent: false, action: 'alarm' },
    'our-bug': { kind: 'refused', permanent: true, action: 'give-up' },
  } as const;

  test.each(OA_ERRORS.map((one) => [one.code, one.action, one] as const))('OA %i: %s', async (code, action, error) => {
    const { sandbox, channel } = await setup();
    sandbox.failNext({
      path: '/v3.0/oa/message/template',
      times: 1,
      how: { kind: 'error', code, message: error.message },
    });
    const outcome = await channel.send(zaloMessage(), '1');
    expect(outcome).toMatchObject(expected[action]);
    if (error.window)
      expect(outcome).toMatchObject({
        notBefore: windowOpens(error.window, at(new Date(DAY_MS).toISOString()), 'Asia/Ho_Chi_Minh'),
      });
    expect(sandbox.violations()).toEqual([]);
  });

  test.each(ZBS_ERRORS.map((one) => [one.code, one.action, one] as const))(
    'ZBS %i: %s',
    async (code, action, error) => {
      const { sandbox, channel } = await setup();
      sandbox.failNext({
        path: '/business/message/template',
        times: 1,
        how: { kind: 'error', code, message: error.message },
      });
      const outcome = await channel.send(zaloMessage({ userId: null }), '1');
      expect(outcome).toMatchObject(expected[action]);
      if (error.window)
        expect(outcome).toMatchObject({
          notBefore: windowOpens(error.window, at(new Date(DAY_MS).toISOString()), 'Asia/Ho_Chi_Minh'),
        });
      expect(sandbox.violations()).toEqual([]);
    },
  );

  test('a code that no table knows is not guessed: a person looks', async () => {
    const { sandbox, channel } = await setup();
    sandbox.failNext({
      path: '/v3.0/oa/message/template',
      times: 1,
      how: { kind: 'error', code: -9999, message: 'new' },
    });
    expect(await channel.send(zaloMessage(), '1')).toMatchObject({
      kind: 'refused',
      permanent: false,
      action: 'alarm',
      code: '-9999',
    });
  });
});

describe('when nobody can tell whether Zalo has sent it', () => {
  test.each([
    ['the connection breaks after Zalo has taken it', { kind: 'drop-after' }, 1],
    ['a proxy answers 502', { kind: 'http', status: 502 }, 0],
    ['the answer is not Zalo’s', { kind: 'garbage' }, 1],
    ['Zalo answers after our patience', { kind: 'delay', ms: 700 }, 1],
  ] as const)('%s: unknown, and no second message on any wire', async (_, how, received) => {
    const { sandbox, channel } = await setup({}, how.kind === 'delay' ? { timeoutMs: 400 } : {});
    sandbox.failNext({ path: '/v3.0/oa/message/template', times: 1, how });
    expect(await channel.send(zaloMessage(), '1')).toMatchObject({ kind: 'unknown' });
    await new Promise((resolve) => setTimeout(resolve, how.kind === 'delay' ? 1_000 : 20));
    expect(sandbox.messages()).toHaveLength(received);
  });

  test('a Zalo that cannot be reached at all has certainly not sent it', async () => {
    const { sandbox, channel } = await setup();
    expect(await channel.send(zaloMessage(), '0')).toMatchObject({ kind: 'accepted' });
    await sandbox.close();
    open.splice(0);
    expect(await channel.send(zaloMessage(), '1')).toMatchObject({ kind: 'refused', permanent: false });
  });
});

test('a delivery by phone can be asked about later; an id of another wire proves nothing', async () => {
  const { channel } = await setup();
  const sent = await channel.send(zaloMessage({ userId: null }), '1');
  expect(await channel.status!((sent as { providerId: string }).providerId)).toBe('delivered');
  expect(await channel.status!('khong-co')).toBe('unknown');
});

const APPROVED = {
  templateId: '',
  key: 'x',
  title: 'x',
  paragraph: 'x',
  button: { title: 'x', urlParam: 'duong_dan' },
  status: 'ENABLE' as const,
  allowsUid: true,
  listParams: [],
};
