// What is wrong with a request, field by field: the JSON path for machines, the field and its values in the words of people.
import type { FastifySchemaValidationError } from 'fastify';
import type { Problem } from '#contracts/problem.ts';
import { fieldWords, valueWords } from '#domain/words/request-words.ts';

type Issue = NonNullable<Problem['issues']>[number];

/** The issues of a request that does not fit its schema; `context` says which part of it (its query, its body). */
export function describeIssues(
  found: readonly Pick<FastifySchemaValidationError, 'instancePath' | 'message' | 'keyword' | 'params'>[],
  context: string,
): Issue[] {
  return found.map(({ instancePath, message = 'không hợp lệ', keyword, params }) => {
    const path = instancePath.split('/').filter(Boolean);
    // `roles.3.role` is a role: the last name that is no number.
    const field = path.findLast((part) => !/^\d+$/.test(part)) ?? '';
    const label = fieldWords(field);
    const named = allowedWords(field, keyword === 'invalid_union' ? params.options : params.values);
    return { place: path.join('.') || context, ...(label === null ? {} : { label }), message: named ?? message };
  });
}

function allowedWords(field: string, values: unknown): string | null {
  if (!Array.isArray(values)) return null;
  return `phải là một trong: ${values.map((value) => valueWords(field, String(value))).join('; ')}`;
}
