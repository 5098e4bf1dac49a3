// Refusals and failures as problem+json (RFC 9457). What is internal goes to the log, never to the answer.
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { ERROR_CODES, type ErrorCode } from '#contracts/error-codes.ts';
import type { Problem } from '#contracts/routes.ts';

/** An expected refusal; `detail` is Vietnamese and says what to do. */
export class ApiProblem extends Error {
  readonly code: ErrorCode;
  readonly issues: Problem['issues'];

  constructor(code: ErrorCode, detail: string, issues?: Problem['issues']) {
    super(detail);
    this.code = code;
    this.issues = issues;
  }
}

/** Answers any error with its problem; an unknown one is logged whole and answered as internal. */
export function answerProblem(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = toProblem(error);
  if (problem.status >= 500) request.log.error({ err: error }, 'request failed');
  return reply.status(problem.status).type('application/problem+json').send(problem);
}

/** Answers an address that is nobody's. */
export function answerNotFound(_request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = problemOf('not-found', 'Địa chỉ này không tồn tại.');
  return reply.status(problem.status).type('application/problem+json').send(problem);
}

function toProblem(error: FastifyError | Error): Problem {
  if (error instanceof ApiProblem) return problemOf(error.code, error.message, error.issues);
  if (hasZodFastifySchemaValidationErrors(error)) {
    const issues = error.validation.map((issue) => ({
      place: issue.instancePath.replaceAll('/', '.').slice(1) || String(error.validationContext ?? ''),
      message: issue.message ?? 'không hợp lệ',
    }));
    return problemOf('invalid-request', 'Kiểm tra lại các ô được nêu và gửi lại.', issues);
  }
  if (isEngineFailure(error))
    return problemOf('engine-unavailable', 'Chưa ghi nhận được thao tác. Vui lòng thử lại sau ít phút.');
  const status = 'statusCode' in error ? error.statusCode : undefined;
  if (status !== undefined && status >= 400 && status < 500)
    return { ...problemOf('invalid-request', 'Yêu cầu không hợp lệ hoặc tệp quá lớn.'), status };
  return problemOf('internal', 'Đã có lỗi ngoài dự kiến, lỗi đã được ghi lại. Vui lòng báo quản trị hệ thống.');
}

function problemOf(code: ErrorCode, detail: string, issues?: Problem['issues']): Problem {
  const { status, title } = ERROR_CODES[code];
  return { type: `/docs/errors/${code}`, title, status, detail, code, ...(issues ? { issues } : {}) };
}

function isEngineFailure(error: Error): boolean {
  return ['ServiceError', 'WorkflowNotFoundError', 'TransportError', 'EngineUnavailable'].includes(error.name);
}
