// What an event of Zalo does here, after it was stored. Every branch may run twice: nothing is done twice by it.
import type { LinkSigner } from '#channels/signed-links.ts';
import { phoneForZalo } from '#channels/zalo/phone.ts';
import { readWebhook, type ZaloEvent } from '#channels/zalo/read-webhook.ts';
import type { Instant, LocalDate } from '#contracts/primitives.ts';
import { toLocalDate } from '#domain/calendar/local-time.ts';
import { readZaloText } from '#domain/delivery/read-zalo-text.ts';
import type { Receipt } from '#domain/delivery/state.ts';
import type { CommandContext } from '#operations/give-command.ts';
import { clearUnreachable, raiseAttention, resolveMatter } from '#store/attention-store.ts';
import { contactOfZaloUser, linkByCode, linkByPhone } from '#store/contact-link-store.ts';
import type { ReceiptTarget } from '#store/delivery-store.ts';
import { acknowledgeMessage } from './acknowledge-message.ts';
import { noteReceipt } from './note-receipt.ts';

export interface IncomingContext extends CommandContext {
  links: LinkSigner;
  openSlot(slotAt: Instant): Promise<void>;
}

/** What became of it; `later` = the attempt it speaks of is not recorded yet, try again. */
export type Processed = { done: string } | { later: string };

/** Works on one stored event of the Official Account `oaId`. */
export async function processZaloEvent(context: IncomingContext, raw: string, oaId: string): Promise<Processed> {
  const event = readWebhook(raw, oaId);
  switch (event.kind) {
    case 'delivered':
      return receipts(context, 'delivered', targetsOf(event.messageIds, event.trackingId));
    case 'seen':
      return receipts(context, 'read', targetsOf(event.messageIds, null));
    case 'text':
      return readText(context, event);
    case 'follow': {
      const contact = await contactOfZaloUser(context.database, event.userId, dayOf(context));
      if (contact === null) return { done: 'người quan tâm chưa được liên kết với ai trong danh bạ' };
      await clearUnreachable(context.database, contact.id, 'zalo');
      return { done: `${contact.id} quan tâm Official Account` };
    }
    case 'shared-info': {
      const phone = phoneForZalo(event.phone ?? '');
      if (phone === null) return { done: 'không có số điện thoại' };
      const is = (written: string) => phoneForZalo(written) === phone;
      const linked = await linkByPhone(context.database, is, event.userId, dayOf(context), context.now());
      if (linked === null) return { done: 'không có đúng một người với số điện thoại này' };
      await tellOfLink(context, linked, event.userId);
      return { done: `đã liên kết ${linked}` };
    }
    case 'template-status': {
      const { templateId, status, reason } = event;
      const id = `zalo-template/${templateId}`;
      const what = `Mẫu tin Zalo ${templateId} chuyển sang ${status}: ${reason ?? 'không rõ lý do'}`;
      if (status === 'ENABLE') await resolveMatter(context.database, id, context.now());
      else await raiseAttention(context.database, { id, what, place: 'Zalo Official Account' }, context.now());
      return { done: status };
    }
    case 'unfollow':
      return { done: 'bỏ quan tâm' };
    case 'other':
      return { done: `không dùng: ${event.name}` };
  }
}

function dayOf({ now, zone }: IncomingContext): LocalDate {
  return toLocalDate(now().toISOString(), zone);
}

/** Whoever typed the number speaks for this person from now on: the officer can object. */
async function tellOfLink({ database, now }: IncomingContext, contactId: string, userId: string): Promise<void> {
  const { name, agency } = await database.contact.findUniqueOrThrow({
    where: { id: contactId },
    include: { agency: true },
  });
  const what = `Tài khoản Zalo ${userId} vừa được liên kết bằng số điện thoại tự khai. Nếu không phải người này, cấp mã bằng «dondoc roster zalo-code ${contactId}» để liên kết lại.`;
  await raiseAttention(database, { id: `zalo-link/${contactId}`, what, place: `${name} (${agency.name})` }, now());
}

function targetsOf(messageIds: string[], trackingId: string | null): ReceiptTarget[] {
  const ours = trackingId !== null && UUID.test(trackingId);
  // Our own id names the attempt even when the provider's answer with its id was lost.
  if (ours) return [{ channel: 'zalo', messageId: trackingId }];
  return messageIds.map((providerId) => ({ channel: 'zalo', providerId }));
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

async function receipts(context: IncomingContext, receipt: Receipt, targets: ReceiptTarget[]): Promise<Processed> {
  const unknown: ReceiptTarget[] = [];
  for (const target of targets)
    if (!(await noteReceipt(context, target, { type: 'receipt', receipt }))) unknown.push(target);
  // A receipt can be faster than the answer to the send.
  return unknown.length > 0 ? { later: `chưa có lần gửi ${JSON.stringify(unknown)}` } : { done: receipt };
}

async function readText(context: IncomingContext, event: Extract<ZaloEvent, { kind: 'text' }>): Promise<Processed> {
  const { database } = context;
  const now = context.now();
  const text = readZaloText(event.text);
  if (text.kind === 'link-code') {
    const linked = await linkByCode(database, text.code, event.userId, dayOf(context), now);
    return { done: linked === null ? 'mã liên kết không đúng hoặc đã hết hạn' : `đã liên kết ${linked}` };
  }
  const contact = await contactOfZaloUser(database, event.userId, dayOf(context));
  if (contact === null) return { done: 'người gửi chưa được liên kết với ai trong danh bạ' };
  await clearUnreachable(database, contact.id, 'zalo');
  if (text.kind === 'button') {
    const check = context.links.verify(text.token, now.toISOString());
    if (!check.ok || check.action !== 'acknowledge-message') return { done: 'mã của nút không hợp lệ hoặc đã hết hạn' };
    // The token was given to one person: a forwarded button acts for nobody else.
    if (check.contactId !== contact.id) return { done: 'người bấm không phải người nhận tin' };
    return acknowledged(context, check.assignmentId, contact.id);
  }
  if (text.meaning === 'acknowledged') {
    const latest = await database.message.findFirst({
      where: { contactId: contact.id, deliveries: { some: { channel: 'zalo', outcome: 'accepted' } } },
      orderBy: { claimedAt: 'desc' },
    });
    if (latest !== null) return acknowledged(context, latest.id, contact.id);
  }
  const id = `zalo-text/${event.messageId ?? event.dedupeKey}`;
  const what = `Tin nhắn Zalo cần người đọc: “${event.text.slice(0, 200)}”`;
  await raiseAttention(database, { id, what, place: `${contact.name} (${contact.agency.name})` }, now);
  return { done: 'chuyển người đọc' };
}

async function acknowledged(context: IncomingContext, messageId: string, contactId: string): Promise<Processed> {
  const given = await acknowledgeMessage(context, { messageId, contactId });
  if (given.ok) return { done: `đã tiếp nhận ${given.given} việc` };
  return {
    done: given.why === 'not-the-reader' ? 'tin không phải của người này' : 'người gửi không còn trong danh bạ',
  };
}
