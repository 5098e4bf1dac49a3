// What the own agencies have done of work from above is reported to the office that gave it.
import type { EvidenceFile } from '#contracts/evidence.ts';
import { officeOf } from '#store/database.ts';
import { addUpload } from '#store/evidence-store.ts';
import { listHandedOnWork, listReportFiles } from '#store/handed-on-store.ts';
import type { WorkFromAbove } from '#store/work-from-above-store.ts';
import type { CommandCode } from './give-command.ts';
import { evidenceOwner } from './parts/evidence-owner.ts';
import { type AboveContext, answerAbove, doesNotFit, findOpenWork } from './parts/work-from-above.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';
import { type Refusal, refuse } from './seam/refusal.ts';

export interface ReportUpInput {
  id: string;
  note: string;
  documentNumber?: string | null | undefined;
  evidenceUrl?: string | null | undefined;
  /** Ids of files of the own agencies' reports on it. */
  files?: readonly string[] | undefined;
}

const DAY_MS = 86_400_000;

/** Reports on it above, when every own agency has reported; the files go with it, and lie where they lay. */
export const sendReportUp = defineOperation({
  name: 'send-report-up',
  by: ['account'],
  refuses: {
    'not-found': 'no such work was given to this office',
    'command-does-not-fit': 'it has ended or waits above, was not handed on, or an own agency has not reported',
    'evidence-unknown': 'a file that is none of a report on it',
    'command-not-storable': 'PostgreSQL will never take what it says',
    'date-in-future': 'never: it is of this moment',
    'date-too-early': 'never',
    'date-before-assignment': 'never',
  },
  run: async (
    context: OperationContext & AboveContext,
    actor,
    { id, files: ids = [], ...said }: ReportUpInput,
  ): Promise<{ ok: true } | Refusal<'not-found' | CommandCode>> => {
    const work = await findOpenWork(context, id);
    if ('code' in work) return work;
    const unready = await whyNotReady(context, work);
    if (unready !== null) return doesNotFit(unready);
    const files = await listReportFiles(context.database, work.planId ?? '', [...new Set(ids)]);
    if (files.length < new Set(ids).size)
      return refuse(
        'evidence-unknown',
        'Có tệp không thuộc báo cáo nào của việc này. Tải lại trang, chọn lại tệp rồi gửi.',
      );
    const handedIn = await handIn(context, work, files);
    return answerAbove(context, actor, work, { command: 'report', ...said, files: handedIn });
  },
});

/** Null when every own agency that still has it has reported. */
async function whyNotReady({ database }: OperationContext, { planId }: WorkFromAbove): Promise<string | null> {
  const works = (planId === null ? [] : await listHandedOnWork(database, planId)).filter(
    ({ status }) => status !== 'withdrawn',
  );
  if (works.length === 0) return 'Việc này chưa giao tiếp cho cơ quan nào nên chưa có kết quả để báo cáo.';
  const open = works.filter(({ status }) => status !== 'reported' && status !== 'verified');
  return open.length === 0 ? null : `Còn cơ quan chưa báo cáo: ${open.map(({ agencyName }) => agencyName).join(', ')}.`;
}

/** In the office above as if they had been uploaded there: the content lies once for all offices. Their ids there. */
async function handIn(
  { database, now, inOffice }: OperationContext & AboveContext,
  { givingOffice, assignmentId }: WorkFromAbove,
  files: readonly EvidenceFile[],
): Promise<string[]> {
  const owner = evidenceOwner({ kind: 'office', office: officeOf(database), name: '' });
  const above = inOffice(givingOffice).database;
  const until = { now: now(), expiresAt: new Date(now().getTime() + DAY_MS), waitingMax: files.length };
  const ids: string[] = [];
  for (const { id: _, ...file } of files)
    ids.push((await addUpload(above, { assignmentId, owner, ...file }, until)).id);
  return ids;
}
