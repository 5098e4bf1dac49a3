import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createNotes } from '#activities/take-notes.ts';
import type { DeliveryEffect } from '#domain/delivery/state.ts';
import type { MessageChange } from '#store/delivery-store.ts';

const EFFECT: DeliveryEffect = { type: 'open-slot' };
const change = (messageId: string): MessageChange => ({ messageId, at: new Date(0), decideOn: () => [EFFECT] });

/** Notes over a database that answers what the test says; `sets` are the messages of each transaction. */
function notesOver(answer: (ids: string[], turn: number) => 'ok' | 'away' | 'refused') {
  const sets: string[][] = [];
  const logged: string[] = [];
  const store = {
    async changeMessages(changes: readonly MessageChange[]) {
      const ids = changes.map(({ messageId }) => messageId);
      sets.push(ids);
      await sleep(2);
      const said = answer(ids, sets.length);
      if (said !== 'ok') throw new Error(said);
      return changes.map(() => [EFFECT]);
    },
    whyRefusedForGood: (error: unknown) => ((error as Error).message === 'refused' ? 'không nhận' : null),
  };
  const say = (_: object, message: string) => void logged.push(message);
  const log = { info: say, warn: say, error: say };
  return { notes: createNotes({ store, log } as unknown as Parameters<typeof createNotes>[0]), sets, logged };
}

test('the first note is written at once, and what comes meanwhile goes together', async () => {
  const { notes, sets } = notesOver(() => 'ok');
  const ids = Array.from({ length: 30 }, (_, n) => `m-${n}`);
  expect(await Promise.all(ids.map((id) => notes.change(change(id))))).toEqual(ids.map(() => [EFFECT]));
  expect(sets).toEqual([['m-0'], ids.slice(1)]);
});

test('two notes of one message are two sets, in their order', async () => {
  const { notes, sets } = notesOver(() => 'ok');
  await Promise.all(['x', 'a', 'b', 'a', 'c'].map((id) => notes.change(change(id))));
  expect(sets).toEqual([['x'], ['a', 'b', 'c'], ['a']]);
});

test('while the database is away a note is brought again, and nothing more is asked of a channel', async () => {
  const { notes, sets } = notesOver((_, turn) => (turn <= 3 ? 'away' : 'ok'));
  const written = notes.change(change('a'));
  await sleep(20);
  let hasRoom = false;
  const room = notes.room().then(() => {
    hasRoom = true;
  });
  expect(hasRoom).toBe(false);
  expect(await written).toEqual([EFFECT]);
  await room;
  expect(sets).toEqual([['a'], ['a'], ['a'], ['a']]);
});

test('there is room for so many answers and no more', async () => {
  const { notes } = notesOver(() => 'ok');
  await notes.room();
  const all = Array.from({ length: 64 }, (_, n) => notes.change(change(`m-${n}`)));
  let hasRoom = false;
  const room = notes.room().then(() => {
    hasRoom = true;
  });
  await Promise.resolve();
  expect(hasRoom).toBe(false);
  await Promise.all([...all, room]);
});

test('one that is refused for good is told so, and keeps none of the others', async () => {
  const { notes, logged } = notesOver((ids) => (ids.includes('bad') ? 'refused' : 'ok'));
  const written = await Promise.all(['x', 'a', 'bad', 'b'].map((id) => notes.change(change(id))));
  expect(written).toEqual([[EFFECT], [EFFECT], null, [EFFECT]]);
  expect(logged).toContain('what became of a message cannot be written');
  await notes.room();
});

test('one that fails again and again, whatever the reason, lets the others pass', async () => {
  let isMended = false;
  const { notes } = notesOver((ids) => (ids.includes('odd') && !isMended ? 'away' : 'ok'));
  const odd = notes.change(change('odd'));
  const others = await Promise.all(['a', 'b', 'c'].map((id) => notes.change(change(id))));
  expect(others).toEqual([[EFFECT], [EFFECT], [EFFECT]]);
  isMended = true;
  expect(await odd).toEqual([EFFECT]);
}, 20_000);
