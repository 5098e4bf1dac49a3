// A plan file that was read becomes a draft.
import type { ParsedPlan } from '#contracts/plan.ts';
import { spokenMoment } from '#domain/calendar/spoken-moment.ts';
import { type SaidYears, saidYears } from '#domain/plan/said-years.ts';
import { importDraft } from '#store/plan-import-store.ts';
import { addDraftPlan } from '#store/plan-store.ts';
import { actorWords } from './seam/actor.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';
import { type Refusal, refuse } from './seam/refusal.ts';

export interface ImportInput {
  parsed: ParsedPlan;
  fileName: string;
  fileSha256: string;
  /** True = it is meant that a plan of the same content was given out before. */
  again?: boolean;
  /** What the officer says of the plan's years; it counts before what the file says. */
  said?: SaidYears;
  /** A sample stands beside whatever there is, and counts as the content of nobody. */
  sample?: boolean;
}

/** `alreadyImportedAt`: since when a draft of the same content is there; null = it is new. */
export type Imported = { ok: true; planId: string; alreadyImportedAt: string | null };

/** Stores all of a plan as a draft, or nothing with every reason; the same content gives back the draft that is there (ADR 0093). */
export const importPlan = defineOperation({
  name: 'import-plan',
  by: ['account'],
  refuses: {
    'plan-file-refused': 'no row could be read from the file',
    'plan-published-before': 'the same content was given out before, and `again` does not say that this is known',
  },
  run: async (
    context: OperationContext,
    actor,
    input: ImportInput,
  ): Promise<Imported | Refusal<'plan-file-refused' | 'plan-published-before'>> => {
    const { fileName, fileSha256, said = {}, again = false, sample = false } = input;
    if (input.parsed.rows.length === 0) return unreadable(input);
    const parsed = { ...input.parsed, plan: { ...input.parsed.plan, ...saidYears(input.parsed.plan, said) } };
    const { database } = context;
    const by = await actorWords(database, actor);
    const draft = { parsed, fileName, fileSha256, sample, actor: by, now: context.now() };
    if (sample) return { ok: true, planId: await addDraftPlan(database, draft), alreadyImportedAt: null };
    const imported = await importDraft(database, draft, again);
    if (imported.kind === 'published-before') {
      const { planId, title, publishedAt } = imported.earlier;
      const detail = `Nội dung của tệp này đã được giao việc lúc ${spokenMoment(publishedAt, context.zone)} theo kế hoạch «${title}». Mở kế hoạch đó để theo dõi. Nếu cần một bản nháp mới của cùng nội dung, chọn «Vẫn nhập thành bản nháp mới» (gọi qua API: thêm ?again=1).`;
      return refuse('plan-published-before', detail, { href: `/ke-hoach/${planId}` });
    }
    const alreadyImportedAt = imported.kind === 'draft-exists' ? imported.importedAt : null;
    return { ok: true, planId: imported.planId, alreadyImportedAt };
  },
});

function unreadable({ parsed, fileName }: ImportInput): Refusal<'plan-file-refused'> {
  const issues = parsed.issues.map((issue) => ({
    place: issue.place === null ? fileName : `bảng ${issue.place.table}, dòng ${issue.place.row}`,
    message: [issue.message, issue.suggestion].filter(Boolean).join(' '),
  }));
  const detail = `Không đọc được kế hoạch từ tệp «${fileName}». Sửa các lỗi được nêu rồi gửi lại.`;
  return refuse('plan-file-refused', detail, { issues });
}
