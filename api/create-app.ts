// The HTTP side as one value: routes of the table, operations, the built pages. Nothing listens yet.
import multipart from '@fastify/multipart';
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { type Route, routes } from '#contracts/routes.ts';
import { FILE_LIMITS } from '#documents/limits.ts';
import { answerOnce, type OperationId } from './answer-once.ts';
import { registerBrowserGuard } from './browser-guard.ts';
import type { ApiContext } from './context.ts';
import { registerDevRoutes } from './dev-routes.ts';
import { handlers } from './handlers.ts';
import { guardServer, serverOptions } from './http-server.ts';
import { collectRoutes } from './known-routes.ts';
import { isMachinePath } from './machine-paths.ts';
import { registerOperationRoutes } from './operation-routes.ts';
import { registerPages, sendPage } from './pages.ts';
import { answerNotFound, answerProblem } from './problem.ts';
import { registerReportFileRoutes } from './report-file-routes.ts';
import { responseTag } from './response-tag.ts';
import { registerSecurityHeaders } from './security-headers.ts';
import { serialiseOnce } from './serialise-once.ts';
import { registerStopDigestRoutes } from './stop-digest-routes.ts';
import { registerBodyCut } from './uploads/cut-unread-bodies.ts';
import { registerWebhookRoutes } from './webhook-routes.ts';

const BODY_BYTES_MAX = 1024 * 1024;

// One file and little around it; how large the file may be and how long it may take is the business of api/uploads.
const FORM_LIMITS = { files: 1, fields: 10, parts: 11, fieldSize: 64 * 1024, fileSize: FILE_LIMITS.fileBytes * 2 };

/** Binds every route of the table to its handler; an answer that does not fit the table's schema is an error, not sent. */
export async function createApp(context: ApiContext, loggerInstance: FastifyBaseLogger): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_BYTES_MAX,
    ...serverOptions,
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serialiseOnce());
  app.setErrorHandler(answerProblem);
  // Forms of other sites can send plain text and call it JSON; nobody else does.
  app.removeContentTypeParser('text/plain');
  await registerSecurityHeaders(app, context.publicUrl);
  guardServer(app);
  registerBrowserGuard(app, context.publicUrl);
  // Of what nobody takes no body is read.
  app.addHook('onRequest', async (request, reply) =>
    request.is404 && !READS.includes(request.method)
      ? answerNotFound(request, reply, known.methodsOf(request.url))
      : undefined,
  );
  const known = collectRoutes(app, { pages: context.webDist !== null });
  await app.register(multipart, { limits: FORM_LIMITS });
  registerBodyCut(app);
  for (const [operation, route] of Object.entries<Route>(routes)) {
    const handle = handlers[operation as keyof typeof routes] as unknown as AnyHandler;
    app.withTypeProvider<ZodTypeProvider>().route({
      method: route.method,
      url: route.path,
      schema: {
        ...(route.params ? { params: route.params } : {}),
        ...(route.query ? { querystring: route.query } : {}),
        ...(route.body ? { body: route.body } : {}),
        response: { 200: route.response },
      },
      handler: async (request, reply) => {
        const { params, query, body } = request;
        const carry = (operationId: OperationId) =>
          handle(context, { params, query, body, raw: request, reply, operationId });
        // An upload is read first: what its key stands for is the file.
        const once = route.idempotencyKey === true && route.upload === undefined;
        const parts = [request.url, JSON.stringify(body ?? null)];
        const answer = await (once
          ? answerOnce(context, operation, { headers: request.headers, reply }, parts, carry)
          : carry(null));
        const tag = responseTag(operation, answer, params);
        if (tag !== undefined) reply.header('etag', tag);
        return answer;
      },
    });
  }
  registerReportFileRoutes(app, context);
  registerOperationRoutes(app, context);
  await registerWebhookRoutes(app, context);
  await registerStopDigestRoutes(app, context);
  if (context.mailboxDir !== null) registerDevRoutes(app, context.mailboxDir, context.zaloSandboxUrl ?? null);
  if (context.webDist !== null) await registerPages(app, context.webDist);
  app.setNotFoundHandler((request, reply) =>
    context.webDist !== null && !isMachinePath(request.url) && READS.includes(request.method)
      ? sendPage(reply)
      : answerNotFound(request, reply, known.methodsOf(request.url)),
  );
  return app;
}

const READS = ['GET', 'HEAD'];

type AnyHandler = (context: ApiContext, request: object) => Promise<unknown>;
