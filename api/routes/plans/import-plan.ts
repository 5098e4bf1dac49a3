import { createHash } from 'node:crypto';
import { OFFICER } from '#api/context.ts';
import type { Handler } from '#api/handler.ts';
import { ApiProblem } from '#api/problem.ts';
import { readDocument } from '#documents/read-document.ts';
import { parsePlan } from '#domain/plan/parse-plan.ts';
import { addDraftPlan } from '#store/plan-store.ts';
import { planDetail } from './get-plan.ts';

/** Reads the uploaded file into a draft: all of it, or nothing with every reason. */
export const importPlan: Handler<'importPlan'> = async (context, { raw }) => {
  const file = await raw.file();
  if (file === undefined)
    throw new ApiProblem('plan-file-refused', 'Chưa chọn tệp. Gửi một tệp .docx, .xlsx hoặc .csv.');
  const bytes = await file.toBuffer();
  const read = await readDocument(bytes, file.filename);
  const parsed = read.ok ? parsePlan(read.document) : null;
  const issues = read.ok ? (parsed?.rows.length === 0 ? parsed.issues : []) : read.issues;
  if (parsed === null || parsed.rows.length === 0)
    throw new ApiProblem(
      'plan-file-refused',
      `Không đọc được kế hoạch từ tệp «${file.filename}». Sửa các lỗi được nêu rồi gửi lại.`,
      issues.map((issue) => ({
        place: issue.place === null ? file.filename : `bảng ${issue.place.table}, dòng ${issue.place.row}`,
        message: [issue.message, issue.suggestion].filter(Boolean).join(' '),
      })),
    );
  const planId = await addDraftPlan(context.database, {
    parsed,
    fileName: file.filename,
    fileSha256: createHash('sha256').update(bytes).digest('hex'),
    sample: false,
    actor: OFFICER,
    now: context.now(),
  });
  return planDetail(context, planId);
};
