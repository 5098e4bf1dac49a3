// The server below the routes: what never becomes a request, because it is too slow, too large or no HTTP, gets an answer too.
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyHttpOptions, FastifyInstance } from 'fastify';
import { ERROR_CODES, type ErrorCode } from '#contracts/error-codes.ts';
import { ApiProblem, answerProblem, PROBLEM_TYPE, problemOf } from './problem.ts';

// A plan of 20 MB on a line of 2 Mbit/s takes a minute and a half; whoever is slower than that holds a connection for nothing.
const REQUEST_MS_MAX = 120_000;
const HEADERS_MS_MAX = 15_000;
const SLOW_CHECKED_EVERY_MS = 5_000;
const KEEP_ALIVE_MS = 10_000;
const SILENT_MS_MAX = 120_000;

const HEADER_BYTES_MAX = 32 * 1024;
// Room for the longest text that an address carries, 2,000 Vietnamese characters of nine each; the rest is for the other headers.
const ADDRESS_LENGTH_MAX = 24 * 1024;

// Ids of people are as long as a roster makes them, and a signed link holds two ids: the router's own limit of 100 cuts them off, and
// what is longer than an id may be is to be refused by the route's own schema.
const PARAM_LENGTH_MAX = 2_000;

/** Limits of time and size for every connection, and problem+json where there is no route that could answer. */
export const serverOptions: FastifyHttpOptions<Server> = {
  requestTimeout: REQUEST_MS_MAX,
  connectionTimeout: SILENT_MS_MAX,
  keepAliveTimeout: KEEP_ALIVE_MS,
  routerOptions: { maxParamLength: PARAM_LENGTH_MAX },
  http: {
    headersTimeout: HEADERS_MS_MAX,
    connectionsCheckingInterval: SLOW_CHECKED_EVERY_MS,
    maxHeaderSize: HEADER_BYTES_MAX,
    // A request without a name is refused by the guard, in words.
    requireHostHeader: false,
  },
  // The router gives these up before any hook runs; they hold nothing of anybody.
  frameworkErrors: (error, request, reply) => {
    reply.headers(BARE_HEADERS);
    return answerProblem(error, request, reply);
  },
  clientErrorHandler: (error, socket: Socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
    socket.end(bareAnswer(...refusalOf(error)));
  },
};

/** Refuses addresses that are too long, and answers CONNECT and what expects something of the server that it does not do. */
export function guardServer(app: Pick<FastifyInstance, 'addHook'> & { server: Server }): void {
  app.addHook('onRequest', async ({ url }) => {
    if (url.length > ADDRESS_LENGTH_MAX) throw new ApiProblem('address-too-long', TOO_LONG);
  });
  app.server.on('connect', (_request, socket) => {
    socket.end(bareAnswer('method-not-allowed', 'Máy chủ này không chuyển tiếp kết nối.', 'allow: GET, HEAD\r\n'));
  });
  app.server.on('checkExpectation', (request, response) => app.server.emit('request', request, response));
}

const TOO_LONG = 'Địa chỉ dài hơn mức nhận. Bớt điều kiện lọc hoặc mở lại từ trang chủ.';

const BARE_HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
};

function refusalOf({ code, rawPacket }: { code: string; rawPacket: unknown }): [ErrorCode, string] {
  if (code === 'HPE_HEADER_OVERFLOW')
    return Buffer.isBuffer(rawPacket) && firstLineLength(rawPacket) > ADDRESS_LENGTH_MAX
      ? ['address-too-long', TOO_LONG]
      : ['headers-too-large', 'Phần đầu của yêu cầu lớn hơn 32 KB. Xóa cookie của địa chỉ này rồi thử lại.'];
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return ['request-too-slow', 'Yêu cầu không đến đủ trong thời gian cho phép. Kiểm tra đường mạng rồi gửi lại.'];
  return ['invalid-request', 'Yêu cầu không đúng dạng HTTP nên không đọc được.'];
}

function firstLineLength(packet: Buffer): number {
  const end = packet.indexOf('\r\n');
  return end < 0 ? packet.length : end;
}

function bareAnswer(code: ErrorCode, detail: string, more = ''): string {
  const body = JSON.stringify(problemOf(code, detail));
  const { status } = ERROR_CODES[code];
  const headers = { ...BARE_HEADERS, 'content-type': PROBLEM_TYPE, 'content-length': Buffer.byteLength(body) };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${REASONS[status] ?? 'Bad Request'}\r\n${lines.join('')}${more}connection: close\r\n\r\n${body}`;
}

const REASONS: Record<number, string> = {
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  414: 'URI Too Long',
  431: 'Request Header Fields Too Large',
};
