// Refusals and failures as problem+json (RFC 9457). What is internal goes to the log, never to the answer.
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { ERROR_CODES, type ErrorCode } from '#contracts/error-codes.ts';
import type { Problem } from '#contracts/problem.ts';
import { NotAllowed } from '#operations/seam/not-allowed.ts';
import { ProofNeeded } from '#operations/seam/proof-needed.ts';
import { SecondFactorNeeded } from '#operations/seam/second-factor-needed.ts';
import { describeIssues } from './describe-issues.ts';

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** An expected refusal; `detail` is Vietnamese and says what to do. */
export class ApiProblem extends Error {
  readonly code: ErrorCode;
  readonly issues: Problem['issues'];
  readonly more: ProblemMore;

  constructor(code: ErrorCode, detail: string, issues?: Problem['issues'], more: ProblemMore = {}) {
    super(detail);
    this.code = code;
    this.issues = issues;
    this.more = more;
  }
}

/** What some refusals say besides: what is there now, who changed it, where to look, when to ask again. */
export type ProblemMore = Partial<Pick<Problem, 'current' | 'changes' | 'href'>> & { retryAfterSeconds?: number };

/** Answers any error with its problem; an unknown one is logged whole and answered as internal. */
export function answerProblem(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = toProblem(error);
  // A refusal was expected, and its words say all of it.
  if (problem.status >= 500 && !(error instanceof ApiProblem)) request.log.error({ err: error }, 'request failed');
  if (problem.current !== undefined) reply.header('etag', problem.current.etag);
  return sendProblem(reply, problem, error instanceof ApiProblem ? error.more.retryAfterSeconds : undefined);
}

/** Answers an address that is nobody's, or that does not take the method (`methods` are those it takes). */
export function answerNotFound(request: FastifyRequest, reply: FastifyReply, methods: string[] = []): FastifyReply {
  if (methods.length === 0 || methods.includes(request.method))
    return sendProblem(reply, problemOf('not-found', 'Địa chỉ này không tồn tại.'));
  const detail = `Địa chỉ này chỉ nhận ${methods.join(', ')}.`;
  return sendProblem(reply.header('allow', methods.join(', ')), problemOf('method-not-allowed', detail));
}

/** The body of a refusal. */
export function problemOf(code: ErrorCode, detail: string, issues?: Problem['issues']): Problem {
  const { status, title } = ERROR_CODES[code];
  return { type: `/docs/errors/${code}`, title, status, detail, code, ...(issues ? { issues } : {}) };
}

const RETRY_AFTER_SECONDS = 20;

function sendProblem(reply: FastifyReply, problem: Problem, retryAfterSeconds?: number): FastifyReply {
  // Every kind of 503 passes by itself; what knows better says when.
  const seconds = retryAfterSeconds ?? (problem.status === 503 ? RETRY_AFTER_SECONDS : undefined);
  if (seconds !== undefined) reply.header('retry-after', String(seconds));
  // As bytes: the schema of a route tells of its good answers, and this one must pass without it.
  const type = `${reply.server?.publicPath ?? ''}${problem.type}`;
  return reply
    .status(problem.status)
    .type(PROBLEM_TYPE)
    .send(JSON.stringify({ ...problem, type }));
}

function toProblem(error: FastifyError | Error): Problem {
  if (error instanceof ApiProblem) {
    const { retryAfterSeconds: _header, ...members } = error.more;
    return { ...problemOf(error.code, error.message, error.issues), ...members };
  }
  if (error instanceof NotAllowed || error instanceof ProofNeeded || error instanceof SecondFactorNeeded)
    return problemOf(error.code, error.message);
  if (hasZodFastifySchemaValidationErrors(error)) {
    const issues = describeIssues(error.validation, String(error.validationContext ?? ''));
    return problemOf('invalid-request', 'Kiểm tra lại các ô được nêu và gửi lại.', issues);
  }
  if (isEngineFailure(error))
    return problemOf('engine-unavailable', 'Chưa ghi nhận được thao tác. Vui lòng thử lại sau ít phút.');
  const refusal = REFUSALS.get('statusCode' in error ? error.statusCode : undefined);
  if (refusal !== undefined) return problemOf(...refusal);
  return problemOf('internal', 'Đã có lỗi ngoài dự kiến, lỗi đã được ghi lại. Vui lòng báo quản trị hệ thống.');
}

// What the framework refuses by itself before a handler sees it.
const MEDIA: Refusal = [
  'media-type-unknown',
  'Gửi JSON (application/json), hoặc tệp kế hoạch bằng multipart/form-data.',
];
const UNREADABLE: Refusal = [
  'invalid-request',
  'Nội dung gửi lên bị thiếu, bị cắt hoặc sai dạng nên không đọc được. Gửi lại đầy đủ.',
];
type Refusal = [ErrorCode, string];
const REFUSALS = new Map<number | undefined, Refusal>([
  [400, UNREADABLE],
  [404, ['not-found', 'Địa chỉ này không tồn tại.']],
  [406, MEDIA],
  [408, ['request-too-slow', 'Yêu cầu không đến đủ trong thời gian cho phép. Kiểm tra đường mạng rồi gửi lại.']],
  [
    413,
    ['body-too-large', 'Nội dung lớn hơn mức nhận: 1 MB với biểu mẫu, 20 MB với tệp kế hoạch. Thu nhỏ rồi gửi lại.'],
  ],
  [414, ['address-too-long', 'Địa chỉ dài hơn mức nhận. Bớt điều kiện lọc hoặc mở lại từ trang chủ.']],
  [415, MEDIA],
]);

function isEngineFailure(error: Error): boolean {
  return ['ServiceError', 'WorkflowNotFoundError', 'TransportError', 'EngineUnavailable'].includes(error.name);
}
