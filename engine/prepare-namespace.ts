import { setTimeout as sleep } from 'node:timers/promises';
import { type Connection, isGrpcServiceError } from '@temporalio/client';
import { SEARCH_ATTRIBUTES } from '#contracts/search-attributes.ts';

// temporal.api.enums.v1.IndexedValueType
const KIND = { Text: 1, Keyword: 2, Int: 3, Double: 4, Bool: 5, Datetime: 6, KeywordList: 7 } as const;
const NOT_FOUND = 5;
const ALREADY_EXISTS = 6;
// How long Temporal keeps what has ended; the record of it is in PostgreSQL.
const RETENTION_SECONDS = 30 * 86_400;
// The parts of the server learn of a new namespace from a cache that is refreshed every few seconds.
const USABLE_WITHIN_MS = 30_000;

/**
 * After it the namespace is there, can be used, and knows every search attribute that the workflows set; what is there already stays.
 * @throws with words for the administrator when it is missing and this account may not create it (Temporal Cloud).
 */
export async function prepareNamespace(connection: Connection, namespace: string): Promise<void> {
  if (!(await exists(connection, namespace))) await register(connection, namespace);
  const isChanged = await untilUsable(() => addSearchAttributes(connection, namespace));
  if (!isChanged) return;
  const query = `${Object.keys(SEARCH_ATTRIBUTES)[0]} IS NULL`;
  await untilUsable(() => connection.workflowService.listWorkflowExecutions({ namespace, pageSize: 1, query }));
}

async function exists({ workflowService }: Connection, namespace: string): Promise<boolean> {
  try {
    await workflowService.describeNamespace({ namespace });
    return true;
  } catch (error) {
    if (isGrpcServiceError(error) && error.code === NOT_FOUND) return false;
    throw error;
  }
}

async function register({ workflowService }: Connection, namespace: string): Promise<void> {
  try {
    const workflowExecutionRetentionPeriod = { seconds: RETENTION_SECONDS as never };
    await workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod });
  } catch (error) {
    // Another process was first.
    if (isGrpcServiceError(error) && error.code === ALREADY_EXISTS) return;
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(
      `Temporal không có namespace «${namespace}» và không tạo được: ${why}. ` +
        `Tạo bằng \`temporal operator namespace create --namespace ${namespace}\` (Temporal Cloud: tạo trên trang quản trị), hoặc đặt TEMPORAL_NAMESPACE khác.`,
    );
  }
}

/** False when all were there. */
async function addSearchAttributes({ operatorService }: Connection, namespace: string): Promise<boolean> {
  const known = await operatorService.listSearchAttributes({ namespace });
  const missing = Object.entries(SEARCH_ATTRIBUTES).filter(([name]) => known.customAttributes?.[name] === undefined);
  if (missing.length === 0) return false;
  const searchAttributes = Object.fromEntries(missing.map(([name, kind]) => [name, KIND[kind]]));
  await operatorService.addSearchAttributes({ namespace, searchAttributes });
  return true;
}

async function untilUsable<T>(call: () => Promise<T>): Promise<T> {
  const giveUpAt = performance.now() + USABLE_WITHIN_MS;
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (performance.now() > giveUpAt) throw error;
      await sleep(100);
    }
  }
}
