// Where a digest can be declined: a page with one button, and the POST behind it that mail programs send by themselves (RFC 8058, ADR 0047).
import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ERROR_CODES } from '#contracts/error-codes.ts';
import { stopDigestPath } from '#domain/delivery/stop-digest.ts';
import { escapeHtml } from '#domain/message/html-frame.ts';
import { declineDigests } from '#operations/decline-digests.ts';
import { presentHolder } from '#operations/seam/link-holder.ts';
import { type DigestReader, loadDigestReader } from '#store/digest-stop-store.ts';
import { findUsedLink } from '#store/used-link-store.ts';
import type { ApiContext } from './context.ts';
import type { OfficeContexts } from './office-contexts.ts';
import { orProblem } from './or-problem.ts';
import { ApiProblem } from './problem.ts';
import { requireLink } from './routes/links/view-link.ts';

// A mail program posts one short field; what it says does not matter, the address does.
const BODY_BYTES_MAX = 4096;
const PATH = stopDigestPath(':token');

type Asked = FastifyRequest<{ Params: { token: string } }>;

/** GET shows the page and changes nothing; POST tells the officer. Neither needs a login, both need a genuine link. */
export async function registerStopDigestRoutes(
  app: Pick<FastifyInstance, 'register'>,
  contexts: OfficeContexts,
): Promise<void> {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_BYTES_MAX }, (_request, _body, done) =>
      done(null),
    );
    scope.setErrorHandler((error, request, reply) => {
      if (!(error instanceof ApiProblem)) throw error;
      const { status, title } = ERROR_CODES[error.code];
      request.log.info({ code: error.code }, 'a link of a digest was refused');
      return sendPage(reply.status(status), title, [error.message]);
    });
    scope.get(PATH, async (request: Asked, reply) => {
      const context = await contexts.ofToken(request.params.token);
      const { jti, contactId } = requireStopLink(context, request.params.token);
      orProblem(await presentHolder(context, contactId));
      const used = await findUsedLink(context.database, jti);
      if (used !== null) return sendPage(reply, ...thanks);
      return sendPage(reply, ...question(await loadDigestReader(context.database, contactId)));
    });
    scope.post(PATH, async (request: Asked, reply) => {
      const context = await contexts.ofToken(request.params.token);
      const { jti, contactId } = requireStopLink(context, request.params.token);
      orProblem(await declineDigests(context, { kind: 'contact', contactId, by: 'link' }, { jti }));
      return sendPage(reply, ...thanks);
    });
  });
}

function requireStopLink(context: ApiContext, token: string): { jti: string; contactId: string } {
  const link = requireLink(context, token);
  if (link.action !== 'stop-digest')
    throw new ApiProblem('link-other-action', 'Mở đúng đường dẫn trong thư tổng hợp cho thao tác này.');
  return link;
}

type Content = [title: string, paragraphs: string[], button?: string];

function question({ name, agency }: DigestReader): Content {
  return [
    'Ngừng nhận thư tổng hợp?',
    [
      `Người nhận: ${name} (${agency.name}).`,
      'Thư nhắc nhiệm vụ được giao không tự ngừng được. Bấm nút dưới đây để gửi đề nghị tới cán bộ phụ trách; cán bộ sẽ xem xét và liên hệ.',
    ],
    'Gửi đề nghị',
  ];
}

const thanks: Content = [
  'Đã báo cho cán bộ phụ trách',
  [
    'Đề nghị ngừng gửi thư tổng hợp tới địa chỉ này đã được ghi lại. Trong lúc chờ xử lý, thư vẫn có thể được gửi. Không cần làm gì thêm.',
  ],
];

function sendPage(reply: FastifyReply, ...content: Content): FastifyReply {
  return reply
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex',
      'content-security-policy': `default-src 'none'; style-src '${STYLES_HASH}'; form-action 'self'; frame-ancestors 'none'`,
    })
    .send(page(...content));
}

function page(...[title, paragraphs, button]: Content): string {
  const body = paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`).join('\n');
  const form = button === undefined ? '' : `\n<form method="post"><button>${escapeHtml(button)}</button></form>`;
  return `<!DOCTYPE html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<style>${STYLES}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${body}${form}
</main>
</body>
</html>
`;
}

const STYLES = [
  'body{margin:0;padding:16px;background:#f3f5f8;color:#1b2430;font:16px/1.55 "Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}',
  'main{box-sizing:border-box;max-width:560px;margin:8vh auto 0;padding:24px;background:#fff;border:1px solid #dde3ea;border-radius:8px}',
  'h1{margin:0 0 12px;font-size:22px;line-height:1.3}p{margin:0 0 12px;overflow-wrap:anywhere}p:last-child{margin:0}',
  'button{min-height:44px;margin-top:4px;padding:8px 20px;border:0;border-radius:6px;background:#1a5a96;color:#fff;font:inherit;font-weight:600;cursor:pointer}',
  'button:focus-visible{outline:3px solid #f2b632;outline-offset:2px}',
].join('');

const STYLES_HASH = `sha256-${createHash('sha256').update(STYLES).digest('base64')}`;
