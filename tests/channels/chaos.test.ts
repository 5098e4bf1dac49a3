// Small rounds of `npm run chaos:channels`, so that every test run meets a few faults.
import { expect, test } from 'vitest';
import { mailChaos } from '../../bench/chaos/mail-chaos.ts';
import { webhookStorm } from '../../bench/chaos/webhook-storm.ts';
import { tokenChaos, wireChaos } from '../../bench/chaos/zalo-chaos.ts';

test.each([1, 2])(
  'mails through a failing server all end, none doubled, none lost (seed %i)',
  async (seed) => {
    expect((await mailChaos(60, seed)).faults).toEqual([]);
  },
  30_000,
);

test('a token that dies twice in a burst of eight workers is renewed twice, and every message goes out', async () => {
  expect((await tokenChaos(96, 2)).faults).toEqual([]);
}, 30_000);

test('a failing wire to Zalo never doubles a message', async () => {
  expect((await wireChaos(40, 3)).faults).toEqual([]);
}, 30_000);

test('a storm of events from Zalo is stored whole, each event once', async () => {
  expect((await webhookStorm(100, 1)).faults).toEqual([]);
}, 30_000);
