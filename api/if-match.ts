import type { FastifyRequest } from 'fastify';
import { readTags } from '#domain/shared/version-tag.ts';
import { versionIn } from './conditional-get.ts';
import { ApiProblem } from './problem.ts';

/** The versions that the caller has seen, or null when it names none; what is no list of tags is refused. */
export function seenTags({ headers }: Pick<FastifyRequest, 'headers'>): string[] | null {
  const header = headers['if-match'];
  if (header === undefined) return null;
  const tags = readTags(header);
  if (tags !== null) return tags.map(versionIn);
  throw new ApiProblem(
    'invalid-request',
    'If-Match phải ghi đúng giá trị etag đã nhận, kể cả dấu ngoặc kép, ví dụ "row-…-3".',
  );
}
