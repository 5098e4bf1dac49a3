import type { LedgerRow } from '#contracts/assignment.ts';
import { ledgerRow } from '#domain/ladder/ledger-row.ts';
import { remindersToCome } from '#domain/lifecycle/reminders-to-come.ts';
import { rungWords } from '#domain/words/rung-words.ts';
import { loadLifecycleRow } from '#store/lifecycle-store.ts';
import { channelsHere } from './channels-here.ts';
import type { ApiContext } from './context.ts';

/** The reminders of an assignment that its ledger does not hold yet, as it will hold them if nothing changes until then. */
export async function foreseenReminders(context: ApiContext, assignmentId: string): Promise<LedgerRow[]> {
  const { database, directory } = context;
  const assignment = await loadLifecycleRow(database, assignmentId);
  if (assignment.next === null) return [];
  const around = await directory.around(assignment);
  const { roster } = around;
  const people = { ...around, channels: channelsHere(context).known };
  const contacts = new Map(roster.contacts.map((contact) => [contact.id, contact]));
  const agencies = new Map(roster.agencies.map(({ id, name }) => [id, name]));
  return remindersToCome(assignment, people).map((reminder): LedgerRow => {
    const { step, contactId, slotAt } = reminder;
    const { channel, status, reason } = ledgerRow(reminder);
    const contact = contacts.get(contactId);
    return {
      id: `${step}/${contactId}/${slotAt}`,
      rung: reminder.rung,
      rungWords: rungWords(reminder),
      recipientName: contact?.name ?? contactId,
      recipientAgency: agencies.get(contact?.agency ?? '') ?? '',
      ...{ channel, slotAt, status, reason },
      subject: null,
      endedAt: null,
      foreseen: true,
    };
  });
}
