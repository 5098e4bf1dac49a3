import { answerOnce, ownerOf } from '#api/answer-once.ts';
import type { ApiContext } from '#api/context.ts';
import type { Handler } from '#api/handler.ts';
import { orProblem } from '#api/or-problem.ts';
import { ApiProblem } from '#api/problem.ts';
import { PLAN_UPLOAD } from '#api/uploads/plan-upload.ts';
import type { LocalDate } from '#contracts/primitives.ts';
import { readSaidYears, type SaidYears } from '#domain/plan/said-years.ts';
import { importPlan as take } from '#operations/import-plan.ts';
import type { ActorOf } from '#operations/seam/actor.ts';
import { planDetail } from './get-plan.ts';

/** Reads the uploaded file into a draft: all of it, or nothing with every reason; the same content gives back the draft that is there. */
export const importPlan: Handler<'importPlan'> = async (context, { actor, query, raw, reply }) => {
  const said = saidBy(query);
  return context.uploads.take(raw, PLAN_UPLOAD, (file) =>
    answerOnce(
      context,
      'importPlan',
      { headers: raw.headers, reply, owner: ownerOf(actor) },
      [query.again ?? '', query.year ?? '', query.issuedOn ?? '', file.name, file.sha256],
      () => importFile(context, actor, file, query.again === '1', said),
    ),
  );
};

function saidBy({ year, issuedOn }: { year?: string; issuedOn?: LocalDate }): SaidYears {
  const years = year === undefined ? null : readSaidYears(year);
  if (typeof years === 'string') throw new ApiProblem('plan-years-impossible', years);
  return { years, issuedOn };
}

async function importFile(
  context: ApiContext,
  actor: ActorOf<'account'>,
  { path, name, sha256 }: { path: string; name: string; sha256: string },
  again: boolean,
  said: SaidYears,
) {
  const parsed = await context.planReader.read(path, name);
  if (parsed === 'busy')
    throw new ApiProblem('uploads-busy', 'Đang có nhiều tệp chờ đọc. Chưa có gì được lưu; chờ một phút rồi gửi lại.');
  const imported = orProblem(await take(context, actor, { parsed, fileName: name, fileSha256: sha256, said, again }));
  return { ...(await planDetail(context, actor, imported.planId)), alreadyImportedAt: imported.alreadyImportedAt };
}
