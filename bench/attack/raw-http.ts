// HTTP as bytes on a socket: what no client would send.
import { connect } from 'node:net';
import { TEST_KEY } from '../../tests/support/started-stack.ts';

export interface RawAnswer {
  /** 0 = the connection was closed without an answer. */
  status: number;
  headers: Record<string, string>;
  body: string;
}

const ANSWERED_WITHIN_MS = 10_000;

/** Sends the bytes on a connection of their own and reads the first answer. */
export function sendRaw(port: number, bytes: string | Buffer, { end = false } = {}): Promise<RawAnswer> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const chunks: Buffer[] = [];
    let settled = false;
    const settle = () => {
      if (settled) return;
      settled = true;
      socket.destroy();
      resolve(readAnswer(Buffer.concat(chunks).toString('utf8')));
    };
    socket.setTimeout(ANSWERED_WITHIN_MS, settle);
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      if (isWhole(Buffer.concat(chunks))) settle();
    });
    socket.on('close', settle);
    socket.on('error', settle);
    socket.write(bytes);
    if (end) socket.end();
  });
}

export interface Request {
  method?: string;
  target: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
  version?: string;
}

/** A request line with headers; `Host` is the server's own unless it is given. */
export function requestBytes(
  port: number,
  { method = 'GET', target, headers = {}, body, version = '1.1' }: Request,
): Buffer {
  const all: Record<string, string> = {
    host: `localhost:${port}`,
    // As whoever may do everything: what is refused is refused for something else.
    authorization: `Bearer ${TEST_KEY}`,
    ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
    ...headers,
    connection: 'close',
  };
  const lines = Object.entries(all)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `${method} ${target} HTTP/${version}\r\n${lines.join('')}\r\n`;
  return Buffer.concat([Buffer.from(head, 'utf8'), Buffer.from(body ?? '')]);
}

/** An ordinary exchange with an odd part in it. */
export function ask(port: number, request: Request): Promise<RawAnswer> {
  return sendRaw(port, requestBytes(port, request));
}

function isWhole(received: Buffer): boolean {
  const end = received.indexOf('\r\n\r\n');
  if (end < 0) return false;
  const length = /content-length: (\d+)/i.exec(received.subarray(0, end).toString('latin1'))?.[1];
  return length !== undefined && received.length >= end + 4 + Number(length);
}

function readAnswer(text: string): RawAnswer {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const [first = '', ...lines] = head.split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  return { status: Number(/^HTTP\/1\.[01] (\d{3})/.exec(first)?.[1] ?? 0), headers, body: rest.join('\r\n\r\n') };
}
