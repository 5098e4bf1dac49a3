// Settings as the tables hold them now, in the form in which the log tells of them.
import type { LoggedPayload } from '#contracts/logged-events.ts';
import type { StoredSettings } from '#domain/audit/compare-settings.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import type { Transaction } from './database.ts';
import { digestOf } from './digest.ts';
import { digestLetterhead, listSenderAddresses, loadLetterhead } from './letterhead-store.ts';
import { digestRoster, loadZaloAccounts } from './roster-events.ts';
import { readStoredRoster } from './roster-store.ts';
import { loadLoggedWebhooks } from './webhook-events.ts';

/** Everything that `audit verify` holds against the events of settings, of one snapshot. */
export async function readSettings(tx: Transaction): Promise<StoredSettings> {
  const roster = await readStoredRoster(tx);
  const zalo = await loadZaloAccounts(tx);
  const webhooks = await loadLoggedWebhooks(tx);
  const matters = await tx.attention.findMany();
  const ladders = await tx.ladderPolicy.findMany({ select: { id: true, policy: true } });
  const calendars = await tx.calendarEdition.findMany({ select: { id: true, content: true } });
  const { letterhead, version } = await loadLetterhead(tx);
  return {
    letterhead: version === 0 ? null : digestLetterhead(letterhead),
    senders: await listSenderAddresses(tx),
    rosterDigest: digestRoster(roster),
    zalo: new Map(Object.entries(zalo)),
    webhooks,
    matters: new Map(
      matters.map(({ id, what, lastAt, resolvedAt }) => [
        id,
        { what, lastAt: instantOf(lastAt), resolvedAt: resolvedAt === null ? null : instantOf(resolvedAt) },
      ]),
    ),
    ladders: new Map(ladders.map(({ id, policy }) => [id, digestOf(policy)])),
    calendars: new Map(calendars.map(({ id, content }) => [id, digestOf(content)])),
  };
}

/** The same as the payload of the event where the events of settings begin. */
export async function loadStatedSettings(tx: Transaction): Promise<LoggedPayload<'settings-stated'>> {
  const { rosterDigest, zalo, webhooks, matters, ladders, calendars } = await readSettings(tx);
  const resolved = [...matters].flatMap(([id, { resolvedAt }]) => (resolvedAt === null ? [] : [[id, resolvedAt]]));
  return {
    rosterDigest,
    zalo: Object.fromEntries(zalo),
    webhooks: Object.fromEntries(webhooks),
    resolved: Object.fromEntries(resolved),
    ladders: Object.fromEntries(ladders),
    calendars: Object.fromEntries(calendars),
  };
}
