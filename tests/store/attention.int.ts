import { expect, test } from 'vitest';
import { listOpenAttention, raiseAttention } from '#store/attention-store.ts';
import { resolveMatter } from '../support/settings.ts';
import { ownDatabase } from '../support/store.ts';

const own = ownDatabase();
const NOW = new Date('2026-01-07T02:00:00Z');

test('who ticks off one matter leaves those whose number only begins alike', async () => {
  for (const id of ['channel/zalo/-112', 'channel/zalo/-1121', 'channel/zalo/-1122'])
    await raiseAttention(own.database, { id, what: 'Kênh zalo cần người xử lý', place: 'Cấu hình kênh gửi' }, NOW);
  expect(await resolveMatter(own.database, 'channel/zalo/-112', NOW)).toBe(true);
  expect((await listOpenAttention(own.database, 9)).map(({ id }) => id).sort()).toEqual([
    'channel/zalo/-1121',
    'channel/zalo/-1122',
  ]);
  expect(await resolveMatter(own.database, 'channel/zalo/-112', NOW)).toBe(false);
});
