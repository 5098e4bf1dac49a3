import { expect, test } from 'vitest';
import { channelSetups } from '#api/channel-setups.ts';
import { loadConnectedEnv } from '#config/connected-env.ts';

const NEEDED = {
  DATABASE_URL: 'postgresql://u:p@may-du-lieu:5432/d',
  TEMPORAL_ADDRESS: 'may:7233',
  SMTP_URL: 'smtp://nguoi-dung:mat-khau-thu@mail.example.vn:587',
  DONDOC_SECRET: 'bi-mat-ky-duong-dan-dai-hon-ba-muoi-hai',
};
const setups = (variables: Record<string, string> = {}) =>
  Object.fromEntries(
    channelSetups(loadConnectedEnv({ ...NEEDED, ...variables })).map(({ name, state, words }) => [
      name,
      [state, words],
    ]),
  );
const ZALO = { ZALO_APP_ID: '1', ZALO_APP_SECRET: 'bi-mat-zalo', ZALO_OA_ID: '4242' };
const MAILBOX = { MAIL_REPLY_ADDRESS: 'don-doc@example.vn' };
const IMAP = { IMAP_URL: 'imaps://nguoi-dung:mat-khau-doc@hop-thu.example.vn' };

test('a server with nothing but mail says what is missing and how it is called', () => {
  expect(setups()).toMatchObject({
    email: ['ready', 'Gửi qua máy chủ thư mail.example.vn.'],
    zalo: ['off', expect.stringContaining('ZALO_APP_ID')],
    'incoming-mail': ['off', expect.stringContaining('MAIL_REPLY_ADDRESS')],
  });
});

test('what runs on this machine only is a trial', () => {
  const embedded = {
    DONDOC_MAILBOX_DIR: 'hop-thu',
    ZALO_SANDBOX_URL: 'http://localhost:1',
    ...ZALO,
  };
  expect(setups(embedded)).toMatchObject({ email: ['trial', expect.any(String)], zalo: ['trial', expect.any(String)] });
});

test('Zalo without the key of its events says that nothing comes back', () => {
  expect(setups(ZALO).zalo).toEqual(['ready', expect.stringMatching(/4242\. Chưa nhận phản hồi/)]);
  expect(setups({ ...ZALO, ZALO_OA_SECRET_KEY: 'k' }).zalo).toEqual(['ready', 'Gửi bằng Official Account 4242.']);
});

test('an address that nobody reads is no way back', () => {
  expect(setups(MAILBOX)['incoming-mail']?.[0]).toBe('off');
  expect(setups({ ...MAILBOX, ...IMAP })['incoming-mail']).toEqual([
    'ready',
    'Thư gửi tới don-doc@example.vn, đọc từ hộp thư trên máy hop-thu.example.vn.',
  ]);
});

test('no secret is among the words', () => {
  const all = JSON.stringify(
    setups({
      ...ZALO,
      ...MAILBOX,
      ...IMAP,
      ZALO_OA_SECRET_KEY: 'bi-mat-su-kien',
      MAIL_WEBHOOK_SECRET: 'bi-mat-chuyen-thu',
    }),
  );
  expect(all).not.toMatch(/bi-mat|mat-khau|nguoi-dung/);
});
