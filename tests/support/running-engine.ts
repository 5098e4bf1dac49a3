// The engine as a whole in one process: real PostgreSQL, real Temporal, both workers, and a channel that only captures.

import { readFile } from 'node:fs/promises';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { type CaptureChannel, createCaptureChannel } from '#channels/capture-channel.ts';
import { CHANNEL_KINDS } from '#channels/kinds.ts';
import { createChannelRegistry } from '#channels/registry.ts';
import { createLinkSigner } from '#channels/signed-links.ts';
import { wallClock } from '#contracts/clock.ts';
import type { ParsedPlan } from '#contracts/plan.ts';
import { DEFAULT_ZONE } from '#contracts/primitives.ts';
import { Roster } from '#contracts/roster.ts';
import { createEngineClient, type EngineClient } from '#engine/engine-client.ts';
import { defaultLadder } from '#operations/ensure-defaults.ts';
import { type CommandContext, type CommandInput, giveCommand } from '#operations/give-command.ts';
import { publishPlan } from '#operations/publish-plan.ts';
import { officerNamed } from '#operations/seam/actor.ts';
import { createStore, type Store } from '#store/create-store.ts';
import { type Database, FIRST_OFFICE, forOffice, openDatabase } from '#store/database.ts';
import { createDirectory } from '#store/directory.ts';
import { addOffice, listOffices } from '#store/member-office-store.ts';
import { addDraftPlan } from '#store/plan-store.ts';
import { isRecorded } from '#store/publication-progress-store.ts';
import { createWorkers } from '#worker/create-workers.ts';
import { workflowBundlePath } from '#worker/workflow-bundle.ts';
import { ensureDefaults, ensurePolicy, saveRoster } from './settings.ts';

export interface RunningEngine {
  database: Database;
  client: Client;
  engine: EngineClient;
  captured: CaptureChannel;
  commands: CommandContext;
  /** Publishes a plan with the sample's roster and, unless another is named, a ladder that may speak at any hour; returns its id. */
  publish(plan: ParsedPlan, ladder?: string): Promise<string>;
  /** Another office with the same people, which these workers serve too. */
  addOffice(name: string): Promise<{
    office: number;
    database: Database;
    engine: EngineClient;
    publish(plan: ParsedPlan): Promise<string>;
  }>;
  give(assignmentId: string, command: CommandInput['command']): ReturnType<typeof giveCommand>;
  stop(): Promise<void>;
}

let quiet = false;

/** Before the first worker of the process: only errors are said. */
export function quietRuntime(): void {
  if (!quiet) Runtime.install({ logger: new DefaultLogger('ERROR') });
  quiet = true;
}

/** Starts workers on a database and a namespace of the caller's own. */
export async function startEngine(
  servers: { databaseUrl: string; temporalAddress: string; namespace: string },
  /** What goes wrong: the store that the activities get instead. */
  faulty: (store: Store) => Store = (store) => store,
): Promise<RunningEngine> {
  quietRuntime();
  const database = openDatabase(servers.databaseUrl, 10);
  const connection = await Connection.connect({ address: servers.temporalAddress });
  const client = new Client({ connection, namespace: servers.namespace });
  const engine = createEngineClient(client);
  const captured = createCaptureChannel('email');
  const native = await NativeConnection.connect({ address: servers.temporalAddress });
  const silent = () => undefined;
  const deps = {
    store: faulty(createStore(database)),
    channels: createChannelRegistry([captured]),
    links: createLinkSigner('a-secret-of-the-tests-only'),
    now: wallClock,
    publicUrl: 'http://test.invalid',
    mailDomain: 'test.invalid',
    engine,
    log: { info: silent, warn: silent, error: silent },
  };
  const engineOf = (office: number) => (office === FIRST_OFFICE ? engine : createEngineClient(client, { office }));
  const workers = await createWorkers({
    connection: native,
    namespace: servers.namespace,
    bundlePath: await workflowBundlePath(),
    deps,
    offices: {
      list: async () => (await listOffices(database)).map(({ id }) => id),
      depsOf: async (office) => {
        const there = forOffice(database, office);
        const links = createLinkSigner('a-secret-of-the-tests-only', office);
        return { ...deps, store: faulty(createStore(there)), links, engine: engineOf(office) };
      },
    },
  });
  const running = Promise.all(workers.map((worker) => worker.run()));
  const commands = {
    database,
    directory: createDirectory(database),
    engine,
    zone: DEFAULT_ZONE,
    now: () => new Date(),
  };
  const publishIn = async (office: number, parsed: ParsedPlan, ladder: string) => {
    const there = forOffice(database, office);
    const file = { fileName: 'test.docx', fileSha256: '', sample: true, actor: 'test' };
    const planId = await addDraftPlan(there, { parsed, ...file, now: new Date() });
    const outcome = await publishPlan(
      { database: there, engine: engineOf(office), zone: DEFAULT_ZONE, now: () => new Date() },
      officerNamed('test'),
      { planId, policyName: ladder, channels: CHANNEL_KINDS },
    );
    if (!outcome.ok) throw new Error(outcome.detail);
    await eventually('every assignment of the plan is recorded', () => isRecorded(there, planId));
    return planId;
  };
  await seed(database);
  return {
    database,
    client,
    engine,
    captured,
    commands,
    publish: (parsed, ladder = 'any-hour') => publishIn(FIRST_OFFICE, parsed, ladder),
    async addOffice(name) {
      const office = await addOffice(database, name, { actor: 'test', now: new Date() });
      await seed(forOffice(database, office));
      return {
        office,
        database: forOffice(database, office),
        engine: engineOf(office),
        publish: (parsed) => publishIn(office, parsed, 'any-hour'),
      };
    },
    give: (assignmentId, command) => giveCommand(commands, officerNamed('Người thử'), { assignmentId, command }),
    async stop() {
      for (const worker of workers) worker.shutdown();
      await running;
      await Promise.allSettled([native.close(), connection.close(), database.$disconnect()]);
    },
  };
}

async function seed(database: Database): Promise<void> {
  await ensureDefaults(database, new Date());
  await ensurePolicy(database, { ...(await defaultLadder()), name: 'any-hour', anyHour: true }, new Date());
  const roster = JSON.parse(await readFile(new URL('../../data/sample/roster.json', import.meta.url), 'utf8'));
  await saveRoster(database, Roster.parse(roster), DEFAULT_ZONE);
}

/** Repeats a question until its answer is true; fails with what was asked, and what `seen` shows, when it stays false. */
export async function eventually(
  what: string,
  holds: () => Promise<boolean>,
  withinMs = 60_000,
  seen: () => unknown = () => '',
  everyMs = 100,
): Promise<void> {
  const giveUpAt = performance.now() + withinMs;
  while (!(await holds())) {
    if (performance.now() > giveUpAt)
      throw new Error(`not within ${withinMs / 1000} s: ${what} ${JSON.stringify(seen())}`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
