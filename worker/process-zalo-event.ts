// What an event of Zalo does here, after it was stored. Every branch may run twice: nothing is done twice by it.

import { CHANNEL_KINDS } from '#channels/kinds.ts';
import { internationalPhone } from '#channels/phone.ts';
import type { LinkSigner } from '#channels/signed-links.ts';
import { readWebhook, type ZaloEvent } from '#channels/zalo/read-webhook.ts';
import type { Slot } from '#contracts/primitives.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { readZaloText } from '#domain/delivery/read-zalo-text.ts';
import type { Receipt } from '#domain/delivery/state.ts';
import { acknowledgeMessage } from '#operations/acknowledge-message.ts';
import type { CommandContext } from '#operations/give-command.ts';
import { linkZaloAccount } from '#operations/link-zalo-account.ts';
import { noteReceipt } from '#operations/note-receipt.ts';
import { noteSignOfLife } from '#operations/note-sign-of-life.ts';
import { noteTemplateStatus } from '#operations/note-template-status.ts';
import { BY_SYSTEM } from '#operations/seam/actor.ts';
import { tellOfficer } from '#operations/tell-officer.ts';
import type { ReceiptTarget } from '#store/delivery-store.ts';
import { findLatestAccepted } from '#store/message-work-store.ts';

export interface IncomingContext extends CommandContext {
  links: LinkSigner;
  openSlot(slotAt: Slot): Promise<void>;
}

/** What became of it; `later` = the attempt it speaks of is not recorded yet, try again. */
export type Processed = { done: string } | { later: string };

/** In one office; `nobody`: it speaks of nobody and nothing there. */
type ProcessedThere = Processed & { nobody?: true };

/**
 * Works on one stored event of the Official Account `oaId`, which is one for all offices: the event is that of the first office that knows whom or
 * what it speaks of.
 */
export async function processZaloEvent(
  offices: readonly IncomingContext[],
  raw: string,
  oaId: string,
): Promise<Processed> {
  const event = readWebhook(raw, oaId);
  const answers: Processed[] = [];
  for (const context of offices) {
    const { nobody, ...answer } = await processThere(context, event);
    if (nobody !== true) return answer;
    answers.push(answer);
  }
  return answers[0] as Processed;
}

async function processThere(context: IncomingContext, event: ZaloEvent): Promise<ProcessedThere> {
  switch (event.kind) {
    case 'delivered':
      return receipts(context, 'delivered', targetsOf(event.messageIds, event.trackingId));
    case 'seen':
      return receipts(context, 'read', targetsOf(event.messageIds, null));
    case 'text':
      return readText(context, event);
    case 'follow': {
      const { contact } = await noteSignOfLife(context, accountOf(event), {});
      if (contact === null) return { done: 'người quan tâm chưa được liên kết với ai trong danh bạ', nobody: true };
      return { done: `${contact.id} quan tâm Official Account` };
    }
    case 'shared-info': {
      const phone = internationalPhone(event.phone ?? '');
      if (phone === null) return { done: 'không có số điện thoại' };
      const isPhone = (written: string) => internationalPhone(written) === phone;
      const { contactId } = await linkZaloAccount(context, accountOf(event), {
        proof: { isPhone },
        channels: CHANNEL_KINDS,
      });
      if (contactId === null) return { done: 'không có đúng một người với số điện thoại này', nobody: true };
      return { done: `đã liên kết ${contactId}` };
    }
    case 'template-status':
      await noteTemplateStatus(context, BY_SYSTEM, event);
      return { done: event.status };
    case 'unfollow':
      return { done: 'bỏ quan tâm' };
    case 'other':
      return { done: `không dùng: ${event.name}` };
  }
}

function accountOf({ userId }: { userId: string }) {
  return { kind: 'zalo-account', userId } as const;
}

function targetsOf(messageIds: string[], trackingId: string | null): ReceiptTarget[] {
  const ours = trackingId !== null && UUID.test(trackingId);
  // Our own id names the attempt even when the provider's answer with its id was lost.
  if (ours) return [{ channel: 'zalo', messageId: trackingId }];
  return messageIds.map((providerId) => ({ channel: 'zalo', providerId }));
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

async function receipts(context: IncomingContext, receipt: Receipt, targets: ReceiptTarget[]): Promise<ProcessedThere> {
  const unknown: ReceiptTarget[] = [];
  for (const target of targets) {
    const { known } = await noteReceipt(context, BY_SYSTEM, { target, said: { type: 'receipt', receipt } });
    if (!known) unknown.push(target);
  }
  // A receipt can be faster than the answer to the send.
  if (unknown.length === 0) return { done: receipt };
  return {
    later: `chưa có lần gửi ${JSON.stringify(unknown)}`,
    ...(unknown.length === targets.length && { nobody: true }),
  };
}

async function readText(
  context: IncomingContext,
  event: Extract<ZaloEvent, { kind: 'text' }>,
): Promise<ProcessedThere> {
  const text = readZaloText(event.text);
  if (text.kind === 'link-code') {
    const { contactId } = await linkZaloAccount(context, accountOf(event), {
      proof: { code: text.code },
      channels: CHANNEL_KINDS,
    });
    if (contactId === null) return { done: 'mã liên kết không đúng hoặc đã hết hạn', nobody: true };
    return { done: `đã liên kết ${contactId}` };
  }
  const { contact } = await noteSignOfLife(context, accountOf(event), {});
  if (contact === null) return { done: 'người gửi chưa được liên kết với ai trong danh bạ', nobody: true };
  if (text.kind === 'button') {
    const check = context.links.verify(text.token, instantOf(context.now()));
    // It may be of another office, where the same person is known too.
    if (!check.ok || check.action !== 'acknowledge-message')
      return { done: 'mã của nút không hợp lệ hoặc đã hết hạn', nobody: true };
    // A forwarded button acts for nobody but the readers of its message: acknowledgeMessage asks who they are.
    return acknowledged(context, check.messageId, contact.id);
  }
  if (text.meaning === 'acknowledged') {
    const latest = await findLatestAccepted(context.database, { contactId: contact.id, channel: 'zalo' });
    if (latest !== null) return acknowledged(context, latest, contact.id);
  }
  const id = `zalo-text/${event.messageId ?? event.dedupeKey}`;
  const what = `Tin nhắn Zalo cần người đọc: “${event.text.slice(0, 200)}”`;
  const place = `${contact.name} (${contact.agency.name})`;
  await tellOfficer(context, BY_SYSTEM, { matter: { id, what, place } });
  return { done: 'chuyển người đọc' };
}

async function acknowledged(context: IncomingContext, messageId: string, contactId: string): Promise<Processed> {
  const given = await acknowledgeMessage(context, { kind: 'contact', contactId, by: 'zalo' }, { messageId });
  if (given.ok) return { done: `đã tiếp nhận ${given.given} việc` };
  return {
    done: given.why === 'not-the-reader' ? 'người gửi không phải người nhận tin' : 'người gửi không còn trong danh bạ',
  };
}
