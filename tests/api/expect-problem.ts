import { expect } from 'vitest';
import { ERROR_CODES, type ErrorCode } from '#contracts/error-codes.ts';
import { Problem } from '#contracts/problem.ts';
import type { Answer } from '../support/api.ts';

/** The answer is problem+json of that code, in Vietnamese, and says nothing of the inside. */
export function expectProblem(answer: Answer, code: ErrorCode): Problem {
  expect([answer.status, answer.body.code]).toEqual([ERROR_CODES[code].status, code]);
  expect(answer.type).toContain('application/problem+json');
  const problem = Problem.parse(answer.body);
  expect(problem).toMatchObject({ title: ERROR_CODES[code].title, type: `/docs/errors/${code}` });
  expect(problem.detail).toMatch(/[ăâđêôơưàáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụỳýỷỹỵấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữự]/i);
  expect(JSON.stringify(problem)).not.toMatch(/Prisma|prisma|Error:|node_modules|at \w+ \(/);
  return problem;
}
