// What machines ask: is the process up, is everything behind it ready, how is it doing, what does it offer.
import { readFile } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import { Gauge, Registry } from 'prom-client';
import { ERROR_CODES } from '#contracts/error-codes.ts';
import { ALARM_AFTER_MS } from '#domain/audit/ledger-watch.ts';
import { LIFECYCLE_MATTERS } from '#domain/audit/stuck-lifecycle.ts';
import { countOpenMatters } from '#store/attention-store.ts';
import { countOpenPastTime, countReminders } from '#store/ledger-store.ts';
import { countAssignmentsByStatus } from '#store/publication-progress-store.ts';
import type { ApiContext } from './context.ts';
import { printOpenApi } from './openapi.ts';
import { registerWorkerMetrics } from './worker-metrics.ts';

/** /healthz, /readyz, /metrics and /openapi.json. */
export function registerOperationRoutes(app: Pick<FastifyInstance, 'get'>, context: ApiContext): void {
  const metrics = createMetrics(context);
  const openApi = printOpenApi();
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    const checks = await context.ready();
    const ready = Object.values(checks).every(Boolean);
    return reply.status(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not-ready', checks });
  });
  app.get('/metrics', async (_request, reply) => reply.type(metrics.contentType).send(await metrics.metrics()));
  app.get('/openapi.json', async () => openApi);
  // Where the `type` of every problem leads.
  app.get<{ Params: { code: string } }>('/docs/errors/:code', async (request, reply) => {
    const page = await errorPage(request.params.code);
    return page === null ? reply.callNotFound() : reply.type('text/markdown; charset=utf-8').send(page);
  });
}

const ERROR_PAGES = new URL('../docs/errors/', import.meta.url);

async function errorPage(code: string): Promise<string | null> {
  return Object.hasOwn(ERROR_CODES, code) ? readFile(new URL(`${code}.md`, ERROR_PAGES), 'utf8') : null;
}

function createMetrics({ database, now }: ApiContext): Registry {
  const registry = new Registry();
  new Gauge({
    name: 'dondoc_ledger_entries',
    help: 'Reminders that stand in the ledger by how they stand today; what a ladder will write later is in none',
    labelNames: ['status'],
    registers: [registry],
    async collect() {
      this.reset();
      for (const [status, count] of await countReminders(database)) this.set({ status }, count);
    },
  });
  new Gauge({
    name: 'dondoc_ledger_open_past_time',
    help: 'Reminders without an end a quarter of an hour after their slot; anything above 0 is an alarm',
    registers: [registry],
    async collect() {
      const open = await countOpenPastTime(database, new Date(now().getTime() - ALARM_AFTER_MS));
      this.set(Object.values(open).reduce((sum, count) => sum + count, 0));
    },
  });
  new Gauge({
    name: 'dondoc_lifecycles_stuck',
    help: 'Assignments whose lifecycle cannot go on, with the cause on the overview; anything above 0 is an alarm',
    registers: [registry],
    async collect() {
      this.set(await countOpenMatters(database, LIFECYCLE_MATTERS));
    },
  });
  new Gauge({
    name: 'dondoc_assignments',
    help: 'Assignments by state',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      this.reset();
      for (const [state, count] of await countAssignmentsByStatus(database)) this.set({ state }, count);
    },
  });
  registerWorkerMetrics(registry, { database, now });
  return registry;
}
