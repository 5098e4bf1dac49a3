// The engine of one test file, and the work that most of its tests begin with.
import { afterAll, beforeAll, inject } from 'vitest';
import { instantOf } from '#domain/calendar/instant.ts';
import type { Store } from '#store/create-store.ts';
import { addDraftPlan } from '#store/plan-store.ts';
import { ENGINE_QUEUE, workflowNames } from '#workflows/names.ts';
import { ownTestDatabase } from './postgres.ts';
import { recordAsBefore } from './publication.ts';
import { eventually, type RunningEngine, startEngine } from './running-engine.ts';
import { smallPlan } from './small-plan.ts';
import { publicationOf } from './store.ts';
import { createTestNamespace } from './temporal.ts';

const NEXT_YEAR = new Date().getFullYear() + 1;

/** On a Temporal that has never heard of the database, or has lost all that it knew of it. */
export async function startOnEmptyTemporal(
  databaseUrl: string,
  faulty?: (store: Store) => Store,
): Promise<RunningEngine> {
  const servers = { databaseUrl, temporalAddress: inject('temporalAddress'), namespace: await createTestNamespace() };
  return startEngine(servers, faulty);
}

/** A database, a namespace and workers of the test file's own, from its first test to its last. */
export function ownEngine(faulty?: (store: Store) => Store) {
  const database = ownTestDatabase();
  let engine: RunningEngine | undefined;
  beforeAll(async () => {
    engine = await startOnEmptyTemporal(database.url, faulty);
  });
  afterAll(async () => {
    await engine?.stop();
  });
  const running = () => {
    if (engine === undefined) throw new Error('the engine runs from beforeAll on');
    return engine;
  };
  return {
    get url() {
      return database.url;
    },
    get running() {
      return running();
    },
    /** Publishes one row, due at the end of next year, so that only commands move it; its id, once its lifecycle has recorded its first event. */
    async publishOne(title: string, ladder?: string): Promise<string> {
      const id = await openPublication(running(), title, undefined, ladder);
      await eventually('the plan is published', async () => {
        const { plan } = await running().database.assignment.findUniqueOrThrow({
          where: { id },
          select: { plan: true },
        });
        return plan.status === 'published';
      });
      return id;
    },
    /** The same without waiting: its first event may be held up. */
    openPublication: (title: string, deadline?: string) => openPublication(running(), title, deadline),
    /** The same as the version before did it: the lifecycle records its first event, and stages what is due, by itself. */
    async openAsBefore(title: string, deadline?: string): Promise<string> {
      const { client, database } = running();
      const planId = await recordedAsBefore(running(), [title], deadline);
      await client.workflow.start('planPublication', {
        workflowId: workflowNames().publication(planId),
        taskQueue: ENGINE_QUEUE,
        args: [{ v: 1, planId }],
      });
      return (await database.assignment.findFirstOrThrow({ where: { planId } })).id;
    },
  };
}

/** A plan that is being published, of which the version before has recorded everything and started nothing; its id. */
export async function recordedAsBefore(
  { database }: RunningEngine,
  titles: string[],
  deadline = `Quý IV/${NEXT_YEAR}`,
): Promise<string> {
  const parsed = smallPlan(
    NEXT_YEAR,
    titles.map((title) => ({ title, lead: 'Phòng Tư pháp', deadline })),
  );
  const now = new Date();
  const file = { fileName: 'test.docx', fileSha256: '', sample: true, actor: 'test' };
  const planId = await addDraftPlan(database, { parsed, ...file, now });
  await recordAsBefore(database, await publicationOf(database, planId, instantOf(now), 'any-hour'));
  return planId;
}

async function openPublication(
  { publish, database }: RunningEngine,
  title: string,
  deadline = `Quý IV/${NEXT_YEAR}`,
  ladder?: string,
): Promise<string> {
  const planId = await publish(smallPlan(NEXT_YEAR, [{ title, lead: 'Phòng Tư pháp', deadline }]), ladder);
  return (await database.assignment.findFirstOrThrow({ where: { planId } })).id;
}
