// Golden: an installation's chain was hashed with exactly this text. If a test here fails, every stored chain is broken.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ChainedEvent, canonicalEvent, exportLine, GENESIS_HASH } from '#domain/audit/canonical-event.ts';

const EVENT: ChainedEvent = {
  index: 7,
  subject: 'assignment/viec-1',
  sequence: 3,
  type: 'reported',
  actor: 'Nguyễn Thị Hạnh (Phòng Nội vụ)',
  occurredAt: '2026-03-02T09:30:00.000Z',
  recordedAt: '2026-03-03T01:00:00.123Z',
  payload: { note: 'Đã xong “100%”', evidenceUrl: null, reportedOn: '2026-03-02', list: [1, { b: 2, a: true }] },
  previousHash: GENESIS_HASH,
};

test('the text that the hash covers', () => {
  expect(canonicalEvent(EVENT)).toBe(
    '{"actor":"Nguyễn Thị Hạnh (Phòng Nội vụ)","index":7,"occurredAt":"2026-03-02T09:30:00.000Z",' +
      '"payload":{"evidenceUrl":null,"list":[1,{"a":true,"b":2}],"note":"Đã xong “100%”","reportedOn":"2026-03-02"},' +
      `"previousHash":"${'0'.repeat(64)}","recordedAt":"2026-03-03T01:00:00.123Z","sequence":3,` +
      '"subject":"assignment/viec-1","type":"reported"}',
  );
  expect(createHash('sha256').update(canonicalEvent(EVENT)).digest('hex')).toBe(
    '2e1f4491286002af9718e700b6c2c4ff2f6c59176adb498a188b9be44334af25',
  );
});

test('the order of keys does not matter, and neither does what a row holds besides', () => {
  const turned = Object.fromEntries(Object.entries(EVENT).reverse()) as unknown as ChainedEvent;
  expect(canonicalEvent({ ...turned, hash: 'x' } as ChainedEvent)).toBe(canonicalEvent(EVENT));
});

test('what is not there and what is undefined are the same', () => {
  const payload = { note: 'x', gone: undefined, list: [undefined] };
  expect(canonicalEvent({ ...EVENT, payload })).toBe(
    canonicalEvent({ ...EVENT, payload: { note: 'x', list: [null] } }),
  );
  expect(canonicalEvent({ ...EVENT, payload })).not.toContain('gone');
});

test('a line of an export is the text that was hashed, with its hash behind it', () => {
  const line = exportLine(EVENT, 'f'.repeat(64));
  expect(line.slice(0, -75)).toBe(canonicalEvent(EVENT).slice(0, -1));
  expect(JSON.parse(line)).toEqual({ ...EVENT, hash: 'f'.repeat(64) });
});

test('every field of an event is covered', () => {
  const changes: Partial<ChainedEvent>[] = [
    { index: 8 },
    { subject: 'assignment/viec-2' },
    { sequence: 4 },
    { type: 'verified' },
    { actor: 'Ai đó' },
    { occurredAt: '2026-03-02T09:30:00.001Z' },
    { recordedAt: '2026-03-03T01:00:00.124Z' },
    { payload: {} },
    { previousHash: 'f'.repeat(64) },
  ];
  const texts = changes.map((change) => canonicalEvent({ ...EVENT, ...change }));
  expect(new Set([...texts, canonicalEvent(EVENT)]).size).toBe(changes.length + 1);
});

test('two payloads have one text only when JSON keeps no difference between them', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      const text = (payload: unknown) => canonicalEvent({ ...EVENT, payload });
      expect(JSON.parse(text(a)).payload).toEqual(JSON.parse(JSON.stringify(a)));
      if (text(a) === text(b)) expect(JSON.parse(JSON.stringify(a))).toEqual(JSON.parse(JSON.stringify(b)));
    }),
  );
});
