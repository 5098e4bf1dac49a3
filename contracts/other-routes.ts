// What the API offers beside the route table: files, pages for machines, and what other systems post. Described for OpenAPI; bound by hand in api/.
import { z } from 'zod';
import { ChangesQuery, ChangeTold } from './changes.ts';
import type { ErrorCode } from './error-codes.ts';
import { EVIDENCE_TYPES } from './evidence.ts';
import { Id } from './primitives.ts';
import { ReportFileQuery } from './report.ts';

export interface OtherRoute {
  method: 'GET' | 'POST';
  path: string;
  summary: string;
  params?: z.ZodObject;
  query?: z.ZodObject;
  /** Media types of the body, read as bytes. */
  bodyTypes?: readonly string[];
  refuses?: readonly ErrorCode[];
  /** Status → media types with their schema, of a stream of events that of the data of each; null = not JSON. */
  answers: Record<number, Record<string, z.ZodType | null>>;
  /** Headers that the request may have. */
  requestHeaders?: Record<string, object>;
  /** How a good answer looks that is no JSON. */
  example?: string;
  /** Headers of a good answer, by their names in the document. */
  headers?: readonly 'Content-Disposition'[];
  /** A refusal is a page for people, not problem+json. */
  refusesAsPage?: true;
  /** Needs no account: it tells nothing of anybody, or what is sent carries its authority. */
  everybody?: true;
}

const Readiness = z.object({ status: z.enum(['ready', 'not-ready']), checks: z.record(z.string(), z.boolean()) });
const Taken = z.object({ status: z.literal(200) });
const ofDigest = { params: z.object({ token: Id }), refusesAsPage: true, everybody: true } as const;
const refusesLinks = ['link-invalid', 'link-expired', 'link-other-action', 'link-holder-changed'] as const;

const EXAMPLE_OF_EVENTS = [
  'retry: 4231\nid: 811\n',
  'data: {"type":"assignment","id":"viec-12"}\n',
  'id: 812\ndata: {"type":"plan","id":"ke-hoach-3"}\n',
  ': …\n',
  'event: reset\nid: 813\ndata: {"type":"reset"}\n\n',
].join('\n');

export const EvidenceFileParams = z.object({ id: Id, fileId: Id });

/** Every address that answers with something else than the JSON of the route table. */
export const otherRoutes = {
  getOverdueReportFile: {
    method: 'GET',
    path: '/api/reports/overdue/file',
    summary: 'The overdue audit as Word to sign, or as Excel to count on with',
    query: ReportFileQuery,
    refuses: ['not-found'],
    headers: ['Content-Disposition'],
    answers: {
      200: {
        'application/vnd.openxmlformats-officedocument.wordprocessingml.document': null,
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': null,
      },
    },
  },
  exportAudit: {
    method: 'GET',
    path: '/api/audit/export',
    summary: 'The whole audit log as JSON Lines, the same bytes as `dondoc audit export`',
    headers: ['Content-Disposition'],
    answers: { 200: { 'application/x-ndjson': null } },
  },
  listenToChanges: {
    method: 'GET',
    path: '/api/events',
    summary:
      'Server-sent events: what changes of what may be seen, by kind and id; ends with the session or key, goes on behind Last-Event-ID',
    query: ChangesQuery,
    refuses: ['not-found', 'too-many-streams'],
    requestHeaders: {
      'Last-Event-ID': {
        description: 'The last `id` that was heard; a browser sends it by itself when it comes back.',
        schema: { type: 'string', pattern: '^[0-9]{1,15}$' },
        example: '812',
      },
    },
    answers: { 200: { 'text/event-stream': ChangeTold } },
    example: EXAMPLE_OF_EVENTS,
  },
  getEvidenceFile: {
    method: 'GET',
    path: '/api/assignments/:id/files/:fileId',
    summary: 'A file of a report, as an attachment; a content that is not what was handed in breaks off before its end',
    params: EvidenceFileParams,
    refuses: ['not-found', 'evidence-lost'],
    headers: ['Content-Disposition'],
    answers: { 200: Object.fromEntries(Object.keys(EVIDENCE_TYPES).map((type) => [type, null])) },
  },
  getHealth: {
    method: 'GET',
    path: '/healthz',
    summary: 'The process is up',
    everybody: true,
    answers: { 200: { 'application/json': z.object({ status: z.literal('ok') }) } },
  },
  getReadiness: {
    method: 'GET',
    path: '/readyz',
    summary: 'Whether database, Temporal and a worker answer',
    everybody: true,
    answers: { 200: { 'application/json': Readiness }, 503: { 'application/json': Readiness } },
  },
  getMetrics: {
    method: 'GET',
    path: '/metrics',
    summary: 'Figures for Prometheus',
    everybody: true,
    answers: { 200: { 'text/plain': null } },
  },
  getOpenApi: {
    method: 'GET',
    path: '/openapi.json',
    summary: 'This document',
    everybody: true,
    answers: { 200: { 'application/json': z.looseObject({}) } },
  },
  getErrorPage: {
    method: 'GET',
    path: '/docs/errors/:code',
    summary: 'What an error means and what to do',
    everybody: true,
    params: z.object({ code: Id }),
    refuses: ['not-found'],
    answers: { 200: { 'text/markdown': null } },
  },
  getStopDigestPage: {
    method: 'GET',
    path: '/l/:token/thu-tong-hop',
    summary: 'The page on which a reader asks for no more digests; changes nothing',
    ...ofDigest,
    refuses: refusesLinks,
    answers: { 200: { 'text/html': null } },
  },
  stopDigest: {
    method: 'POST',
    path: '/l/:token/thu-tong-hop',
    summary: 'One click of a mail program (RFC 8058): tells the officer',
    ...ofDigest,
    bodyTypes: ['application/x-www-form-urlencoded'],
    refuses: refusesLinks,
    answers: { 200: { 'text/html': null } },
  },
  returnFromSingleSignOn: {
    method: 'GET',
    path: '/api/auth/callback/:provider',
    summary:
      'Where the other system of the office leads back to; goes on to the page that was wanted, signed in or with `error`',
    params: z.object({ provider: Id }),
    refuses: ['not-found'],
    everybody: true,
    answers: { 302: {} },
  },
  postZaloEvent: {
    method: 'POST',
    path: '/webhooks/zalo',
    summary: 'An event of Zalo with its signature; only where Zalo is set up',
    everybody: true,
    bodyTypes: ['application/json'],
    refuses: ['event-not-genuine', 'event-too-old', 'engine-unavailable', 'not-found'],
    answers: { 200: { 'application/json': Taken } },
  },
  postMail: {
    method: 'POST',
    path: '/webhooks/mail',
    summary: 'A returned mail or an answer, with the secret in X-Dondoc-Secret; only where it is set up',
    everybody: true,
    bodyTypes: ['message/rfc822'],
    refuses: ['event-not-genuine', 'not-found'],
    answers: { 200: { 'application/json': Taken } },
  },
} as const satisfies Record<string, OtherRoute>;
