import type { Connection } from '@temporalio/client';
import { SEARCH_ATTRIBUTES } from '#contracts/search-attributes.ts';

// temporal.api.enums.v1.IndexedValueType
const KIND = { Text: 1, Keyword: 2, Int: 3, Double: 4, Bool: 5, Datetime: 6, KeywordList: 7 } as const;

/** After it the namespace knows every search attribute that the workflows set; one that is there already stays. */
export async function ensureNamespaceAttributes(connection: Connection, namespace: string): Promise<void> {
  const known = await connection.operatorService.listSearchAttributes({ namespace });
  const missing = Object.entries(SEARCH_ATTRIBUTES).filter(([name]) => known.customAttributes?.[name] === undefined);
  if (missing.length === 0) return;
  await connection.operatorService.addSearchAttributes({
    namespace,
    searchAttributes: Object.fromEntries(missing.map(([name, kind]) => [name, KIND[kind]])),
  });
}
