// The built pages. Every address that is neither a file nor the API's belongs to the single page.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { decodedPath } from './machine-paths.ts';
import { contentPolicy } from './security-headers.ts';

export interface PagesSetup {
  webDist: string;
  /** The path below which browsers see the product; empty = it has its name for itself. */
  publicPath: string;
  /** Whether the page of the local mailbox is there, which shows mails as they are made. */
  mailbox: boolean;
}

/** The single page; what it shows is decided by its address. */
export type SendPage = (request: FastifyRequest, reply: FastifyReply) => FastifyReply;

const MAILBOX_PAGE = '/dev/mailbox';

/** Serves the files of `webDist`; hashed assets are cached for good, the page itself never: it carries a word that counts once. */
export async function registerPages(server: FastifyInstance, setup: PagesSetup): Promise<SendPage> {
  const { webDist, publicPath, mailbox } = setup;
  await server.register(fastifyStatic, {
    root: webDist,
    index: false,
    wildcard: false,
    globIgnore: ['index.html'],
    cacheControl: false,
    preCompressed: true,
    setHeaders: (response, path) => {
      const hashed = path.includes('/assets/');
      response.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  const built = readFileSync(join(webDist, 'index.html'), 'utf8').replaceAll(/(href|src)="\.\//g, `$1="${publicPath}/`);
  const sendPage: SendPage = (request, reply) => {
    const nonce = randomBytes(16).toString('base64url');
    // Mails are written with styles in their elements, and their frame inherits this policy: on this page of a playground they may stand.
    const styles = mailbox && decodedPath(request.url) === MAILBOX_PAGE ? "'unsafe-inline'" : `'nonce-${nonce}'`;
    return reply
      .headers({ 'content-security-policy': contentPolicy([styles]), 'cache-control': 'no-store' })
      .type('text/html; charset=utf-8')
      .send(built.replace('<head>', `<head><meta name="dondoc-page" data-path="${publicPath}" data-nonce="${nonce}">`));
  };
  server.get('/', sendPage);
  return sendPage;
}
