// Requests that nobody means well with, and the statuses that are right answers to them.
import { TEST_KEY } from '../../tests/support/started-stack.ts';
import type { Request } from './raw-http.ts';

export interface OddRequest {
  name: string;
  request: Request | Buffer;
  /** The client's side is closed after the bytes: it was cut off. */
  cutOff?: true;
  expected: readonly number[];
}

const JSON_TYPE = { 'content-type': 'application/json' };
const BOUNDARY = 'xyz';
const FORM = { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` };
const part = (name: string, fileName = 'a.csv', content = 'a,b\n1,2\n') =>
  `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"; filename="${fileName}"\r\nContent-Type: text/csv\r\n\r\n${content}\r\n`;
const CLOSE = `--${BOUNDARY}--\r\n`;

/** Every odd request against an installation that listens on `port` and has the assignment and plan of these ids. */
export function oddRequests(
  port: number,
  { assignmentId, planId }: { assignmentId: string; planId: string },
): OddRequest[] {
  return [
    ...queries(assignmentId, planId),
    ...paths(),
    ...methods(assignmentId),
    ...bodies(assignmentId),
    ...uploads(port),
    ...noHttp(),
  ];
}

function queries(assignmentId: string, planId: string): OddRequest[] {
  const get = (target: string, ...expected: number[]): OddRequest => ({
    name: target.slice(0, 90),
    request: { target },
    expected,
  });
  const report = '/api/reports/overdue';
  const dates = [
    '9999-12-31',
    '0000-01-01',
    '1999-12-31',
    '2101-01-01',
    '2026-02-30',
    '-1',
    '2026-1-1',
    '%00',
    '2026-01-01T00:00:00Z',
    '',
  ];
  return [
    ...dates.flatMap((date) => [
      get(`${report}?dataDate=${date}`, 400),
      get(`${report}/file?format=docx&dataDate=${date}`, 400),
    ]),
    get(`${report}?plan=nope`, 404),
    get(`${report}/file?format=xlsx&plan=nope`, 404),
    get(`${report}/file`, 400),
    get(`${report}/file?format=pdf`, 400),
    get(`${report}?plan=`, 400),
    get(`${report}?plan=a&plan=b`, 400),
    get(`${report}?plan=%00`, 400),
    get(`${report}?plan=${'x'.repeat(600)}`, 400),
    get('/api/assignments?plan=nope', 404),
    get('/api/assignments?agency=nope', 404),
    get('/api/assignments?field=__proto__', 404),
    get('/api/assignments?q=%00', 400),
    get('/api/assignments?q=%ED%A0%80', 200, 400),
    get('/api/assignments?q=%ff%fe', 200, 400),
    get('/api/assignments?q=%', 200, 400),
    get('/api/assignments?page=99999999999999999999&pageSize=200', 400),
    get('/api/assignments?page=9007199254740991', 400),
    get('/api/assignments?page=1e9', 400),
    get('/api/assignments?page=-1', 400),
    get('/api/assignments?page=1.5', 400),
    get('/api/assignments?page=NaN', 400),
    get('/api/assignments?pageSize=0', 400),
    get('/api/assignments?pageSize=201', 400),
    get('/api/assignments?sort=constructor', 400),
    get('/api/assignments?status=__proto__', 400),
    get('/api/assignments?__proto__[x]=1&constructor=2', 400),
    get(`/api/assignments?${'q=a&'.repeat(900)}`, 400),
    get(`/api/assignments?q=${'a'.repeat(201)}`, 400),
    get(`/api/plans/${planId}/deadline-reading?text=%00`, 400),
    get(`/api/plans/${planId}/deadline-reading?text=${'%E2%80%B9'.repeat(600)}`, 200, 400),
    get(`/api/assignments/${assignmentId}?x=${'y'.repeat(25_000)}`, 414),
  ];
}

function paths(): OddRequest[] {
  const get = (target: string, ...expected: number[]): OddRequest => ({
    name: target.slice(0, 90),
    request: { target },
    expected,
  });
  return [
    ...['constructor', '__proto__', 'toString', 'hasOwnProperty', '..%2f..%2fpackage', '%00', 'khong-co'].map((code) =>
      get(`/docs/errors/${code}`, 404),
    ),
    ...['%00', '%ED%A0%80', '%ff', '..%2f..', 'x'.repeat(400), '%F0%9F%98%80', '__proto__', "'%20OR%201=1"].flatMap(
      (id) => [
        get(`/api/assignments/${id}`, 400, 404),
        get(`/api/plans/${id}`, 400, 404),
        get(`/api/links/${id}`, 400, 404),
        get(`/api/webhooks/${id}/deliveries`, 400, 404),
        get(`/l/${id}/thu-tong-hop`, 400, 404),
      ],
    ),
    get(`/api/links/${'x'.repeat(600)}`, 404, 414),
    get('/api/%', 400),
    get('/%zz', 400),
    get('/api/khong-co', 404),
    get('/API/overview', 404),
    get('/api', 404),
    get('/api/', 404),
    get('/webhooks/khong-co', 404),
    get('/assets/khong-co.js', 404),
    get('/assets/..%2f..%2fpackage.json', 404, 403, 400),
    get('/assets/../../package.json', 404, 403, 200),
    get(`/${'a'.repeat(40_000)}`, 414),
  ];
}

function methods(assignmentId: string): OddRequest[] {
  const ask = (method: string, target: string, ...expected: number[]): OddRequest => ({
    name: `${method} ${target.slice(0, 60)}`,
    request: { method, target },
    expected,
  });
  const heads = [
    '/',
    '/healthz',
    '/readyz',
    '/metrics',
    '/openapi.json',
    '/dev/messages',
    '/viec/x',
    '/api/overview',
    '/api/plans',
  ];
  return [
    ...heads.map((target) => ask('HEAD', target, 200)),
    ask('HEAD', `/api/assignments/${assignmentId}`, 200),
    ask('HEAD', '/api/reports/overdue/file?format=docx', 200),
    ask('HEAD', '/docs/errors/not-found', 200),
    ask('HEAD', '/api/khong-co', 404),
    ...['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'].map((method) =>
      ask(method, '/api/overview', 405),
    ),
    ...['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].map((method) =>
      ask(method, `/api/assignments/${assignmentId}/commands`, 405),
    ),
    ask('DELETE', '/', 405),
    ask('OPTIONS', '/api/plans', 405),
    ask('TRACE', '/', 405),
    ask('PATCH', '/healthz', 405),
    ask('GET', '/webhooks/zalo', 405),
    ask('OPTIONS', '*', 400, 404, 405),
    ask('CONNECT', 'evil.example:443', 405),
    // Whether the parser knows QUERY depends on the version of Node.
    ask('QUERY', '/api/overview', 400, 405),
    ask('FOO', '/', 400),
  ];
}

function bodies(assignmentId: string): OddRequest[] {
  const target = `/api/assignments/${assignmentId}/commands`;
  const post = (
    name: string,
    body: string | Buffer,
    expected: number[],
    headers: Record<string, string> = JSON_TYPE,
  ): OddRequest => ({
    name,
    request: { method: 'POST', target, headers, body },
    expected,
  });
  const command = (more: object) => JSON.stringify({ command: 'report', note: 'x', ...more });
  return [
    post('no body', '', [400]),
    post('half a JSON', '{"command":', [400]),
    post('not JSON', 'command=report', [400]),
    post('null', 'null', [400]),
    post('a number', '1', [400]),
    post('a list', '[]', [400]),
    post('a list of a million', `[${'1,'.repeat(300_000)}1]`, [400]),
    post('deep JSON', '['.repeat(100_000) + ']'.repeat(100_000), [400]),
    post('deep objects', `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`, [400]),
    post('__proto__', '{"__proto__":{"command":"verify"},"command":"nope"}', [400]),
    post('constructor.prototype', '{"constructor":{"prototype":{"x":1}},"command":"nope"}', [400]),
    post('an unknown command', '{"command":"constructor"}', [400]),
    post('NUL', command({ note: 'a\u0000b' }), [400]),
    post('half a surrogate', '{"command":"report","note":"\\ud800"}', [400]),
    post('blanks', command({ note: ' \n\t' }), [400]),
    post('a long note', command({ note: 'x'.repeat(4001) }), [400]),
    post('a script as evidence', command({ evidenceUrl: 'javascript:alert(1)' }), [400]),
    ...['0000-01-01', '9999-12-31', '1999-12-31', '2026-02-30', ''].map((occurredOn) =>
      post(`occurredOn ${occurredOn}`, command({ occurredOn }), [400]),
    ),
    post('invalid UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]), [400]),
    post('a BOM', '\ufeff{"command":"nope"}', [400]),
    post('gzip that is none', '{}', [400, 415], { ...JSON_TYPE, 'content-encoding': 'gzip' }),
    post('a charset that is none', '{"command":"nope"}', [400, 415], {
      'content-type': 'application/json; charset=utf-7',
    }),
    post('UTF-16', Buffer.from('{"command":"nope"}', 'utf16le'), [400, 415], {
      'content-type': 'application/json; charset=utf-16',
    }),
    post('plain text', command({}), [415], { 'content-type': 'text/plain' }),
    post('a form', 'command=report&note=x', [415], { 'content-type': 'application/x-www-form-urlencoded' }),
    post('XML', '<a/>', [415], { 'content-type': 'application/xml' }),
    post('a type that is none', command({}), [400, 415], { 'content-type': 'json' }),
    post('no type', command({}), [400, 415], {}),
    post('two megabytes', command({ note: 'x'.repeat(2_000_000) }), [413]),
    {
      name: 'a length that is none',
      request: { method: 'POST', target, headers: { ...JSON_TYPE, 'content-length': '-1' } },
      expected: [400],
    },
    {
      name: 'length and chunks at once',
      request: {
        method: 'POST',
        target,
        headers: { ...JSON_TYPE, 'content-length': '5', 'transfer-encoding': 'chunked' },
        body: '0\r\n\r\n',
      },
      expected: [400],
    },
    {
      name: 'a chunk that is none',
      request: {
        method: 'POST',
        target,
        headers: { ...JSON_TYPE, 'content-length': '', 'transfer-encoding': 'chunked' },
        body: 'zz\r\n',
      },
      expected: [400],
    },
    {
      name: 'a form to publish',
      request: {
        method: 'POST',
        target: '/api/plans/nope/publish',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'a=b',
      },
      expected: [415],
    },
  ];
}

function uploads(port: number): OddRequest[] {
  const post = (
    name: string,
    body: string | Buffer,
    expected: number[],
    headers: Record<string, string> = FORM,
  ): OddRequest => ({
    name: `upload: ${name}`,
    request: { method: 'POST', target: '/api/plans', headers, body },
    expected,
  });
  return [
    post('JSON', '{}', [415], JSON_TYPE),
    post('plain text', 'x', [415], { 'content-type': 'text/plain' }),
    post('nothing at all', '', [415], {}),
    post('no boundary', part('file') + CLOSE, [400], { 'content-type': 'multipart/form-data' }),
    post('an empty boundary', part('file') + CLOSE, [400], { 'content-type': 'multipart/form-data; boundary=' }),
    post('another boundary', part('file') + CLOSE, [400, 422], { 'content-type': 'multipart/form-data; boundary=abc' }),
    post('no closing line', part('file'), [400]),
    post('empty body', '', [400, 422]),
    post('no file', CLOSE, [400, 422]),
    post('another field', part('tep') + CLOSE, [400]),
    post('__proto__ as field', part('__proto__') + CLOSE, [400]),
    post('two files', part('file') + part('file') + CLOSE, [400, 413]),
    post('an empty file', part('file', 'a.docx', '') + CLOSE, [422]),
    post('NUL in the name', part('file', 'a\u0000.csv') + CLOSE, [400, 422]),
    post('a path as name', part('file', '../../../etc/passwd.csv') + CLOSE, [422]),
    post('no plan', part('file', 'a.csv', 'a\n1\n') + CLOSE, [422]),
    post('not a document', part('file', 'a.docx', 'x') + CLOSE, [422]),
    post(
      'a thousand fields',
      `${Array.from({ length: 1000 }, (_, index) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="f${index}"\r\n\r\nx\r\n`).join('')}${CLOSE}`,
      [400, 413, 422],
    ),
    {
      name: 'upload: cut off',
      request: Buffer.from(
        `POST /api/plans HTTP/1.1\r\nHost: localhost:${port}\r\nAuthorization: Bearer ${TEST_KEY}\r\nContent-Type: multipart/form-data; boundary=${BOUNDARY}\r\nContent-Length: 100000\r\n\r\n${part('file')}`,
      ),
      cutOff: true,
      // Nobody is there any more to hear an answer.
      expected: [0, 400],
    },
  ];
}

function noHttp(): OddRequest[] {
  const raw = (name: string, text: string, ...expected: number[]): OddRequest => ({
    name,
    request: Buffer.from(text, 'latin1'),
    expected,
  });
  return [
    raw('no HTTP', 'hello\r\n\r\n', 400),
    raw('TLS to the plain port', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 400),
    raw('another protocol', 'GET / SIP/2.0\r\n\r\n', 400),
    raw('HTTP/9.9', 'GET / HTTP/9.9\r\nHost: localhost\r\n\r\n', 400, 505),
    raw('a header without a colon', 'GET / HTTP/1.1\r\nHost localhost\r\n\r\n', 400),
    raw('a header that is folded', 'GET / HTTP/1.1\r\nHost: localhost\r\nX: a\r\n b\r\n\r\n', 400, 421),
    raw('NUL in a header', 'GET / HTTP/1.1\r\nHost: localhost\r\nX: a\x00b\r\n\r\n', 400),
    raw('headers of 40 KB', `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'a'.repeat(40_000)}\r\n\r\n`, 431),
    raw(
      'three thousand headers',
      `GET / HTTP/1.1\r\nHost: localhost\r\n${'X: a\r\n'.repeat(3_000)}\r\n`,
      200,
      421,
      431,
    ),
    raw('a blank in the target', 'GET /a b HTTP/1.1\r\nHost: localhost\r\n\r\n', 400),
  ];
}
