// The route table printed as OpenAPI 3.1. Pure: the server serves it, web/generate-client.ts makes the client's types of it.
import { z } from 'zod';
import { MAIL_ADDRESS } from '#contracts/accounts.ts';
import {
  AssignmentCommand,
  AssignmentDetail,
  AssignmentRow,
  LedgerRow,
  ReportRow,
  TimelineEvent,
} from '#contracts/assignment.ts';
import { ChangeTold } from '#contracts/changes.ts';
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
import { Problem } from '#contracts/problem.ts';
import { refusalsOf } from '#contracts/refusals.ts';
import { FourWayCount, OverdueReport } from '#contracts/report.ts';
import { ChannelSetup, HardToReach, Meta, PlanDetail, PlanSummary, type Route, routes } from '#contracts/routes.ts';
import { WebhookDelivery, WebhookSubscription } from '#contracts/webhooks.ts';
import { finishOperation, SECURITY_SCHEMES } from './openapi-finish.ts';
import { HEADERS, requestHeaders } from './openapi-headers.ts';
import { problemExamples } from './problem-examples.ts';

/** An OpenAPI 3.1 document of every operation; each named shape is printed once and referred to. */
export function printOpenApi(): OpenApiDocument {
  const shapes = collectShapes();
  const schemas = printShapes(shapes);
  const paths: OpenApiDocument['paths'] = {};
  const add = (route: Route | OtherRoute, operation: object) => {
    const { method, path } = route;
    const at = path.replace(/:(\w+)/g, '{$1}');
    const finished = finishOperation(operation as Parameters<typeof finishOperation>[0], schemas, route);
    paths[at] = { ...paths[at], [method.toLowerCase()]: finished };
  };
  for (const [operationId, route] of Object.entries<Route>(routes))
    add(route, describeOperation(operationId, route, shapes));
  for (const [operationId, route] of Object.entries<OtherRoute>(otherRoutes))
    add(route, describeOther(operationId, route, shapes.responses));
  return {
    openapi: '3.1.0',
    info: {
      title: 'dôn đốc',
      version: '1.0.0',
      description: 'Plans, assignments, reminders and the overdue audit. Errors are problem+json.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/', description: 'this installation' }],
    paths,
    components: { schemas, headers: HEADERS, securitySchemes: SECURITY_SCHEMES },
  };
}

export interface OpenApiDocument {
  openapi: string;
  info: { title: string; version: string; description: string; license: object };
  servers: object[];
  paths: Record<string, Record<string, object>>;
  components: { schemas: Record<string, object>; headers: object; securitySchemes: object };
}

// An explicit list and no global registry: there a second schema with the same id would silently win.
const named: Record<string, z.ZodType> = {
  AssignmentCommand,
  AssignmentDetail,
  AssignmentRow,
  ChangeTold,
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
  const sent = Object.entries(printMap(bodies, 'input')).map(([id, schema]) => [id, nothingElse(schema)]);
  const printed: Record<string, object> = { ...printMap(responses, 'output'), ...Object.fromEntries(sent) };
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

/** As api/validate-request.ts holds a body: no other field at its first level. */
function nothingElse(schema: object): object {
  const { oneOf, properties } = schema as { oneOf?: object[]; properties?: object };
  if (oneOf !== undefined) return { ...schema, oneOf: oneOf.map(nothingElse) };
  return properties === undefined ? schema : { ...schema, additionalProperties: false };
}

function describeOperation(operationId: string, route: Route, { responses, bodies }: Shapes): object {
  const body = route.body && bodies.get(route.body);
  return {
    operationId,
    summary: route.summary,
    parameters: [
      ...describeParameters('path', route.params),
      ...describeParameters('query', route.query),
      ...requestHeaders(route),
    ],
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: refer(body) } } } }),
    ...(route.upload && { requestBody: { required: true, content: { 'multipart/form-data': upload(route.upload) } } }),
    responses: {
      200: {
        description: 'OK',
        content: { 'application/json': { schema: refer(responses.get(route.response)) } },
      },
      ...(route.method === 'GET' && {
        304: { description: 'Unchanged since the answer with the tag of If-None-Match' },
      }),
      ...describeRefusals(refusalsOf(route)),
    },
  };
}

