import { createHash } from 'node:crypto';
import { type Clock, wallClock } from '#contracts/clock.ts';
import { DEFAULT_ZONE } from '#contracts/primitives.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import type { Channel, OutgoingMessage, SendOutcome } from '../channel.ts';
import { internationalPhone } from '../phone.ts';
import { checkTemplate, type TemplateInfo } from './check-template.ts';
import { ZaloForm } from './compose-zalo.ts';
import { zaloError } from './error-table.ts';
import { createTemplateCatalogue, type TemplateCatalogue } from './template-catalogue.ts';
import type { TokenSource } from './token-source.ts';
import { consultationWindow, nightEnds } from './windows.ts';
import { type Attempt, attemptOf, noWire, refusedBy, type When } from './zalo-outcome.ts';
import { createZaloSession, type ZaloSession } from './zalo-session.ts';

export type ZaloChannelOptions = {
  /** `https://openapi.zalo.me` */
  oaUrl: string;
  /** `https://business.openapi.zalo.me` */
  businessUrl: string;
  tokens: TokenSource;
  /** What Zalo calls our templates after approval; without an entry the key is the id. */
  templateIds?: Readonly<Record<string, string>>;
  zone?: string;
  now?: Clock;
  timeoutMs?: number;
  /** Consultation messages cost from 48 hours to 7 days after the last interaction; a template by user id may be cheaper. */
  paidConsultation?: boolean;
  /** Templates are refused or muted at night; a sample installation that may speak at any hour turns the waiting off. */
  waitForMorning?: boolean;
  /** Nobody documents whether a message with buttons only must name `template_type`: settled with the real account. */
  buttonTemplateType?: string | null;
  /** What Zalo charges for a paid consultation message, in đồng. */
  consultationPriceDong?: number;
};

/**
 * Zalo by the cheapest wire that is open: consultation message while the reader's window is, then the approved template by user id, then by
 * phone. Only a certain refusal leads to the next wire; doubt ends the attempt.
 */
export function createZaloChannel(options: ZaloChannelOptions): Channel {
  const now = options.now ?? wallClock;
  const session = createZaloSession(options.tokens, options.timeoutMs ?? 10_000);
  const catalogue = createTemplateCatalogue(session, options.businessUrl, now);
  const context = {
    options,
    session,
    catalogue,
    when: () => ({ now: instantOf(now()), zone: options.zone ?? DEFAULT_ZONE }),
  };

  return {
    name: 'zalo',
    // Receipts come within seconds to a phone that is on. Only templates have hours: the wire that has them says so itself.
    promises: { recognisesRepeats: false, doubtMinutes: 2, quietHours: null },
    async send(message, idempotencyKey) {
      const part = partOf(message, options.templateIds ?? {});
      if (part === null) return noWire('no-zalo', 'tin không có phần Zalo');
      const first = part.userId === null ? null : await byConsultation(context, part, part.userId);
      if (first !== null && 'outcome' in first) return first.outcome;
      return byTemplate(context, part, trackingIdOf(idempotencyKey));
    },
    async status(providerId) {
      const url = `${options.businessUrl}/message/status?message_id=${encodeURIComponent(providerId)}`;
      const reply = await session.call({ wire: 'zbs', method: 'GET', url });
      if (reply.kind !== 'answer' || reply.error !== 0) return 'unknown';
      // -1 = this wire does not know the id; it may be one of the OA wires, so it proves nothing.
      return { '1': 'delivered' as const, '0': 'pending' as const }[String(reply.data.status)] ?? 'unknown';
    },
    async close() {},
  };
}

/** What is sent, and to whom; the channel picks the cheapest wire that is open. */
type ZaloPart = Omit<ZaloForm, 'template'> & {
  userId: string | null;
  phone: string | null;
  template: { id: string; data: Record<string, string> };
};

/** Null when the message was composed for nobody on Zalo. */
function partOf(
  { to, form }: OutgoingMessage,
  templateIds: NonNullable<ZaloChannelOptions['templateIds']>,
): ZaloPart | null {
  const read = ZaloForm.safeParse(form);
  if (!read.success) return null;
  const { template, ...words } = read.data;
  const id = templateIds[template.key] ?? template.key;
  return { ...words, userId: to.zaloUserId, phone: to.phone, template: { id, data: template.data } };
}

type Context = {
  options: ZaloChannelOptions;
  session: ZaloSession;
  catalogue: TemplateCatalogue;
  when: () => When;
};

