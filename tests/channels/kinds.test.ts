// What holds for every channel of the list, whichever they are.
import { afterAll, expect, test } from 'vitest';
import { CHANNEL_KINDS } from '#channels/kinds.ts';
import { createChannelRegistry } from '#channels/registry.ts';
import { loadConnectedEnv } from '#config/connected-env.ts';
import { ChannelName } from '#contracts/roster.ts';
import { CASES } from '../domain/message/message-cases.ts';
import { memoryTokenStore } from './zalo-fixture.ts';

const NEEDED = {
  DATABASE_URL: 'postgresql://u:p@may-du-lieu:5432/d',
  TEMPORAL_ADDRESS: 'may:7233',
  SMTP_URL: 'smtp://127.0.0.1:1',
  DONDOC_SECRET: 'bi-mat-ky-duong-dan-dai-hon-ba-muoi-hai',
};
const KEEPING = { zaloTokens: { open: () => memoryTokenStore(), alarm: async () => undefined } };
const PERSON = { email: 'a@vi-du.example', phone: '0912345678', zaloUserId: '246845883529197922' };
const opened: { close(): Promise<void> }[] = [];
afterAll(() => Promise.all(opened.map((channel) => channel.close())));

test('names are told apart, and rosters can write them', () => {
  const names = CHANNEL_KINDS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(ChannelName.safeParse(name).success, name).toBe(true);
});

test('an installation with a mail server and nothing else sends by mail alone', () => {
  const env = loadConnectedEnv(NEEDED);
  const on = CHANNEL_KINDS.filter((kind) => kind.setup(env).state !== 'off').map(({ name }) => name);
  expect(on).toEqual(['email']);
});

test.each(CHANNEL_KINDS.map((kind) => [kind.name, kind] as const))(
  '%s: what is off can not be made, and what is made has the name of its kind',
  async (name, kind) => {
    const env = loadConnectedEnv({ ...NEEDED, ZALO_APP_ID: '1', ZALO_APP_SECRET: 'x' });
    if (kind.setup(env).state === 'off') return expect(kind.create(env, KEEPING)).rejects.toThrow();
    const channel = await kind.create(env, KEEPING);
    opened.push(channel);
    expect(channel.name).toBe(name);
  },
);

test.each(Object.entries(CASES))('forms of the message %s are plain JSON and the same every time', (_, said) => {
  const { formsFor } = createChannelRegistry([]);
  const compose = () => formsFor(PERSON, { said, acknowledgeToken: 'a.b' });
  const forms = compose();
  expect(JSON.parse(JSON.stringify(forms))).toEqual(forms);
  expect(compose()).toEqual(forms);
});

test('nobody is written to in the form of a channel that has no address of theirs', () => {
  const { formsFor } = createChannelRegistry([]);
  const [said] = Object.values(CASES);
  if (said === undefined) throw new Error('no case');
  const mailOnly = formsFor({ ...PERSON, phone: null, zaloUserId: null }, { said, acknowledgeToken: null });
  expect(mailOnly).toEqual({});
});
