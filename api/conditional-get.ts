// What was asked for before and has not changed is not sent again: each answer to a GET has the hash of its text as its tag, and who names
// that in If-None-Match hears 304 (RFC 9110). Of what can be changed the tag holds the version too, so that If-Match may say it (docs/adr/0260).
import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { readTags } from '#domain/shared/version-tag.ts';

const READS = ['GET', 'HEAD'];

/** Gives every JSON answer of the API a tag, and answers 304 to whoever has it already. */
export function registerConditionalGet(app: Pick<FastifyInstance, 'addHook'>): void {
  app.addHook('onSend', async (request, reply, payload) => {
    const isAnswer = reply.statusCode === 200 && typeof payload === 'string' && payload !== '';
    if (!READS.includes(request.method) || !isAnswer || !request.url.startsWith('/api/')) return payload;
    const version = reply.getHeader('etag');
    const tag = representationTag(typeof version === 'string' ? version : '""', payload);
    reply.header('etag', tag);
    const seen = readTags(request.headers['if-none-match'] ?? '') ?? [];
    // Weak comparison: the question is whether the text is the same.
    if (!seen.some((one) => one === '*' || one.replace(/^W\//, '') === tag)) return payload;
    reply.status(304).removeHeader('content-type');
    return '';
  });
}

/** The tag of an answer that shows this version of something, as this text. */
function representationTag(version: string, payload: string): string {
  const hash = createHash('sha256').update(payload).digest('base64url').slice(0, HASH_LENGTH);
  return version.replace(/"$/, `${version === '""' ? '' : '~'}${hash}"`);
}

const HASH_LENGTH = 22;

/** The version that such a tag holds; one that holds none stays as it is. */
export function versionIn(tag: string): string {
  return tag.replace(/~[\w-]{22}"$/, '"');
}
