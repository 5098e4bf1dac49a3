// What the rules know of a channel. Which channels there are comes in as data (channels/kinds.ts lists them): the rules name none.
import type { RosterContact } from '#contracts/roster.ts';
import { capital } from '../words/capital.ts';

export interface KnownChannel {
  /** As rosters, the ledger and the audit log write it; never changed, and never used for another. */
  name: string;
  /** As people call it inside a sentence: «thư điện tử». */
  label: string;
  /** The fields of a contact that hold an address of it; the first that is filled counts. */
  addressedBy: readonly (keyof Addresses)[];
  /** The same for every writing of one address, `An@X.vn` and `an@x.vn`; left out: it is written in one way only. */
  addressKey?(address: string): string;
}

/** Everything in a roster by which somebody can be reached. */
export type Addresses = Pick<RosterContact, 'email' | 'phone' | 'zaloUserId'>;

/** Where the channel of this name writes to; null = the person has nothing there, or nobody knows such a channel. */
export function channelAddress(contact: Addresses, channel: string, known: readonly KnownChannel[]): string | null {
  const fields = known.find(({ name }) => name === channel)?.addressedBy ?? [];
  return fields.map((field) => contact[field]).find((address) => address !== null) ?? null;
}

/** Whether two addresses of a channel are one, however they are written. */
export function isSameAddress(one: string, other: string, channel: string, known: readonly KnownChannel[]): boolean {
  const kind = known.find(({ name }) => name === channel);
  return one === other || (kind !== undefined && keyOfAddress(one, kind) === keyOfAddress(other, kind));
}

/** The same for every writing of one address of a channel. */
export function keyOfAddress(address: string, kind: KnownChannel): string {
  return kind.addressKey?.(address) ?? address;
}

/** A channel as people call it inside a sentence. */
export function channelWords(channel: string, known: readonly KnownChannel[]): string {
  return known.find(({ name }) => name === channel)?.label ?? channel;
}

/** A channel as people call it where a line begins with it. */
export function channelTitle({ label }: KnownChannel): string {
  return capital(label);
}
