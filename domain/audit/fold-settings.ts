// Settings that decide who hears what, folded from their events: roster, Zalo accounts, webhooks, ticked-off matters, ladders, calendars.
import type { LoggedEvent, LoggedPayload, LoggedWebhook, UnreadEvent } from '#contracts/logged-events.ts';
import type { Instant } from '#contracts/primitives.ts';

export interface LoggedSettings {
  /** False: the log of an earlier version, which told of none of this; nothing can be compared then. */
  stated: boolean;
  rosterDigest: string | null;
  /** Contact → Zalo account. */
  zalo: Map<string, string>;
  webhooks: Map<string, LoggedWebhook>;
  /** Matter → when it was last ticked off. */
  resolved: Map<string, Instant>;
  /** Id → hash of the content. */
  ladders: Map<string, string>;
  calendars: Map<string, string>;
  /** Hash of how letters and reports are headed; null = nobody has said anything. */
  letterhead: string | null;
  /** Number of an office → the address that its letters come from, where it is one of its own. */
  senders: Map<string, string>;
}

/** Before the first event. */
export function noSettings(): LoggedSettings {
  const none = { zalo: new Map(), webhooks: new Map(), resolved: new Map(), ladders: new Map(), calendars: new Map() };
  return { stated: false, rosterDigest: null, ...none, letterhead: null, senders: new Map() };
}

/** Adds one event, in place; `id` is that of its subject. */
export function foldSetting(
  settings: LoggedSettings,
  id: string,
  event: { occurredAt: Instant } & (LoggedEvent | UnreadEvent),
): void {
  switch (event.type) {
    case 'settings-stated':
      state(settings, event.payload);
      return;
    case 'roster-imported':
      if (event.payload.zalo !== undefined) settings.zalo = new Map(Object.entries(event.payload.zalo));
      settings.rosterDigest = event.payload.digest;
      return;
    case 'roster-extended':
      settings.rosterDigest = event.payload.digest;
      return;
    case 'zalo-linked':
      settings.zalo.set(id, event.payload.zaloUserId);
      return;
    case 'zalo-unlinked':
      settings.zalo.delete(id);
      return;
    case 'matter-resolved':
      settings.resolved.set(id, event.occurredAt);
      return;
    case 'matter-reopened':
      settings.resolved.delete(id);
      return;
    case 'ladder-set':
      settings.ladders.set(id, event.payload.digest);
      return;
    case 'calendar-set':
      settings.calendars.set(id, event.payload.digest);
      return;
    case 'office-letterhead-set':
      settings.letterhead = event.payload.digest;
      return;
    case 'office-sender-set':
      if (event.payload.address === null) settings.senders.delete(id);
      else settings.senders.set(id, event.payload.address);
      return;
    case 'webhook-added':
    case 'webhook-changed':
    case 'webhook-secret-rotated':
      settings.webhooks.set(id, event.payload);
      return;
    case 'webhook-removed':
      settings.webhooks.delete(id);
  }
}

function state(settings: LoggedSettings, stated: LoggedPayload<'settings-stated'>): void {
  settings.stated = true;
  settings.rosterDigest = stated.rosterDigest;
  settings.zalo = new Map(Object.entries(stated.zalo));
  settings.webhooks = new Map(Object.entries(stated.webhooks));
  settings.resolved = new Map(Object.entries(stated.resolved));
  settings.ladders = new Map(Object.entries(stated.ladders));
  settings.calendars = new Map(Object.entries(stated.calendars));
}
