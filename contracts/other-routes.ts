// What the API offers beside the route table: files, pages for machines, and what other systems post. Described for OpenAPI; bound by hand in api/.
import { z } from 'zod';
import type { ErrorCode } from './error-codes.ts';
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
  /** Status → media types with their schema; null = not JSON. */
  answers: Record<number, Record<string, z.ZodType | null>>;
  /** A refusal is a page for people, not problem+json. */
  refusesAsPage?: true;
}

const Readiness = z.object({ status: z.enum(['ready', 'not-ready']), checks: z.record(z.string(), z.boolean()) });
const Taken = z.object({ status: z.literal(200) });
const ofDigest = { params: z.object({ token: Id }), refusesAsPage: true } as const;
const refusesLinks = ['link-invalid', 'link-expired', 'link-other-action', 'link-holder-changed'] as const;

/** Every address that answers with something else than the JSON of the route table. */
export const otherRoutes = {
  getOverdueReportFile: {
    method: 'GET',
    path: '/api/reports/overdue/file',
    summary: 'The overdue audit as Word to sign, or as Excel to count on with',
    query: ReportFileQuery,
    refuses: ['not-found'],
    answers: {
      200: {
        'application/vnd.openxmlformats-officedocument.wordprocessingml.document': null,
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': null,
      },
    },
  },
  getHealth: {
    method: 'GET',
    path: '/healthz',
    summary: 'The process is up',
    answers: { 200: { 'application/json': z.object({ status: z.literal('ok') }) } },
  },
  getReadiness: {
    method: 'GET',
    path: '/readyz',
    summary: 'Whether database, Temporal and a worker answer',
    answers: { 200: { 'application/json': Readiness }, 503: { 'application/json': Readiness } },
  },
  getMetrics: {
    method: 'GET',
    path: '/metrics',
    summary: 'Figures for Prometheus',
    answers: { 200: { 'text/plain': null } },
  },
  getOpenApi: {
    method: 'GET',
    path: '/openapi.json',
    summary: 'This document',
    answers: { 200: { 'application/json': z.looseObject({}) } },
  },
  getErrorPage: {
    method: 'GET',
    path: '/docs/errors/:code',
    summary: 'What an error means and what to do',
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
  postZaloEvent: {
    method: 'POST',
    path: '/webhooks/zalo',
    summary: 'An event of Zalo with its signature; only where Zalo is set up',
    bodyTypes: ['application/json'],
    refuses: ['event-not-genuine', 'event-too-old', 'engine-unavailable', 'not-found'],
    answers: { 200: { 'application/json': Taken } },
  },
  postMail: {
    method: 'POST',
    path: '/webhooks/mail',
    summary: 'A returned mail or an answer, with the secret in X-Dondoc-Secret; only where it is set up',
    bodyTypes: ['message/rfc822'],
    refuses: ['event-not-genuine', 'not-found'],
    answers: { 200: { 'application/json': Taken } },
  },
} as const satisfies Record<string, OtherRoute>;
