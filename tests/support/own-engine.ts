// The engine of one test file, and the work that most of its tests begin with.
import { afterAll, beforeAll, inject } from 'vitest';
import type { Store } from '#store/create-store.ts';
import { ownTestDatabase } from './postgres.ts';
import { eventually, type RunningEngine, startEngine } from './running-engine.ts';
import { smallPlan } from './small-plan.ts';
import { createTestNamespace } from './temporal.ts';

const NEXT_YEAR = new Date().getFullYear() + 1;

/** A database, a namespace and workers of the test file's own, from its first test to its last. */
export function ownEngine(faulty?: (store: Store) => Store) {
  const database = ownTestDatabase();
  let engine: RunningEngine | undefined;
  beforeAll(async () => {
    const namespace = await createTestNamespace();
    const servers = { databaseUrl: database.url, temporalAddress: inject('temporalAddress'), namespace };
    engine = await startEngine(servers, faulty);
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
  };
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
