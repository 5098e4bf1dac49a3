import type { EvidenceFile } from '#contracts/evidence.ts';
import { nameOf } from './compare-assignments.ts';
import type { LogState } from './fold-log.ts';

/** A file that an event of the log names. */
export interface LoggedEvidence extends EvidenceFile {
  /** As the differences name it: `assignment/<id>`. */
  subject: string;
  /** The work that it is evidence of, as people find it. */
  work: string;
}

/** Every file of every report, in the order of the log's assignments. */
export function evidenceIn({ assignments }: Pick<LogState, 'assignments'>): LoggedEvidence[] {
  return [...assignments].flatMap(([id, { facts, reports }]) =>
    reports.flatMap(({ files }) =>
      files.map((file) => ({ ...file, subject: `assignment/${id}`, work: nameOf(id, facts) })),
    ),
  );
}
