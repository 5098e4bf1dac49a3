import { OFFICER } from '#api/context.ts';
import type { Handler } from '#api/handler.ts';
import { ApiProblem } from '#api/problem.ts';
import { addDraftPlan } from '#store/plan-store.ts';
import { planDetail } from './get-plan.ts';

/** Reads the uploaded file into a draft: all of it, or nothing with every reason. */
export const importPlan: Handler<'importPlan'> = async (context, { raw }) =>
  context.uploads.take(raw, async ({ path, name, sha256 }) => {
    const parsed = await context.planReader.read(path, name);
    if (parsed === 'busy')
      throw new ApiProblem('uploads-busy', 'Đang có nhiều tệp chờ đọc. Chưa có gì được lưu; chờ một phút rồi gửi lại.');
    if (parsed.rows.length === 0)
      throw new ApiProblem(
        'plan-file-refused',
        `Không đọc được kế hoạch từ tệp «${name}». Sửa các lỗi được nêu rồi gửi lại.`,
        parsed.issues.map((issue) => ({
          place: issue.place === null ? name : `bảng ${issue.place.table}, dòng ${issue.place.row}`,
          message: [issue.message, issue.suggestion].filter(Boolean).join(' '),
        })),
      );
    const draft = { parsed, fileName: name, fileSha256: sha256, sample: false, actor: OFFICER, now: context.now() };
    return planDetail(context, await addDraftPlan(context.database, draft));
  });
