// How a slot is shared among workers: by people, so that all that one person hears is in one share.
import type { Slot } from '#contracts/primitives.ts';
import type { ActivityDependencies } from './deps.ts';

// Some seconds of a mail server's work. A slot of one office is one share.
const PEOPLE_OF_A_SHARE = 250;
const SHARES_MAX = 16;

export function createDivideSlot({ store }: Pick<ActivityDependencies, 'store'>) {
  return async function divideSlot({ slotAt }: { slotAt: Slot }): Promise<{ shares: number }> {
    const people = await store.countPeopleInSlot(slotAt);
    return { shares: Math.min(SHARES_MAX, Math.max(1, Math.ceil(people / PEOPLE_OF_A_SHARE))) };
  };
}
