// Gateways of text messages on this machine, each as strict as a real one: what is not exactly in its form is refused, in its manner.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type GatewaySms = { phone: string; text: string; id: string | null };

/** What goes wrong with the next calls: an answer of its own, silence, or a cut before or after the message was taken over. */
export type GatewayFault =
  | { status: number; body?: string; location?: string }
  | 'silence'
  | 'cut-before'
  | 'cut-after';

type Answer = { status: number; body: string; taken?: GatewaySms };

export type SmsGateway = Awaited<ReturnType<typeof startGateway>>;

/** `kannel`: GET and a line of text. `json`: POST, always 200, the code in the answer. `soap`: POST of XML. */
export async function startGateway(manner: keyof typeof MANNERS) {
  const messages: GatewaySms[] = [];
  const faults: GatewayFault[] = [];
  let calls = 0;
  const server = createServer(async (request, response) => {
    calls += 1;
    const fault = faults.shift();
    const body = await bodyOf(request);
    const answer = MANNERS[manner].answer(request, body);
    const keeps = fault === undefined || fault === 'cut-after';
    if (keeps && answer.taken !== undefined) messages.push(answer.taken);
    if (fault === 'silence') return;
    if (fault === 'cut-before' || fault === 'cut-after') return void request.socket.destroy();
    reply(response, fault ?? answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    /** The settings of an office that has this gateway. */
    variables: MANNERS[manner].variables(url),
    messages: () => messages,
    calls: () => calls,
    failNext: (...next: GatewayFault[]) => void faults.push(...next),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const MANNERS = {
  kannel: {
    variables: (url: string): Record<string, string> => ({
      SMS_URL: `${url}/cgi-bin/sendsms?username=dondoc&password=mk&coding=2&charset=UTF-8&to={phone}&text={text}`,
      SMS_ACCEPTED_IF: '^[03]:',
    }),
    answer: ({ method, url = '' }: IncomingMessage): Answer => {
      const { pathname, searchParams: asked } = new URL(url, 'http://x');
      if (method !== 'GET' || pathname !== '/cgi-bin/sendsms') return { status: 404, body: 'Unknown request.' };
      if (asked.get('username') !== 'dondoc' || asked.get('password') !== 'mk')
        return { status: 403, body: 'Authorization failed for sendsms' };
      const [phone, text] = [asked.get('to') ?? '', asked.get('text') ?? ''];
      if (!/^84[1-9]\d{8}$/.test(phone)) return { status: 400, body: '1: Wrong number' };
      if (text === '' || asked.getAll('text').length > 1) return { status: 400, body: '2: Empty text' };
      return { status: 202, body: '0: Accepted for delivery', taken: { phone, text, id: null } };
    },
  },
  json: {
    variables: (url: string): Record<string, string> => ({
      SMS_URL: `${url}/api/send`,
      SMS_HEADER: 'Authorization: Bearer khoa-bi-mat',
      SMS_BODY: '{"brandname": "UBND TU KY", "to": "{phone}", "content": "{text}", "requestId": "{id}"}',
      SMS_PHONE_FORM: '0',
      SMS_ACCEPTED_IF: '"code":"100"',
      SMS_REFUSED_IF: '"code":"(99|101|103|104)"',
      SMS_WITHOUT_DIACRITICS: '1',
    }),
    answer: ({ method, url, headers }: IncomingMessage, body: string): Answer => {
      const code = (value: string) => ({ status: 200, body: JSON.stringify({ code: value }) });
      if (method !== 'POST' || url !== '/api/send') return { status: 404, body: '{}' };
      if (headers['content-type'] !== 'application/json') return { status: 415, body: '{}' };
      if (headers.authorization !== 'Bearer khoa-bi-mat') return { status: 401, body: '{}' };
      const sent = asJson(body);
      if (Object.keys(sent).join() !== 'brandname,to,content,requestId') return code('99');
      const { to: phone = '', content: text = '', requestId: id = '' } = sent;
      if (sent.brandname !== 'UBND TU KY') return code('104');
      if (!/^0[1-9]\d{8}$/.test(phone) || !/^[\x20-\x7e]+$/.test(text)) return code('99');
      return { ...code('100'), taken: { phone, text, id } };
    },
  },
  soap: {
    variables: (url: string): Record<string, string> => ({
      SMS_URL: `${url}/bulkapi`,
      SMS_BODY: '<?xml version="1.0"?><sms><to>{phone}</to><content>{text}</content><ref>{id}</ref></sms>',
      SMS_PHONE_FORM: '+84',
      SMS_ACCEPTED_IF: '<result>1</result>',
      SMS_REFUSED_IF: '<result>0</result>',
    }),
    answer: ({ headers }: IncomingMessage, body: string): Answer => {
      const sent =
        /^<\?xml version="1.0"\?><sms><to>([^<]*)<\/to><content>([^<]*)<\/content><ref>([^<]*)<\/ref><\/sms>$/u;
      const [, phone = '', text = '', id = ''] = sent.exec(body) ?? [];
      const isXml = headers['content-type']?.startsWith('text/xml') ?? false;
      if (!isXml || !/^\+84[1-9]\d{8}$/.test(phone)) return { status: 200, body: '<result>0</result>' };
      const taken = { phone, text: unescapeXml(text), id };
      return { status: 200, body: '<result>1</result>', taken };
    },
  },
} as const;

function unescapeXml(text: string): string {
  const signs: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return text.replace(/&(\w+);/g, (_, name: string) => signs[name] ?? '?');
}

function asJson(body: string): Record<string, string> {
  try {
    return JSON.parse(body);
  } catch {
    return {};
  }
}

function reply(
  response: ServerResponse,
  { status, body = '', ...more }: { status: number; body?: string; location?: string },
) {
  response.writeHead(status, 'location' in more && more.location !== undefined ? { location: more.location } : {});
  response.end(body);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return text;
}
