import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { inject } from 'vitest';
import { ensureNamespaceAttributes } from '#engine/ensure-namespace-attributes.ts';

/** Address of the run's Temporal server. Its namespace `default` is shared: use task queues and ids of your own. */
export function testTemporalAddress(): string {
  return inject('temporalAddress');
}

/** A namespace that nobody else uses, with our search attributes, usable at once: for tests that list or count. */
export async function createTestNamespace(): Promise<string> {
  const namespace = `test-${randomBytes(6).toString('hex')}`;
  const connection = await Connection.connect({ address: testTemporalAddress() });
  try {
    await connection.workflowService.registerNamespace({
      namespace,
      workflowExecutionRetentionPeriod: { seconds: 86_400 as never },
    });
    await untilItWorks(() => connection.workflowService.listWorkflowExecutions({ namespace, pageSize: 1 }));
    await untilItWorks(() => ensureNamespaceAttributes(connection, namespace));
    await untilItWorks(() =>
      connection.workflowService.listWorkflowExecutions({ namespace, pageSize: 1, query: "DondocState = 'x'" }),
    );
    return namespace;
  } finally {
    await connection.close();
  }
}

// The parts of the server learn of a new namespace from a cache that is refreshed every few seconds.
async function untilItWorks(call: () => Promise<unknown>): Promise<void> {
  const giveUpAt = performance.now() + 30_000;
  for (;;) {
    try {
      await call();
      return;
    } catch (error) {
      if (performance.now() > giveUpAt) throw error;
      await sleep(100);
    }
  }
}
