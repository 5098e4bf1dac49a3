// Somebody asks for a file of a report.
import type { EvidenceFile } from '#contracts/evidence.ts';
import { findReportFile } from '#store/evidence-store.ts';
import { findWorkSubject } from '#store/work-subject-store.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';
import { WORK } from './seam/hidden.ts';
import { type Refusal, refuse } from './seam/refusal.ts';

export interface SeeEvidenceInput {
  assignmentId: string;
  fileId: string;
}

/** What the file is, for whoever may see the work: the rights of a file are those of its work. */
export const seeEvidence = defineOperation({
  name: 'see-evidence',
  by: ['account'],
  right: 'see-assignment',
  hides: WORK,
  of: ({ database }: OperationContext, { assignmentId }: SeeEvidenceInput) => findWorkSubject(database, assignmentId),
  refuses: { 'not-found': 'the work has no such file' },
  run: async (
    { database }: OperationContext,
    _actor,
    input: SeeEvidenceInput,
  ): Promise<{ ok: true; file: EvidenceFile } | Refusal<'not-found'>> => {
    const file = await findReportFile(database, input);
    // Whoever may see all work hears of one that does not exist what everybody hears.
    if (file === null) return refuse('not-found', WORK.missing);
    return { ok: true, file };
  },
});
