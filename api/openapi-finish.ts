// What stands on every operation of the document: an example beside each schema, the headers of its answers, who may ask.
import type { OtherRoute } from '#contracts/other-routes.ts';
import type { Route } from '#contracts/routes.ts';
import { exampleOf } from './openapi-examples.ts';
import { answerHeaders } from './openapi-headers.ts';

interface Media {
  schema?: object;
  example?: unknown;
  examples?: object;
}

interface Operation {
  parameters: { name: string; in: string; schema: object; example?: unknown }[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, { headers?: object; content?: Record<string, Media> }>;
  security?: object[];
}

/** How whoever asks says who they are. */
export const SECURITY_SCHEMES = {
  key: { type: 'http', scheme: 'bearer', description: 'A key of the API: made on the account page, shown once.' },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'dondoc.session_token',
    description: 'What signing in sets; behind https its name begins with `__Host-`.',
  },
} as const;

/** Adds examples, the headers of answers, and who may ask. */
export function finishOperation(
  operation: Operation,
  schemas: Record<string, object>,
  route: Route | OtherRoute,
): Operation {
  for (const parameter of operation.parameters) parameter.example ??= parameterExample(parameter, schemas);
  for (const media of Object.values(operation.requestBody?.content ?? {})) addExample(media, schemas);
  for (const [status, response] of Object.entries(operation.responses)) {
    for (const media of Object.values(response.content ?? {})) addExample(media, schemas);
    Object.assign(response, answerHeaders(route, status));
  }
  return { ...operation, security: route.everybody ? [] : [{ key: [] }, { session: [] }] };
}

function addExample(media: Media, schemas: Record<string, object>): void {
  if (media.schema === undefined || media.example !== undefined || media.examples !== undefined) return;
  media.example = exampleOf(media.schema, schemas);
}

function parameterExample(
  { name, schema }: { name: string; schema: object },
  schemas: Record<string, object>,
): unknown {
  if (name === 'If-Match' || name === 'If-None-Match') return '"row-12-3"';
  if (name === 'Idempotency-Key') return '8e03978e-40d5-43dd-bc93-6894a57f9324';
  const inQuery = exampleOf({ type: 'object', properties: { [name]: schema } }, schemas) as Record<string, unknown>;
  return inQuery[name];
}
