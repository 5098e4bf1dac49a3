// Files that no report named in time go.
import type { EvidenceStore } from '#evidence/evidence-store.ts';
import { dropExpiredUploads } from '#store/evidence-store.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';

export interface SweepContext extends OperationContext {
  evidence: { store: Pick<EvidenceStore, 'drop'> };
}

/** How many uploads went; content that a report or another upload has stays. */
export const sweepEvidence = defineOperation({
  name: 'sweep-evidence',
  by: ['system'],
  refuses: {},
  run: ({ database, now, evidence: { store } }: SweepContext): Promise<number> =>
    dropExpiredUploads(database, now(), (sha256) => store.drop(sha256)),
});
