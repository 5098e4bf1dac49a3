// Whose letters are one: contacts with the same address on a channel get one letter of a slot between them (ADR 0200).
import { groupBy } from '../shared/group-by.ts';
import { type Addresses, channelAddress, type KnownChannel, keyOfAddress } from './known-channel.ts';

/** That the letters of a contact on a channel go with those of another one, the holder, who has the same address there. */
export interface SharedAddress {
  contactId: string;
  channel: string;
  /** The smallest id of all who have the address: a name for them together, whoever of them hears. */
  holderId: string;
}

/** Who of the contacts shares an address with another, by channel; whoever is not named holds their own letters. */
export function sharedAddresses(
  contacts: readonly (Addresses & { id: string })[],
  known: readonly KnownChannel[],
): SharedAddress[] {
  return known.flatMap((kind) => {
    const reached = contacts.flatMap((contact) => {
      const address = channelAddress(contact, kind.name, known);
      return address === null ? [] : [{ id: contact.id, key: keyOfAddress(address, kind) }];
    });
    return [...groupBy(reached, ({ key }) => key).values()].flatMap((sharers) => {
      const [holderId = '', ...others] = sharers.map(({ id }) => id).sort();
      return others.map((contactId) => ({ contactId, channel: kind.name, holderId }));
    });
  });
}

/** Who holds the letters of a contact on a channel: what has the same holder, channel and slot is one letter. */
export function letterHolders(
  contacts: readonly (Addresses & { id: string })[],
  known: readonly KnownChannel[],
): (contactId: string, channel: string) => string {
  const holders = new Map(
    sharedAddresses(contacts, known).map(({ contactId, channel, holderId }) => [`${channel} ${contactId}`, holderId]),
  );
  return (contactId, channel) => holders.get(`${channel} ${contactId}`) ?? contactId;
}
