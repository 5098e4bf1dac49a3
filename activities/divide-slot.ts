// How a slot is shared among workers: by addresses, so that all that goes to one address is in one share.
import type { Slot } from '#contracts/primitives.ts';
import type { ActivityDependencies } from './deps.ts';

// Some seconds of a mail server's work. A slot of one office is one share.
const ADDRESSES_OF_A_SHARE = 250;
const SHARES_MAX = 16;

export function createDivideSlot({ store }: Pick<ActivityDependencies, 'store'>) {
  return async function divideSlot({ slotAt }: { slotAt: Slot }): Promise<{ shares: number }> {
    const addresses = await store.countAddressesInSlot(slotAt);
    return { shares: Math.min(SHARES_MAX, Math.max(1, Math.ceil(addresses / ADDRESSES_OF_A_SHARE))) };
  };
}
