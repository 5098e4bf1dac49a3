import { once } from 'node:events';
import { expect, test } from 'vitest';
import { createEventStream } from '#api/changes/event-stream.ts';
import { createStreamPlaces } from '#api/changes/stream-places.ts';

const read = (stream: ReturnType<typeof createEventStream>) => String(stream.body.read() ?? '');

test('what is told is told in blocks, and the place behind it with the last', () => {
  const stream = createEventStream();
  stream.begin(11);
  expect(read(stream)).toMatch(/^retry: \d{4}\nid: 11\n\n$/);
  stream.tell([{ type: 'assignment', id: 'việc\n1' }, { type: 'list' }], 12);
  expect(read(stream)).toBe('data: {"type":"assignment","id":"việc\\n1"}\n\nid: 12\ndata: {"type":"list"}\n\n');
  stream.tell([{ type: 'reset' }], 13);
  expect(read(stream)).toBe('event: reset\nid: 13\ndata: {"type":"reset"}\n\n');
  stream.tell([], 14);
  stream.beat();
  expect(read(stream)).toBe(': …\n\n');
});

test('those whose streams end together come back one after the other', () => {
  const waits = Array.from({ length: 50 }, () => {
    const stream = createEventStream();
    stream.begin(1);
    return Number(/^retry: (\d+)\n/.exec(read(stream))?.[1]);
  });
  expect(new Set(waits).size).toBeGreaterThan(25);
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(2_000);
  expect(Math.max(...waits)).toBeLessThanOrEqual(8_000);
});

test('who does not read is cut off, and nothing more waits for them', async () => {
  const stream = createEventStream();
  const closed = once(stream.body, 'close');
  const told = { type: 'assignment', id: 'x'.repeat(400) } as const;
  for (let n = 0; n < 1_000; n++) stream.tell([told], n);
  await closed;
  expect(stream.body.destroyed).toBe(true);
  expect(stream.body.readableLength).toBeLessThan(70 * 1024);
  // Nothing is thrown at whoever has gone.
  stream.beat();
  stream.end();
});

test('places are counted by session or key, by network and in all, and each is given back once', () => {
  const places = createStreamPlaces({ credential: 2, network: 3, all: 4 });
  const one = { credential: 'một', network: '203.0.113.1' };
  const give = places.take(one);
  places.take(one);
  expect(() => places.take(one)).toThrow('Đã có 2 trang đang theo dõi từ phiên đăng nhập hoặc khóa này.');
  give();
  give();
  places.take(one);
  expect(() => places.take(one)).toThrow('phiên đăng nhập');
  places.take({ ...one, credential: 'hai' });
  expect(() => places.take({ ...one, credential: 'ba' })).toThrow('Đã có 3 trang đang theo dõi từ địa chỉ mạng này.');
  places.take({ credential: 'ba', network: '203.0.113.2' });
  expect(() => places.take({ credential: 'bốn', network: '203.0.113.3' })).toThrow('Máy chủ đã có 4 trang');
});
