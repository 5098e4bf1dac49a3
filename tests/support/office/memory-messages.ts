// The stores of messages, over plain data.
import { spokenTitle } from '#domain/assignment/spoken-title.ts';
import { rowEnd } from '#domain/delivery/end-of-message.ts';
import { evolve } from '#domain/delivery/evolve.ts';
import { letterHolders } from '#domain/delivery/letter-holder.ts';
import { type DeliveryEffect, isKept } from '#domain/delivery/state.ts';
import type { Store } from '#store/create-store.ts';
import type { MessageChange } from '#store/delivery-store.ts';
import type { MessageClaim, SendingMessage, StagedRow } from '#store/message-store.ts';
import { EVERY_CHANNEL } from '../builders.ts';
import { ONE } from './memory-lifecycles.ts';
import { assignmentOf, type Memory, type MessageInMemory, type RowInMemory } from './memory-rows.ts';

export function memoryMessages(memory: Memory) {
  const { ledger, messages, matters, unreachable } = memory;
  const stagedIn = (slotAt: string) => ledger.filter((row) => row.slotAt === slotAt && row.status === 'staged');
  const sendingIn = (slotAt: string) =>
    [...messages.values()].filter(({ claim, state }) => claim.slotAt === slotAt && state.status === 'sending');
  const sequenceOf = (assignmentId: string) => assignmentOf(memory, assignmentId).events.length;
  const holderOf = ({ contactId, channel }: Pick<RowInMemory, 'contactId' | 'channel'>) =>
    letterHolders(memory.roster.contacts, EVERY_CHANNEL.known)(contactId, channel);
  const hasLetter = (row: RowInMemory) =>
    [...messages.values()].some(
      ({ claim }) => holderOf(claim) === holderOf(row) && claim.channel === row.channel && claim.slotAt === row.slotAt,
    );
  const claim = (one: MessageClaim): boolean => {
    const rows = ledger.filter(({ id, status, assignmentId }) => {
      const wanted = one.rows.find((row) => row.id === id);
      return status === 'staged' && wanted?.sequence === sequenceOf(assignmentId);
    });
    if (rows.length !== one.rows.length) return false;
    messages.set(one.id, { claim: one, state: { status: 'sending', attempts: [], dueAt: null } });
    for (const row of rows) Object.assign(row, { status: 'sending', messageId: one.id });
    return true;
  };
  const change = ({ messageId, decideOn }: MessageChange): DeliveryEffect[] => {
    const message = messages.get(messageId);
    if (message === undefined) return [];
    const effects = decideOn(message.state);
    message.state = effects.filter(isKept).reduce(evolve, message.state);
    for (const effect of effects)
      if (effect.type === 'end')
        for (const row of ledger)
          if (row.messageId === messageId && row.status === 'sending')
            Object.assign(row, { status: rowEnd(effect.end), reason: effect.reason });
    return effects;
  };

  // An office of the tests has so few people that a slot is one share.
  return {
    countAddressesInSlot: async (slotAt) => new Set(stagedIn(slotAt).map(holderOf)).size,
    listStagedMarks: async (slotAt) =>
      stagedIn(slotAt)
        .filter((row) => !hasLetter(row))
        // As PostgreSQL gives them: the first of the readers has the smallest id.
        .sort((a, b) => Number(a.contactId > b.contactId) - Number(a.contactId < b.contactId))
        .map((row) => ({
          ...{ id: row.id, holderId: holderOf(row), channel: row.channel },
          sequence: sequenceOf(row.assignmentId),
        })),
    listLatecomers: async (slotAt) => {
      const late = stagedIn(slotAt).filter(hasLetter);
      return new Map(
        late.map(({ assignmentId }) => [
          assignmentId,
          late.filter((row) => row.assignmentId === assignmentId).map(({ id }) => id),
        ]),
      );
    },
    // Publication lays everything into the memory at once.
    countHeldRows: async () => 0,
    listStagedRows: async (ids) =>
      ledger.filter(({ id, status }) => ids.includes(id) && status === 'staged').map((row) => stagedRow(memory, row)),
    keepLetters: async () => undefined,
    forgetLetters: async () => undefined,
    claimMessages: async (claims) => new Set(claims.filter(claim).map(({ id }) => id)),
    listSendingIds: async (slotAt) => sendingIn(slotAt).map(({ claim: { id } }) => id),
    listSendingMessages: async (ids) =>
      [...messages.values()]
        .filter((one) => ids.includes(one.claim.id) && one.state.status === 'sending')
        .map((one) => sendingMessage(memory, one)),
    countOpenInSlot: async (slotAt) =>
      ledger.filter((row) => row.slotAt === slotAt && (row.status === 'staged' || row.status === 'sending')).length +
      sendingIn(slotAt).length,
    changeMessages: async (changes) => changes.map(change),

    async markUnreachable({ contactId, channel, address }) {
      const holder = holderOf({ contactId, channel });
      for (const { id } of memory.roster.contacts)
        if (holderOf({ contactId: id, channel }) === holder) unreachable.push({ contactId: id, channel, address });
    },
    async raiseAttention({ id, what }, now) {
      matters.set(id, { what, lastAt: now });
    },
    listOpenMatters: async (prefix) =>
      [...matters].flatMap(([id, { what, lastAt }]) =>
        id.startsWith(prefix) ? [{ id, what, place: '', href: null, lastAt, raisedAt: lastAt, resolvedAt: null }] : [],
      ),
    resolveMatter: async (id) => matters.delete(id),
    resolveChannelMatters: async () => undefined,
  } satisfies Partial<Store>;
}

