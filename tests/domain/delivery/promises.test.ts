// A channel declares nothing that nobody reads: every promise changes what is decided in some situation.
import { expect, test } from 'vitest';
import type { ChannelPromises } from '#domain/delivery/channel-promises.ts';
import { decide } from '#domain/delivery/decide.ts';
import type { Attempt } from '#domain/delivery/state.ts';
import { attempts, minutesAfter, unknown, waysBy } from '../../support/message-decider.ts';

const NIGHT = 15 * 60;
const SITUATIONS: readonly { tried: Attempt[]; minutes: number }[] = [
  { tried: [], minutes: 0 },
  { tried: [], minutes: NIGHT },
  { tried: attempts(['email', unknown]), minutes: 1 },
  { tried: attempts(['email', null]), minutes: 1 },
];
const BASE: ChannelPromises = { recognisesRepeats: true, doubtMinutes: 0, quietHours: null };

/** Two values of each promise: the compiler asks for a line here with every new one. */
const TWO_VALUES: { [Name in keyof Required<ChannelPromises>]: [ChannelPromises[Name], ChannelPromises[Name]] } = {
  recognisesRepeats: [true, false],
  doubtMinutes: [0, 5],
  quietHours: [null, { from: '22:00', to: '07:00' }],
};

/** All that is decided of one message on a channel with these promises. */
function decided(promises: ChannelPromises): string {
  const ways = waysBy('email');
  const open = ways.open.map((way) => ({ ...way, promises }));
  const all = SITUATIONS.map(({ tried, minutes }) => {
    const state = { status: 'sending' as const, attempts: tried, dueAt: null };
    return decide(state, { type: 'due', ways: { ...ways, open } }, minutesAfter(minutes)).map(withoutPromises);
  });
  return JSON.stringify(all);
}

// A promise that is only handed on would be no decision.
function withoutPromises(effect: object): object {
  return Object.fromEntries(Object.entries(effect).filter(([name]) => name !== 'promises'));
}

function isEnforced(name: string, [one, other]: readonly unknown[]): boolean {
  return decided({ ...BASE, [name]: one }) !== decided({ ...BASE, [name]: other });
}

test.each(Object.entries(TWO_VALUES))('%s changes what is decided', (name, values) => {
  expect(isEnforced(name, values)).toBe(true);
});

test('a promise that nobody reads is seen', () => {
  expect(isEnforced('lettersMax', [160, 480])).toBe(false);
});
