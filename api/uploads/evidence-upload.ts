import { ApiProblem } from '#api/problem.ts';
import { TAKEN, tooLargeEvidence } from '#documents/evidence-words.ts';
import type { UploadKind } from './uploads.ts';

/** A file that comes with a report. */
export function evidenceUpload(fileBytes: number): UploadKind {
  return {
    fileBytes,
    unnamed: 'minh-chung',
    wanted: TAKEN,
    missing: 'evidence-refused',
    tooLarge: () => new ApiProblem('evidence-refused', tooLargeEvidence(fileBytes)),
  };
}
