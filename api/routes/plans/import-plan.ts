import { answerOnce } from '#api/answer-once.ts';
import { type ApiContext, OFFICER } from '#api/context.ts';
import type { Handler } from '#api/handler.ts';
import { orProblem } from '#api/or-problem.ts';
import { ApiProblem } from '#api/problem.ts';
import { importPlan as take } from '#operations/import-plan.ts';
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
  const imported = orProblem(await take(context, OFFICER, { parsed, fileName: name, fileSha256: sha256, again }));
  return { ...(await planDetail(context, imported.planId)), alreadyImportedAt: imported.alreadyImportedAt };
}
