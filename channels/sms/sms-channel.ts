import type { SmsSettings } from '#config/sms-settings.ts';
import { callFailure, failureWords } from '../call-failure.ts';
import type { Channel, SendOutcome } from '../channel.ts';
import { internationalPhone } from '../phone.ts';
import { SmsForm } from './compose-sms.ts';
import { readAnswer } from './gateway-answer.ts';
import { type GatewayRequest, gatewayRequest } from './gateway-request.ts';
import { smsText } from './sms-text.ts';

export type SmsChannelOptions = SmsSettings & { timeoutMs?: number };

/** Text messages by a gateway over HTTP: one call each, never repeated here. */
export function createSmsChannel(options: SmsChannelOptions): Channel {
  return {
    name: 'sms',
    promises: {
      // Two text messages are two to their reader, and nobody tells us later whether one arrived: a doubt is covered at once, never repeated.
      recognisesRepeats: false,
      doubtMinutes: 0,
      // The hours in which Nghị định 91/2020 keeps advertising off people's phones. A reminder is none; a phone wakes people all the same.
      quietHours: { from: '22:00', to: '07:00' },
    },
    async send({ to, form }, idempotencyKey) {
      const read = SmsForm.safeParse(form);
      if (!read.success) return refused('no-form', 'tin không có phần tin nhắn SMS', 'fallback');
      const phone = internationalPhone(to.address);
      if (phone === null) return refused('phone', `không phải số di động: ${to.address}`, 'unreachable');
      const said = { phone: written(phone, options.phoneForm), text: smsText(read.data, options), id: idempotencyKey };
      return call(gatewayRequest(options, said), options);
    },
    async close() {},
  };
}

async function call({ url, ...request }: GatewayRequest, options: SmsChannelOptions): Promise<SendOutcome> {
  let response: Response;
  try {
    const signal = AbortSignal.timeout(options.timeoutMs ?? 15_000);
    // A redirect would carry the office's key to somebody else.
    response = await fetch(url, { ...request, redirect: 'manual', signal });
  } catch (error) {
    const { kind, why } = callFailure(error);
    if (kind === 'unknown') return { kind, why };
    return { kind: 'refused', permanent: false, code: kind, why, action: 'hold' };
  }
  try {
    return readAnswer(response.status, await response.text(), options);
  } catch (error) {
    return { kind: 'unknown', why: `HTTP ${response.status}, trả lời bị cắt: ${failureWords(error)}` };
  }
}

/** `84…` in the form that the gateway wants. */
function written(phone: string, form: SmsSettings['phoneForm']): string {
  return `${form}${phone.slice(2)}`;
}

function refused(code: string, why: string, action: 'fallback' | 'unreachable'): SendOutcome {
  return { kind: 'refused', permanent: true, code, why, action };
}
