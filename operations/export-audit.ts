// Somebody takes the whole log away, to check it elsewhere.
import { exportLine } from '#domain/audit/canonical-event.ts';
import { readChain } from '#store/audit-store.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';

/** Line by line in bounded memory, each with its line feed: the same bytes through whichever entry. */
export const exportAudit = defineOperation({
  name: 'export-audit',
  by: ['account', 'administrator'],
  refuses: {},
  run: async ({ database }: Pick<OperationContext, 'database'>, _actor, _input: object) => linesOf(database),
});

async function* linesOf(database: OperationContext['database']): AsyncGenerator<string> {
  for await (const { event, hash } of readChain(database)) yield `${exportLine(event, hash)}\n`;
}