function describeOther(operationId: string, route: OtherRoute, named: Shapes['responses']): object {
  const { summary, params, query, bodyTypes, answers, refusesAsPage, requestHeaders = {}, example } = route;
  // OpenAPI 3.1 has no word for the events of a stream: the schema of their data is that of the content.
  const stream = (data: z.ZodType) => ({
    schema: { type: 'string', contentMediaType: 'application/json', contentSchema: refer(named.get(data)) },
    example,
  });
  const media = (schemas: Record<string, z.ZodType | null>) =>
    Object.fromEntries(
      Object.entries(schemas).map(([type, schema]) => [
        type,
        schema === null ? unread(type) : type === EVENT_STREAM ? stream(schema) : { schema: printAlone(schema) },
      ]),
    );
  const good = Object.entries(answers).map(([status, schemas]) => [
    status,
    {
      description: DESCRIPTIONS[status] ?? 'OK',
      ...(Object.keys(schemas).length > 0 && { content: media(schemas) }),
    },
  ]);
  return {
    operationId,
    summary,
    parameters: [
      ...describeParameters('path', params),
      ...describeParameters('query', query),
      ...Object.entries(requestHeaders).map(([name, said]) => ({ name, in: 'header', required: false, ...said })),
    ],
    ...(bodyTypes && { requestBody: { content: Object.fromEntries(bodyTypes.map((type) => [type, unread(type)])) } }),
    responses: {
      ...describeRefusals(refusalsOf(route), refusesAsPage ? { 'text/html': TEXT } : {}),
      ...Object.fromEntries(good),
    },
  };
}

const EVENT_STREAM = 'text/event-stream';
const DESCRIPTIONS: Readonly<Record<string, string>> = { 302: 'Goes on to a page', 503: 'Not now' };
const TEXT = { schema: { type: 'string' } };

/** What is read as bytes, or as text that is no JSON. */
function unread(type: string): object {
  if (type === 'application/json') return { schema: { type: 'object' } };
  return type.startsWith('text/') ? TEXT : { schema: { type: 'string', format: 'binary' }, example: '(bytes)' };
}

/** One answer for each status, with the codes that it can carry. */
function describeRefusals(codes: readonly ErrorCode[], more: object = {}): Record<string, object> {
  const statuses = [...new Set(codes.map((code) => ERROR_CODES[code].status))];
  return Object.fromEntries(
    statuses.map((status) => {
      const names = codes.filter((code) => ERROR_CODES[code].status === status);
      const problem = { schema: { $ref: componentPath('Problem') }, examples: problemExamples(names) };
      const content = { 'application/problem+json': problem, ...structuredClone(more) };
      return [String(status), { description: names.join(', '), content }];
    }),
  );
}

function printAlone(schema: z.ZodType): object {
  const { $schema, ...printed } = z.toJSONSchema(schema, { override: simplify });
  void $schema;
  return printed;
}
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
  example: { [field]: '(bytes of a .docx, .xlsx or .csv file)' },
  schema: { type: 'object', properties: { [field]: { type: 'string', format: 'binary' } }, required: [field] },
});

const componentPath = (id: string) => `#/components/schemas/${id}`;

function refer(id: string | undefined) {
  if (id === undefined) throw new Error('a shape of the route table was not collected');
  return { $ref: componentPath(id) };
}

// What `format` alone does not say: a reader of the document must see what is refused. Of addresses of mail the RFC allows more than is taken.
const OWN_PATTERNS = new Set<string | undefined>([
  GIVEN_YEARS,
  WEB_ADDRESS,
  z.regexes.email.source,
  MAIL_ADDRESS.source,
]);

// Adding a field to an answer must not break a client, so objects stay open; zod's date patterns and the limits of a
// safe integer say nothing that `format` and `type` do not.
function simplify({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
  if (jsonSchema.format !== undefined && !OWN_PATTERNS.has(jsonSchema.pattern)) delete jsonSchema.pattern;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
}
