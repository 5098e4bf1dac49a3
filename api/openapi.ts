// The route table printed as OpenAPI 3.1. Pure: the server serves it, web/generate-client.ts makes the client's types of it.
import { z } from 'zod';
import {
  AssignmentCommand,
  AssignmentDetail,
  AssignmentRow,
  LedgerRow,
  ReportRow,
  TimelineEvent,
} from '#contracts/assignment.ts';
import {
  DeadlineDates,
  DeadlineReading,
  DeadlineRule,
  ReadSpan,
  RulePart,
  TextSpan,
  TimePlace,
  TimeRule,
} from '#contracts/deadline.ts';
import { ERROR_CODES, type ErrorCode } from '#contracts/error-codes.ts';
import { LinkView, MyWork } from '#contracts/link-views.ts';
import { type OtherRoute, otherRoutes } from '#contracts/other-routes.ts';
import { Overview } from '#contracts/overview.ts';
import { PlanIssue } from '#contracts/plan.ts';
import { GIVEN_YEARS, WEB_ADDRESS } from '#contracts/primitives.ts';
import { refusalsOf } from '#contracts/refusals.ts';
import { FourWayCount, OverdueReport } from '#contracts/report.ts';
import {
  ChannelSetup,
  HardToReach,
  Meta,
  PlanDetail,
  PlanSummary,
  Problem,
  type Route,
  routes,
} from '#contracts/routes.ts';
import { WebhookDelivery, WebhookSubscription } from '#contracts/webhooks.ts';

/** An OpenAPI 3.1 document of every operation; each named shape is printed once and referred to. */
export function printOpenApi(): OpenApiDocument {
  const shapes = collectShapes();
  const paths: OpenApiDocument['paths'] = {};
  for (const [operationId, route] of Object.entries<Route>(routes)) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: describeOperation(operationId, route, shapes) };
  }
  for (const [operationId, route] of Object.entries<OtherRoute>(otherRoutes)) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: describeOther(operationId, route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'dôn đốc',
      version: '1.0.0',
      description: 'Plans, assignments, reminders and the overdue audit. Errors are problem+json.',
    },
    paths,
    components: { schemas: printShapes(shapes) },
  };
}

export interface OpenApiDocument {
  openapi: string;
  info: { title: string; version: string; description: string };
  paths: Record<string, Record<string, object>>;
  components: { schemas: Record<string, object> };
}

// An explicit list and no global registry: there a second schema with the same id would silently win.
const named: Record<string, z.ZodType> = {
  AssignmentCommand,
  AssignmentDetail,
  AssignmentRow,
  ChannelSetup,
  DeadlineDates,
  DeadlineReading,
  DeadlineRule,
  FourWayCount,
  HardToReach,
  LedgerRow,
  LinkView,
  Meta,
  MyWork,
  OverdueReport,
  Overview,
  PlanDetail,
  PlanIssue,
  PlanSummary,
  Problem,
  ReadSpan,
  ReportRow,
  RulePart,
  TextSpan,
  TimelineEvent,
  TimePlace,
  TimeRule,
  WebhookDelivery,
  WebhookSubscription,
};

interface Shapes {
  responses: Map<z.ZodType, string>;
  bodies: Map<z.ZodType, string>;
}

/** Names every response and body; one that has no name of its own is called after its operation. */
function collectShapes(): Shapes {
  const responses = new Map(Object.entries(named).map(([id, schema]) => [schema, id]));
  const bodies = new Map<z.ZodType, string>();
  const taken = new Set(Object.keys(named));
  const nameFor = (schema: z.ZodType, fallback: string): string => {
    const own = responses.get(schema) ?? bodies.get(schema);
    if (own !== undefined) return own;
    if (taken.has(fallback)) throw new Error(`two shapes of the route table would be called ${fallback}`);
    taken.add(fallback);
    return fallback;
  };
  for (const [operationId, route] of Object.entries<Route>(routes)) {
    const prefix = operationId[0]?.toUpperCase() + operationId.slice(1);
    responses.set(route.response, nameFor(route.response, `${prefix}Response`));
    if (route.body) bodies.set(route.body, nameFor(route.body, `${prefix}Body`));
  }
  // What is only ever sent is printed as input: a default makes a field optional there, required in an answer.
  for (const schema of bodies.keys()) responses.delete(schema);
  return { responses, bodies };
}

function printShapes({ responses, bodies }: Shapes): Record<string, object> {
  const printed = { ...printMap(responses, 'output'), ...printMap(bodies, 'input') };
  return Object.fromEntries(Object.entries(printed).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function printMap(shapes: Map<z.ZodType, string>, io: 'input' | 'output'): Record<string, object> {
  const registry = z.registry<{ id: string }>();
  for (const [schema, id] of shapes) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { io, uri: componentPath, override: simplify });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $schema, $id, ...schema }]) => {
      void $schema;
      void $id;
      return [id, schema];
    }),
  );
}

