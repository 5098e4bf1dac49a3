import { ApiProblem } from '#api/problem.ts';
import { FILE_LIMITS } from '#documents/limits.ts';
import { tooLargeIssue } from '#documents/read-document.ts';
import type { UploadKind } from './uploads.ts';

/** A plan file. */
export const PLAN_UPLOAD: UploadKind = {
  fileBytes: FILE_LIMITS.fileBytes,
  unnamed: 'ke-hoach',
  wanted: 'Gửi một tệp .docx, .xlsx hoặc .csv.',
  missing: 'plan-file-refused',
  tooLarge(bytes) {
    const { message, suggestion } = tooLargeIssue(bytes);
    return new ApiProblem('plan-file-refused', `${message} ${suggestion}`, [
      { place: 'tệp', message: `${message} ${suggestion}` },
    ]);
  },
};
