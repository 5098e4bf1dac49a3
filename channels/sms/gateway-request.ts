import type { BodyForm, SmsSettings } from '#config/sms-settings.ts';

/** What the gateway is told of one message. */
export type GatewayMessage = { phone: string; text: string; id: string };

export type GatewayRequest = { url: string; method: 'GET' | 'POST'; headers: Record<string, string>; body?: string };

type Gateway = Pick<SmsSettings, 'url' | 'body' | 'header'>;

const BODIES = {
  json: { type: 'application/json', quote: (value: string) => JSON.stringify(value).slice(1, -1) },
  xml: { type: 'text/xml; charset=utf-8', quote: escapeXml },
  form: { type: 'application/x-www-form-urlencoded', quote: encodeURIComponent },
} as const satisfies Record<BodyForm, object>;

/** One call in the manner of the office's gateway; whatever a message says, it stays inside its place. */
export function gatewayRequest({ url, body, header }: Gateway, message: GatewayMessage): GatewayRequest {
  const headers: Record<string, string> = header === null ? {} : { [header.name]: header.value };
  const address = fill(url, message, encodeURIComponent);
  if (body === null) return { url: address, method: 'GET', headers };
  const { type, quote } = BODIES[body.form];
  return {
    url: address,
    method: 'POST',
    headers: { 'content-type': type, ...headers },
    body: fill(body.template, message, quote),
  };
}

/** In one pass: a title that says {phone} stays a title. */
function fill(template: string, message: GatewayMessage, quote: (value: string) => string): string {
  return template.replaceAll(/\{(phone|text|id)\}/g, (_, place: keyof GatewayMessage) => quote(message[place]));
}

function escapeXml(value: string): string {
  const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };
  return value.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign);
}
