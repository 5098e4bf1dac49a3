// The reminders of one assignment's due day on their way, step by step as delivery takes them.
import { randomUUID } from 'node:crypto';
import type { SendOutcome } from '#contracts/delivery.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import type { Store } from '#store/create-store.ts';
import type { Database } from '#store/database.ts';
import type { MessageChange } from '#store/delivery-store.ts';
import type { MessageClaim } from '#store/message-store.ts';
import { vn } from './builders.ts';

export const NOW = new Date(vn('2026-11-13 07:55'));
export const DUE_SLOT = vn('2026-11-13 08:00');

/** `world` is asked at each step: each test has an assignment of its own. */
export function dueMessages(world: () => { store: Store; database: Database; assignmentId: string }) {
  async function stagedIds(contactId: string) {
    const { database, assignmentId } = world();
    const where = { assignmentId, contactId, step: 'due', status: 'staged' };
    return (await database.ledgerEntry.findMany({ where, select: { id: true } })).map(({ id }) => id);
  }

  async function aClaim(contactId: string, rowIds?: string[]): Promise<MessageClaim> {
    const { database, assignmentId } = world();
    const id = randomUUID();
    const { sequence } = await database.assignment.findUniqueOrThrow({ where: { id: assignmentId } });
    const ids = rowIds ?? (await stagedIds(contactId));
    return {
      ...{ id, contactId, holderId: contactId, channel: 'email', slotAt: DUE_SLOT },
      ...{ rfcMessageId: `<${id}@vi-du.example>`, claimedAt: NOW },
      rows: ids.map((rowId) => ({ id: rowId, sequence })),
      composed: { subject: 'Đến hạn', text: 'Kính gửi', html: '<p>Kính gửi</p>' },
      forms: {},
      isKept: false,
    };
  }

  return {
    stagedIds,
    aClaim,
    async stageDue() {
      const { store, assignmentId } = world();
      const stageIds = (await store.listPlannedRows(assignmentId, 'due')).map(({ id }) => id);
      const nothing = { defer: [], add: [], supersede: { steps: [], reason: '' } };
      return store.stageRows({ assignmentId, sequence: null, stageIds, ...nothing }, NOW);
    },
    /** The message's id, or null when it was not claimed. */
    async claim(contactId: string, rowIds?: string[]): Promise<string | null> {
      const one = await aClaim(contactId, rowIds);
      return (await world().store.claimMessages([one])).has(one.id) ? one.id : null;
    },
    async change(messageId: string, decideOn: MessageChange['decideOn'], at: Date): Promise<void> {
      await world().store.changeMessages([{ messageId, decideOn, at }]);
    },
    noted(outcome: SendOutcome) {
      return { type: 'note-outcome' as const, number: 1, channel: 'email', outcome, at: instantOf(NOW) };
    },
    async statusesOf(step: string) {
      const { database, assignmentId } = world();
      const rows = await database.ledgerEntry.findMany({ where: { assignmentId, step } });
      return rows.map(({ status }) => status);
    },
  };
}