function describeOperation(operationId: string, route: Route, { responses, bodies }: Shapes): object {
  const body = route.body && bodies.get(route.body);
  return {
    operationId,
    summary: route.summary,
    parameters: [
      ...describeParameters('path', route.params),
      ...describeParameters('query', route.query),
      ...(route.ifMatch ? [IF_MATCH] : []),
      ...(route.idempotencyKey ? [IDEMPOTENCY_KEY] : []),
    ],
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: refer(body) } } } }),
    ...(route.upload && { requestBody: { required: true, content: { 'multipart/form-data': upload(route.upload) } } }),
    responses: {
      200: {
        description: 'OK',
        ...(route.etag && { headers: { ETag } }),
        content: { 'application/json': { schema: refer(responses.get(route.response)) } },
      },
      ...describeRefusals(refusalsOf(route), PROBLEM),
    },
  };
}

function describeOther(operationId: string, route: OtherRoute): object {
  const { summary, params, query, bodyTypes, answers, refusesAsPage } = route;
  const media = (schemas: Record<string, z.ZodType | null>) =>
    Object.fromEntries(
      Object.entries(schemas).map(([type, schema]) => [type, schema === null ? {} : { schema: printAlone(schema) }]),
    );
  const good = Object.entries(answers).map(([status, schemas]) => [
    status,
    { description: status === '200' ? 'OK' : 'Not now', content: media(schemas) },
  ]);
  return {
    operationId,
    summary,
    parameters: [...describeParameters('path', params), ...describeParameters('query', query)],
    ...(bodyTypes && { requestBody: { content: Object.fromEntries(bodyTypes.map((type) => [type, {}])) } }),
    responses: {
      ...describeRefusals(refusalsOf(route), refusesAsPage ? { ...PROBLEM, 'text/html': {} } : PROBLEM),
      ...Object.fromEntries(good),
    },
  };
}

/** One answer for each status, with the codes that it can carry. */
function describeRefusals(codes: readonly ErrorCode[], content: object): Record<string, object> {
  const statuses = [...new Set(codes.map((code) => ERROR_CODES[code].status))];
  return Object.fromEntries(
    statuses.map((status) => {
      const names = codes.filter((code) => ERROR_CODES[code].status === status);
      return [String(status), { description: names.join(', '), content }];
    }),
  );
}

function printAlone(schema: z.ZodType): object {
  const { $schema, ...printed } = z.toJSONSchema(schema, { override: simplify });
  void $schema;
  return printed;
}
// `*`, or entity tags with their quotes (RFC 9110, section 13.1.1).
const TAG = '(W/)?"[!#-~]*"';
const IF_MATCH_PATTERN = `^(\\*|${TAG}(, ?${TAG})*)$`;

const IF_MATCH = {
  name: 'If-Match',
  in: 'header',
  required: false,
  description: 'The etag that was seen; 412 when somebody has changed it since. Left out: whatever is there now.',
  schema: { type: 'string', pattern: IF_MATCH_PATTERN },
};

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'Names this request for a day: sent again with it, it is carried out once and answered alike.',
  schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[!-~]+$' },
};

const ETag = { description: 'The version of what is shown or was changed, for If-Match.', schema: { type: 'string' } };

function describeParameters(place: 'path' | 'query', shape: z.ZodObject | undefined): object[] {
  if (!shape) return [];
  const { properties = {}, required = [] } = z.toJSONSchema(shape, { io: 'input', override: simplify });
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema,
  }));
}

const upload = (field: string) => ({
  schema: { type: 'object', properties: { [field]: { type: 'string', format: 'binary' } }, required: [field] },
});

const componentPath = (id: string) => `#/components/schemas/${id}`;

const PROBLEM = { 'application/problem+json': { schema: { $ref: componentPath('Problem') } } };

function refer(id: string | undefined) {
  if (id === undefined) throw new Error('a shape of the route table was not collected');
  return { $ref: componentPath(id) };
}

// What `format` alone does not say: a reader of the document must see what is refused.
const OWN_PATTERNS = new Set<string | undefined>([GIVEN_YEARS, WEB_ADDRESS]);

// Adding a field to an answer must not break a client, so objects stay open; zod's date patterns and the limits of a
// safe integer say nothing that `format` and `type` do not.
function simplify({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
  if (jsonSchema.format !== undefined && !OWN_PATTERNS.has(jsonSchema.pattern)) delete jsonSchema.pattern;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
}
