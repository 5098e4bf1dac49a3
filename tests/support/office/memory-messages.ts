// The stores of messages, over plain data.
import { spokenTitle } from '#domain/assignment/spoken-title.ts';
import { rowEnd } from '#domain/delivery/end-of-message.ts';
import { evolve } from '#domain/delivery/evolve.ts';
import { type Attempt, isKept } from '#domain/delivery/state.ts';
import type { Store } from '#store/create-store.ts';
import type { ClaimedRow, SendingMessage } from '#store/message-store.ts';
import { assignmentOf, type Memory, type MessageInMemory, type RowInMemory } from './memory-rows.ts';

export function memoryMessages(memory: Memory) {
  const { ledger, messages, matters, unreachable } = memory;
  const inSlot = (slotAt: string) => (row: RowInMemory) => row.slotAt === slotAt && row.status === 'staged';
  const sendingIn = (slotAt: string) =>
    [...messages.values()].filter(({ claim, state }) => claim.slotAt === slotAt && state.status === 'sending');

  return {
    async listStagedGroups(slotAt) {
      const groups = ledger.filter(inSlot(slotAt)).map(({ contactId, channel }) => ({ contactId, channel }));
      return [...new Map(groups.map((group) => [`${group.contactId} ${group.channel}`, group])).values()];
    },
    listStagedRows: async (slotAt, contactId, channel) =>
      ledger
        .filter((row) => inSlot(slotAt)(row) && row.contactId === contactId && row.channel === channel)
        .map((row) => claimedRow(memory, row)),

    async claimMessage(claim, claimedAt) {
      const rows = ledger.filter(({ id, status }) => claim.rowIds.includes(id) && status === 'staged');
      if (rows.length !== claim.rowIds.length) return false;
      messages.set(claim.id, { claim, claimedAt, state: { status: 'sending', attempts: [], dueAt: null } });
      for (const row of rows) Object.assign(row, { status: 'sending', messageId: claim.id });
      return true;
    },
    listSendingMessages: async (slotAt) => sendingIn(slotAt).map((message) => sendingMessage(memory, message)),
    countOpenInSlot: async (slotAt) =>
      ledger.filter((row) => row.slotAt === slotAt && (row.status === 'staged' || row.status === 'sending')).length +
      sendingIn(slotAt).length,

    async changeMessage(messageId, decideOn) {
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
    },

    async markUnreachable({ contactId, channel, address }) {
      unreachable.push({ contactId, channel, address });
    },
    async raiseAttention({ id, what }) {
      matters.set(id, what);
    },
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

function claimedRow(memory: Memory, row: RowInMemory): ClaimedRow {
  const { planId, draft, status, events, ...assignment } = assignmentOf(memory, row.assignmentId);
  const { name, position, agencyId, agencyName, email, phone, zaloUserId, id } = contactOf(memory, row.contactId);
  const plan = memory.plans.get(planId)?.parsed;
  const { rung } = row;
  const returned = events.findLast((event) => event.type === 'returned');
  const { key, agencyId: lead, agencyName: leadName, due, dueWorking, why } = draft;
  return {
    id: row.id,
    rung,
    audience: row.audience,
    contact: { id, name, position, agencyId, agencyName, email, phone, zaloUserId },
    assignment: {
      id: assignment.id,
      key,
      title: spokenTitle(draft),
      product: plan?.rows[draft.rowIndex]?.products.join('; ') || null,
      agencyId: lead,
      agencyName: leadName,
      planTitle: plan?.plan.title ?? '',
      due,
      dueWorking,
      status,
      why,
      note: rung === 'returned' && returned?.type === 'returned' ? returned.reason : null,
    },
  };
}

/** As much of a stored message as its sending looks at. */
function sendingMessage(memory: Memory, { claim, claimedAt, state }: MessageInMemory): SendingMessage {
  const { id, contactId, channel, slotAt, mailDomain, composed, forms } = claim;
  const marks = memory.unreachable.filter((mark) => mark.contactId === contactId);
  const entries = memory.ledger.filter((row) => row.messageId === id);
  const message = {
    ...{ id, contactId, channel, ...composed, forms, claimedAt, status: state.status, state },
    rfcMessageId: `<${id}@${mailDomain}>`,
    slotAt: new Date(slotAt),
    nextAttemptAt: state.dueAt === null ? null : new Date(state.dueAt),
    contact: { ...contactOf(memory, contactId), unreachable: marks },
    deliveries: state.attempts.map(toDelivery),
    entries: entries.map((row) => {
      const { draft, events } = assignmentOf(memory, row.assignmentId);
      const { due, title, label } = draft;
      const assignment = {
        due,
        title,
        label,
        sequence: events.length,
        activity: { title },
      };
      return { id: row.id, assignmentId: row.assignmentId, assignment };
    }),
  };
  return message as unknown as SendingMessage;
}

function toDelivery({ number: attempt, channel, at, outcome, receipt }: Attempt) {
  const made = { attempt, channel, at: new Date(at), receipt };
  const nothing = { providerId: null, words: null, code: null, permanent: null, action: null, notBefore: null };
  if (outcome === null) return { ...made, ...nothing, outcome: 'started' };
  if (outcome.kind === 'accepted') return { ...made, ...nothing, outcome: 'accepted', providerId: outcome.providerId };
  if (outcome.kind === 'unknown') return { ...made, ...nothing, outcome: 'unknown', words: outcome.why };
  const { code, why: words, permanent, action = null, notBefore } = outcome;
  const refused = { code, words, permanent, action, notBefore: notBefore === undefined ? null : new Date(notBefore) };
  return { ...made, ...nothing, outcome: 'refused', ...refused };
}
