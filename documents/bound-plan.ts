// How long each text of a plan may be: a sentence that fills ten pages is a file in the wrong column, and nobody could be reminded of it.
import { type ParsedPlan, PLAN_LIMITS, type PlanIssue, type PlanRow } from '#contracts/plan.ts';
import { countOf } from './count-words.ts';

/**
 * The plan itself when all of it is within bounds; else the plan without rows, and every place that is not. Only the plan's own title
 * is shortened, because it is a reading of the lines around the tables.
 */
export function boundPlan(parsed: ParsedPlan, planLetters: number): ParsedPlan {
  const excess = [...parsed.rows.flatMap(excessOf), ...fieldExcess(parsed), ...sumExcess(parsed, planLetters)];
  const { title, issuer } = parsed.plan;
  const plan = { ...parsed.plan, title: cut(title, PLAN_LIMITS.title), issuer: cut(issuer, PLAN_LIMITS.issuer) };
  return excess.length > 0
    ? { plan, fields: [], rows: [], issues: [...excess, ...parsed.issues] }
    : { ...parsed, plan };
}

type Text = [name: string, text: string | null | undefined, limit: number];

function excessOf(row: PlanRow): PlanIssue[] {
  const texts: Text[] = [
    ['số thứ tự', row.stt, PLAN_LIMITS.number],
    ['mục tiêu', row.objective, PLAN_LIMITS.group],
    ['nhiệm vụ', row.task?.title, PLAN_LIMITS.group],
    ['nội dung công việc', row.activity.title, PLAN_LIMITS.activity],
    ['thời gian hoàn thành', row.deadlineText, PLAN_LIMITS.deadline],
    ['kinh phí', row.funding, PLAN_LIMITS.funding],
    ['sản phẩm', longest(row.products), PLAN_LIMITS.product],
    ['cơ quan chủ trì', longest(row.leads), PLAN_LIMITS.agency],
    ['cơ quan phối hợp', longest(row.coordinators), PLAN_LIMITS.agency],
  ];
  const lists: [string, string[]][] = [
    ['sản phẩm', row.products],
    ['cơ quan chủ trì', row.leads],
    ['cơ quan phối hợp', row.coordinators],
  ];
  return [
    ...texts
      .filter(([, text, limit]) => (text?.length ?? 0) > limit)
      .map(([name, text, limit]) =>
        tooLong(row, name, `dài ${countOf(text?.length ?? 0)} chữ, quá giới hạn ${countOf(limit)} chữ`),
      ),
    ...lists
      .filter(([, items]) => items.length > PLAN_LIMITS.items)
      .map(([name, items]) => tooLong(row, name, `kê ${items.length} mục, quá giới hạn ${PLAN_LIMITS.items} mục`)),
  ];
}

function tooLong(row: PlanRow, name: string, what: string): PlanIssue {
  return {
    place: row.place,
    column: name,
    code: 'text-too-long',
    message: `Cột ${name} ở dòng này ${what}.`,
    suggestion: 'Rút gọn ô, hoặc tách thành nhiều dòng; kiểm tra xem các cột có bị lệch không.',
  };
}

function fieldExcess({ fields }: ParsedPlan): PlanIssue[] {
  return fields
    .filter(({ code, title }) => code.length > PLAN_LIMITS.fieldCode || title.length > PLAN_LIMITS.fieldTitle)
    .map(({ title }) => ({
      place: null,
      column: null,
      code: 'text-too-long',
      message: `Tên lĩnh vực «${title.slice(0, 60)}…» dài ${countOf(title.length)} chữ, quá giới hạn ${countOf(PLAN_LIMITS.fieldTitle)} chữ.`,
      suggestion: 'Rút gọn dòng tên lĩnh vực trong bảng.',
    }));
}

/** A merged cell is stored with each row that it spans, so a small file can hold a plan of gigabytes. */
function sumExcess({ rows }: ParsedPlan, limit: number): PlanIssue[] {
  const letters = rows.reduce((sum, row) => sum + lettersOf(row), 0);
  if (letters <= limit) return [];
  const largest = rows.reduce((most, row) => (lettersOf(row) > lettersOf(most) ? row : most));
  return [
    {
      place: largest.place,
      column: null,
      code: 'plan-too-large',
      message: `Cả kế hoạch có ${countOf(letters)} chữ (ô gộp được tính cho từng dòng), quá giới hạn ${countOf(limit)} chữ; dòng này dài nhất.`,
      suggestion: 'Rút gọn các ô gộp dài, hoặc chia kế hoạch thành nhiều tệp.',
    },
  ];
}

function lettersOf(row: PlanRow): number {
  const texts = [row.stt, row.objective, row.task?.title, row.activity.title, row.deadlineText, row.funding];
  return [...texts, ...row.products, ...row.leads, ...row.coordinators].reduce(
    (sum, text) => sum + (text?.length ?? 0),
    0,
  );
}

function longest(items: string[]): string | undefined {
  return items.reduce<string | undefined>((most, item) => (item.length > (most?.length ?? 0) ? item : most), undefined);
}

/** Never through the middle of a character of two units. */
function cut(text: string | null, limit: number): string | null {
  if (text === null || text.length <= limit) return text;
  return `${text.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
