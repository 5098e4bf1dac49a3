// The HTTP side as one value: routes of the table, operations, the built pages. Nothing listens yet.
import multipart from '@fastify/multipart';
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { publicPathOf, withoutPublicPath } from '#config/public-path.ts';
import { type Route, routes } from '#contracts/routes.ts';
import { FILE_LIMITS } from '#documents/limits.ts';
import type { ActorOf } from '#operations/seam/actor.ts';
import { answerOnce, type OperationId, ownerOf } from './answer-once.ts';
import { registerAuditExportRoute } from './audit-export-route.ts';
import { registerBrowserGuard } from './browser-guard.ts';
import { registerChangeRoute } from './changes/change-route.ts';
import { registerConditionalGet } from './conditional-get.ts';
import type { ApiContext } from './context.ts';
import { registerDevRoutes } from './dev-routes.ts';
import { registerEvidenceFileRoutes } from './evidence-file-routes.ts';
import { handlers } from './handlers.ts';
import { guardServer, serverOptions } from './http-server.ts';
import { collectRoutes } from './known-routes.ts';
import { isMachinePath } from './machine-paths.ts';
import { createOfficeContexts } from './office-contexts.ts';
import { registerOperationRoutes } from './operation-routes.ts';
import { registerPages } from './pages.ts';
import { answerNotFound, answerProblem } from './problem.ts';
import { registerRateLimits } from './rate-limits.ts';
import { registerReportFileRoutes } from './report-file-routes.ts';
import { requireAccount } from './require-account.ts';
import { responseTag } from './response-tag.ts';
import { registerSecurityHeaders } from './security-headers.ts';
import { serialiseOnce } from './serialise-once.ts';
import { registerSingleSignOnRoute } from './single-sign-on-route.ts';
import { registerStopDigestRoutes } from './stop-digest-routes.ts';
import { registerBodyCut } from './uploads/cut-unread-bodies.ts';
import { compileValidator, NO_QUERY } from './validate-request.ts';
import { registerWebhookRoutes } from './webhook-routes.ts';

const BODY_BYTES_MAX = 1024 * 1024;

// One file and little around it; how large the file may be and how long it may take is the business of api/uploads.
const FORM_LIMITS = { files: 1, fields: 10, parts: 11, fieldSize: 64 * 1024 };

/** Binds every route of the table to its handler; an answer that does not fit the table's schema is an error, not sent. */
export async function createApp(context: ApiContext, loggerInstance: FastifyBaseLogger): Promise<FastifyInstance> {
  const publicPath = publicPathOf(context.publicUrl);
  const app = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_BYTES_MAX,
    rewriteUrl: ({ url = '/' }) => withoutPublicPath(url, publicPath),
    ...serverOptions,
  });
  app.setValidatorCompiler(compileValidator);
  app.setSerializerCompiler(serialiseOnce());
  app.decorateRequest('actor', null);
  app.decorate('publicPath', publicPath);
  app.setErrorHandler(answerProblem);
  // Forms of other sites can send plain text and call it JSON; nobody else does.
  app.removeContentTypeParser('text/plain');
  await registerSecurityHeaders(app, context.publicUrl);
  guardServer(app);
  registerBrowserGuard(app, context.publicUrl);
  registerConditionalGet(app);
  // Of what nobody takes no body is read.
  app.addHook('onRequest', async (request, reply) =>
    request.is404 && !READS.includes(request.method)
      ? answerNotFound(request, reply, known.methodsOf(request.url))
      : undefined,
  );
  const known = collectRoutes(app, { pages: context.webDist !== null });
  const fileSize = 2 * Math.max(FILE_LIMITS.fileBytes, context.evidence.limits.fileBytes);
  await app.register(multipart, { limits: { ...FORM_LIMITS, fileSize } });
  registerBodyCut(app);
  const contexts = createOfficeContexts(context);
  await registerRateLimits(app, context);
  bindTable(app, context, contexts);
  registerReportFileRoutes(app, context, contexts);
  registerAuditExportRoute(app, context, contexts);
  registerChangeRoute(app, context, contexts);
  registerEvidenceFileRoutes(app, context, contexts);
  registerOperationRoutes(app, context);
  if (context.singleSignOn !== undefined) registerSingleSignOnRoute(app, context);
  await registerWebhookRoutes(app, context);
  await registerStopDigestRoutes(app, contexts);
  if (context.mailboxDir !== null) registerDevRoutes(app, context, context.mailboxDir);
  const mailbox = context.mailboxDir !== null;
  const { webDist } = context;
  const sendPage = webDist === null ? null : await registerPages(app, { webDist, publicPath, mailbox });
  app.setNotFoundHandler((request, reply) =>
    sendPage !== null && !isMachinePath(request.url) && READS.includes(request.method)
      ? sendPage(request, reply)
      : answerNotFound(request, reply, known.methodsOf(request.url)),
  );
  return app;
}

function bindTable(app: FastifyInstance, context: ApiContext, contexts: ReturnType<typeof createOfficeContexts>): void {
  for (const [operation, route] of Object.entries<Route>(routes)) {
    const handle = handlers[operation as keyof typeof routes] as unknown as AnyHandler;
    app.withTypeProvider<ZodTypeProvider>().route({
      method: route.method,
      url: route.path,
      schema: {
        ...(route.params ? { params: route.params } : {}),
        querystring: route.query ?? NO_QUERY,
        ...(route.body ? { body: route.body } : {}),
        response: { 200: route.response },
      },
      // Of somebody who is not signed in nothing more is read.
      onRequest: async (request, reply) => {
        if (route.everybody === true) await app.brakes.ofAddress(request, reply);
        else request.actor = await requireAccount(context, request, reply);
      },
      handler: async (request, reply) => {
        const { actor, params, query, body } = request;
        const here = await contexts.ofRequest(request, route.everybody === true);
        const carry = (operationId: OperationId) =>
          handle(here, { actor, params, query, body, raw: request, reply, operationId, inOffice: contexts.of });
        // An upload is read first: what its key stands for is the file.
        const once = route.idempotencyKey === true && route.upload === undefined;
        const parts = [request.url, JSON.stringify(body ?? null)];
        const answer = await (once
          ? answerOnce(here, operation, { headers: request.headers, reply, owner: ownerOf(actor) }, parts, carry)
          : carry(null));
        const tag = responseTag(operation, answer, params);
        if (tag !== undefined) reply.header('etag', tag);
        return answer;
      },
    });
  }
}

declare module 'fastify' {
  interface FastifyInstance {
    /** The path below which browsers see the product; empty = it has its name for itself. */
    publicPath: string;
  }
  interface FastifyRequest {
    /** Whose request it is; null on what is for everybody. */
    actor: ActorOf<'account'> | null;
  }
}

const READS = ['GET', 'HEAD'];

type AnyHandler = (context: ApiContext, request: object) => Promise<unknown>;
