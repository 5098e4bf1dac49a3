import { createHash } from 'node:crypto';
import { OFFICER } from '#api/context.ts';
import type { Handler } from '#api/handler.ts';
import { ApiProblem } from '#api/problem.ts';
import { readUpload } from '#api/read-upload.ts';
import { readDocument } from '#documents/read-document.ts';
import { parsePlan } from '#domain/plan/parse-plan.ts';
import { addDraftPlan } from '#store/plan-store.ts';
import { planDetail } from './get-plan.ts';

/** Reads the uploaded file into a draft: all of it, or nothing with every reason. */
export const importPlan: Handler<'importPlan'> = async (context, { raw }) => {
  const { fileName, bytes } = await readUpload(raw, 'file');
  const read = await readDocument(bytes, fileName);
  const parsed = read.ok ? parsePlan(read.document) : null;
  const issues = read.ok ? (parsed?.rows.length === 0 ? parsed.issues : []) : read.issues;
  if (parsed === null || parsed.rows.length === 0)
    throw new ApiProblem(
      'plan-file-refused',
      `Không đọc được kế hoạch từ tệp «${fileName}». Sửa các lỗi được nêu rồi gửi lại.`,
      issues.map((issue) => ({
        place: issue.place === null ? fileName : `bảng ${issue.place.table}, dòng ${issue.place.row}`,
        message: [issue.message, issue.suggestion].filter(Boolean).join(' '),
      })),
    );
  const planId = await addDraftPlan(context.database, {
    parsed,
    fileName,
    fileSha256: createHash('sha256').update(bytes).digest('hex'),
    sample: false,
    actor: OFFICER,
    now: context.now(),
  });
  return planDetail(context, planId);
};
