// Settings that decide who hears what, folded from their events: roster, Zalo accounts, webhooks, ticked-off matters, ladders, calendars.
import type { Instant } from '#contracts/primitives.ts';
import { instantOf } from '#domain/calendar/instant.ts';

export interface LoggedWebhook {
  url: string;
  filter: string;
  active: boolean;
  /** Of the sealed secret: tells that it was changed, never what it is. */
  secretFingerprint: string;
}

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
}

/** What `settings-stated` holds: where the events of settings begin. */
export interface StatedSettings {
  rosterDigest: string | null;
  zalo: Record<string, string>;
  webhooks: Record<string, LoggedWebhook>;
  resolved: Record<string, Instant>;
  ladders: Record<string, string>;
  calendars: Record<string, string>;
}

/** Before the first event. */
export function noSettings(): LoggedSettings {
  const none = { zalo: new Map(), webhooks: new Map(), resolved: new Map(), ladders: new Map(), calendars: new Map() };
  return { stated: false, rosterDigest: null, ...none };
}

/** Adds one event, in place. */
export function foldSetting(
  settings: LoggedSettings,
  family: string,
  id: string,
  type: string,
  occurredAt: Instant,
  payload: Record<string, unknown>,
): void {
  if (type === 'settings-stated') state(settings, payload as unknown as StatedSettings);
  if (type === 'zalo-linked') settings.zalo.set(id, payload.zaloUserId as string);
  if (type === 'zalo-unlinked') settings.zalo.delete(id);
  if (type === 'matter-resolved') settings.resolved.set(id, occurredAt);
  if (type === 'ladder-set') settings.ladders.set(id, payload.digest as string);
  if (type === 'calendar-set') settings.calendars.set(id, payload.digest as string);
  if (family === 'roster') foldRoster(settings, payload);
  if (family === 'webhook') foldWebhook(settings.webhooks, id, type, payload);
}

function state(settings: LoggedSettings, stated: StatedSettings): void {
  settings.stated = true;
  settings.rosterDigest = stated.rosterDigest;
  settings.zalo = new Map(Object.entries(stated.zalo));
  settings.webhooks = new Map(Object.entries(stated.webhooks));
  // Some were written before a moment had one text.
  settings.resolved = new Map(Object.entries(stated.resolved).map(([id, at]) => [id, instantOf(at)]));
  settings.ladders = new Map(Object.entries(stated.ladders));
  settings.calendars = new Map(Object.entries(stated.calendars));
}

function foldRoster(settings: LoggedSettings, payload: Record<string, unknown>): void {
  settings.rosterDigest = payload.digest as string;
  if (payload.zalo !== undefined) settings.zalo = new Map(Object.entries(payload.zalo as Record<string, string>));
}

function foldWebhook(
  webhooks: Map<string, LoggedWebhook>,
  id: string,
  type: string,
  payload: Record<string, unknown>,
): void {
  if (type === 'webhook-removed') webhooks.delete(id);
  else webhooks.set(id, { ...(payload as unknown as LoggedWebhook) });
}