function contactOf({ roster }: Memory, id: string) {
  const contact = roster.contacts.find((one) => one.id === id);
  if (contact === undefined) throw new Error(`nobody is called ${id}`);
  const agency = roster.agencies.find((one) => one.id === contact.agency);
  return { ...contact, agencyId: contact.agency, agencyName: agency?.name ?? contact.agency };
}

function stagedRow(memory: Memory, row: RowInMemory): StagedRow {
  const { planId, draft, status, events, id: assignmentId } = assignmentOf(memory, row.assignmentId);
  const plan = memory.plans.get(planId)?.parsed;
  const { id, rung, audience, channel } = row;
  const returned = events.findLast((event) => event.type === 'returned');
  const { key, agencyId, agencyName, due, dueWorking, why, title, label } = draft;
  return {
    ...{ id, rung, audience, channel },
    contact: readerOf(memory, row.contactId),
    assignment: {
      id: assignmentId,
      ...{ key, agencyId, agencyName, due, dueWorking, status, why },
      title: spokenTitle(draft),
      product: plan?.rows[draft.rowIndex]?.products.join('; ') || null,
      planTitle: plan?.plan.title ?? '',
      note: rung === 'returned' && returned?.type === 'returned' ? returned.reason : null,
      sequence: events.length,
      calendarEditionId: ONE,
      work: { label, activity: { title } },
    },
  };
}

function readerOf(memory: Memory, contactId: string) {
  const unreachable = memory.unreachable.filter((mark) => mark.contactId === contactId);
  return { ...contactOf(memory, contactId), unreachable };
}

function sendingMessage(memory: Memory, { claim, state }: MessageInMemory): SendingMessage {
  const { id, contactId, slotAt, rfcMessageId, claimedAt, composed, forms } = claim;
  const entries = memory.ledger.filter((row) => row.messageId === id);
  return {
    ...{ id, contactId, rfcMessageId, claimedAt, ...composed, forms, state },
    slotAt: new Date(slotAt),
    contact: readerOf(memory, contactId),
    entries: entries.map(({ id: rowId, assignmentId, contactId: reader }) => {
      const { draft, events } = assignmentOf(memory, assignmentId);
      const { due, title, label } = draft;
      const assignment = { due, label, sequence: events.length, activity: { title } };
      return { id: rowId, assignmentId, contact: readerOf(memory, reader), assignment };
    }),
  };
}
