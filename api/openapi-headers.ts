// Headers of requests and answers as the document describes them; each stands once under components and is referred to.
import type { OtherRoute } from '#contracts/other-routes.ts';
import type { Route } from '#contracts/routes.ts';

// `*`, or entity tags with their quotes (RFC 9110, section 13.1.1).
const TAG = '(W/)?"[!#-~]*"';
const IF_MATCH_PATTERN = `^(\\*|${TAG}(, ?${TAG})*)$`;

const IF_MATCH = {
  name: 'If-Match',
  in: 'header',
  required: false,
  description: 'The etag that was seen; 412 when somebody has changed it since. Left out: whatever is there now.',
  schema: { type: 'string', pattern: IF_MATCH_PATTERN },
};

const IF_NONE_MATCH = {
  name: 'If-None-Match',
  in: 'header',
  required: false,
  description:
    'The ETag of an earlier answer; 304 without a body when it would be the same now. What is no tag is the tag of nothing.',
  schema: { type: 'string' },
};

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'Names this request for a day: sent again with it, it is carried out once and answered alike.',
  schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[!-~]+$' },
};

/** The headers that a request of this operation can carry. */
export function requestHeaders({ method, ifMatch, idempotencyKey }: Route): object[] {
  return [
    ...(ifMatch ? [IF_MATCH] : []),
    ...(method === 'GET' ? [IF_NONE_MATCH] : []),
    ...(idempotencyKey ? [IDEMPOTENCY_KEY] : []),
  ];
}

const text = (description: string, example: string) => ({ description, schema: { type: 'string' }, example });
const number = (description: string, example: number) => ({ description, schema: { type: 'integer' }, example });

/** The part `components.headers` of the document. */
export const HEADERS = {
  ETag: text(
    'The version of what is shown, was changed or (with 412) is there now, for If-Match; of what was asked for, for If-None-Match.',
    '"row-12-3"',
  ),
  Link: text(
    '`<address>; rel="next"`, relative to the address that was asked (RFC 8288); left out on the last page.',
    '<plans?cursor=eyJhZnRlciI6MjB9>; rel="next"',
  ),
  'Idempotency-Replayed': text(
    '`true`: this is the answer that the same request with this key was given before.',
    'true',
  ),
  'Content-Disposition': text('Always an attachment, with a name for the file.', 'attachment; filename="bao-cao.docx"'),
  Location: text('The page that it goes on to.', '/viec'),
  'Retry-After': number('Seconds after which it is worth asking again.', 20),
  'RateLimit-Limit': number('Requests a minute that the account, the key or the address may have.', 600),
  'RateLimit-Remaining': number('How many of them are left.', 599),
  'RateLimit-Reset': number('Seconds until there are all of them again.', 42),
} as const;

type Header = keyof typeof HEADERS;

/** What an answer of this status can carry besides the headers that every answer has. */
export function answerHeaders(route: Route | OtherRoute, status: string): { headers?: object } {
  const ofTable = 'response' in route ? route : null;
  const isGood = status === '200';
  const hasKey = ofTable?.idempotencyKey === true;
  // Health, figures, letters' own pages and what other systems post are not counted.
  const isCounted = (isGood && (ofTable !== null || route.everybody !== true)) || status === '429';
  const carried: Record<Header, boolean> = {
    ETag: ofTable !== null && (['304', '412'].includes(status) || (isGood && (ofTable.etag ?? route.method === 'GET'))),
    Link: ofTable?.pages === true && (isGood || status === '304'),
    // What was refused is answered alike too; a failure of ours is no answer.
    'Idempotency-Replayed': hasKey && Number(status) < 500,
    'Content-Disposition': isGood && 'answers' in route && route.headers?.includes('Content-Disposition') === true,
    Location: status === '302',
    // Where another request is at work with the same key it is worth asking again soon.
    'Retry-After': ['429', '503'].includes(status) || (hasKey && status === '409'),
    'RateLimit-Limit': isCounted,
    'RateLimit-Remaining': isCounted,
    'RateLimit-Reset': isCounted,
  };
  const names = Object.entries(carried).flatMap(([name, isCarried]) => (isCarried ? [name] : []));
  if (names.length === 0) return {};
  return { headers: Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }])) };
}
