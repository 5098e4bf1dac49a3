import { answerOnce } from '#api/answer-once.ts';
import { type ApiContext, OFFICER } from '#api/context.ts';
import type { Handler } from '#api/handler.ts';
import { ApiProblem } from '#api/problem.ts';
import { spokenMoment } from '#domain/calendar/spoken-moment.ts';
import { type EarlierPlan, importDraft } from '#store/plan-import-store.ts';
import { planDetail } from './get-plan.ts';

/** Reads the uploaded file into a draft: all of it, or nothing with every reason; the same content gives back the draft that is there. */
export const importPlan: Handler<'importPlan'> = async (context, { query, raw, reply }) =>
  context.uploads.take(raw, (file) =>
    answerOnce(
      context,
      'importPlan',
      { headers: raw.headers, reply },
      [query.again ?? '', file.name, file.sha256],
      () => importFile(context, file, query.again === '1'),
    ),
  );

async function importFile(
  context: ApiContext,
  { path, name, sha256 }: { path: string; name: string; sha256: string },
  again: boolean,
) {
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
  const imported = await importDraft(context.database, draft, again);
  if (imported.kind === 'published-before') throw publishedBefore(imported.earlier, context.zone);
  const detail = await planDetail(context, imported.planId);
  return { ...detail, alreadyImportedAt: imported.kind === 'draft-exists' ? imported.importedAt : null };
}

function publishedBefore({ planId, title, publishedAt }: EarlierPlan, zone: string): ApiProblem {
  return new ApiProblem(
    'plan-published-before',
    `Nội dung của tệp này đã được giao việc lúc ${spokenMoment(publishedAt, zone)} theo kế hoạch «${title}». Mở kế hoạch đó để theo dõi. Nếu cần một bản nháp mới của cùng nội dung, chọn «Vẫn nhập thành bản nháp mới» (gọi qua API: thêm ?again=1).`,
    undefined,
    { href: `/ke-hoach/${planId}` },
  );
}