/** Null when the window is closed or cannot be seen: then the template, which needs none, is the sure way. */
async function byConsultation(
  { options, session, when }: Context,
  part: ZaloPart,
  userId: string,
): Promise<Attempt | null> {
  const quota = await session.call({
    wire: 'oa',
    method: 'POST',
    url: `${options.oaUrl}/v3.0/oa/quota/message`,
    body: { user_id: userId },
  });
  if (quota.kind !== 'answer' || quota.error !== 0) return null;
  const window = consultationWindow(readQuota(quota.data), Date.parse(when().now));
  if (window === 'closed' || (window === 'paid' && !(options.paidConsultation ?? true))) return null;
  const reply = await session.call({
    wire: 'oa',
    method: 'POST',
    url: `${options.oaUrl}/v3.0/oa/message/cs`,
    body: consultationBody(part, userId, options.buttonTemplateType ?? null),
  });
  return attemptOf('oa', reply, when(), window === 'paid' ? (options.consultationPriceDong ?? 55) : 0);
}

async function byTemplate(context: Context, part: ZaloPart, trackingId: string): Promise<SendOutcome> {
  const { options, catalogue, when } = context;
  const { template } = part;
  const { now, zone } = when();
  const morning = (options.waitForMorning ?? true) ? nightEnds(now, zone) : null;
  if (morning !== null) {
    const why = 'mẫu tin Zalo không gửi từ 22 giờ đến 6 giờ';
    return { kind: 'refused', permanent: false, code: 'night', why, action: 'next-window', notBefore: morning };
  }
  const info = await catalogue.info(template.id);
  const [problem] = info === null ? [] : checkTemplate(info, template.data);
  if (problem !== undefined) return refusedBy(zaloError('zbs', problem.code, ''), problem.words, when());
  const body = { template_id: template.id, template_data: nfcValues(template.data) };
  const byUid = part.userId === null ? null : await byUserId(context, part.userId, body, info);
  if (byUid !== null && 'outcome' in byUid) return byUid.outcome;
  if (part.phone === null) {
    if (byUid === null) return noWire('no-wire', 'người này không có mã Zalo và không có số điện thoại');
    return noWire(String(byUid.nextWire.code), byUid.nextWire.words);
  }
  const byPhoneNumber = await byPhone(context, part.phone, { ...body, tracking_id: trackingId }, info);
  if ('outcome' in byPhoneNumber) return byPhoneNumber.outcome;
  return noWire(String(byPhoneNumber.nextWire.code), byPhoneNumber.nextWire.words);
}

async function byUserId(
  { options, session, when }: Context,
  userId: string,
  body: object,
  info: TemplateInfo | null,
): Promise<Attempt> {
  const url = `${options.oaUrl}/v3.0/oa/message/template`;
  const reply = await session.call({ wire: 'oa', method: 'POST', url, body: { user_id: userId, ...body } });
  return attemptOf('oa', reply, when(), info?.priceUid ?? undefined);
}

async function byPhone(
  { options, session, when }: Context,
  written: string,
  body: object,
  info: TemplateInfo | null,
): Promise<Attempt> {
  const phone = internationalPhone(written);
  if (phone === null) {
    return { outcome: refusedBy(zaloError('zbs', -108, ''), `số điện thoại không hợp lệ: ${written}`, when()) };
  }
  const url = `${options.businessUrl}/message/template`;
  const reply = await session.call({ wire: 'zbs', method: 'POST', url, body: { phone, ...body } });
  return attemptOf('zbs', reply, when(), info?.priceSdt ?? undefined);
}

function readQuota(data: Record<string, unknown>) {
  const reply = data.cs_reply as { remain?: unknown } | undefined;
  const last = Number(data.last_interaction);
  // Seen as strings and as numbers.
  const remain = Number(reply?.remain);
  return {
    lastInteractionMs: data.last_interaction === undefined || Number.isNaN(last) || last <= 0 ? null : last,
    remain: reply?.remain === undefined || Number.isNaN(remain) ? null : remain,
  };
}

function consultationBody(part: ZaloPart, userId: string, templateType: string | null) {
  const { acknowledgePayload, acknowledgeWords = 'Đã nhận', viewUrl } = part;
  const buttons = [
    ...(acknowledgePayload === null
      ? []
      : [{ title: acknowledgeWords, type: 'oa.query.show', payload: acknowledgePayload }]),
    ...(viewUrl === null ? [] : [{ title: 'Xem chi tiết', type: 'oa.open.url', payload: { url: viewUrl } }]),
  ];
  const payload = { ...(templateType === null ? {} : { template_type: templateType }), buttons };
  const text = [...part.text.normalize('NFC')].slice(0, 2_000).join('');
  return {
    recipient: { user_id: userId },
    message: { text, ...(buttons.length === 0 ? {} : { attachment: { type: 'template', payload } }) },
  };
}

function nfcValues(data: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, value.normalize('NFC')]));
}

/** At most 48 plain characters, always the same for the same key. */
function trackingIdOf(key: string): string {
  return /^[A-Za-z0-9_-]{1,48}$/.test(key) ? key : createHash('sha256').update(key).digest('hex').slice(0, 40);
}
