import { randomBytes } from 'node:crypto';
import { Connection } from '@temporalio/client';
import { inject } from 'vitest';
import { prepareNamespace } from '#engine/prepare-namespace.ts';

/** Address of the run's Temporal server. Its namespace `default` is shared: use task queues and ids of your own. */
export function testTemporalAddress(): string {
  return inject('temporalAddress');
}

/** A namespace that nobody else uses, with our search attributes, usable at once: for tests that list or count. */
export async function createTestNamespace(): Promise<string> {
  const namespace = `test-${randomBytes(6).toString('hex')}`;
  const connection = await Connection.connect({ address: testTemporalAddress() });
  try {
    await prepareNamespace(connection, namespace);
    return namespace;
  } finally {
    await connection.close();
  }
}
