// `dondoc read-plan FILE [--json]`: what the reader sees in a plan file.

import { existsSync } from 'node:fs';
import { access, constants, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import type { ParsedPlan } from '#contracts/plan.ts';
import { fileIssue } from '#documents/file-issue.ts';
import { FILE_LIMITS } from '#documents/limits.ts';
import { readOnce } from '#documents/plan-reader/read-once.ts';
import { tooLargeIssue } from '#documents/read-document.ts';
import { refusedPlan } from '#documents/read-plan.ts';

/** Adds the command; exit code 0 when rows were read, 1 when the file was refused with every reason named. */
export function registerReadPlan(program: Command): void {
  program
    .command('read-plan')
    .description('đọc bảng kế hoạch từ tệp Word, Excel hoặc CSV')
    .argument('<file>', 'tệp .docx, .xlsx hoặc .csv')
    .option('--json', 'in kết quả dạng JSON')
    .action(async (file: string, options: { json?: boolean }) => {
      const parsed = await readPlanFile(resolveCallerPath(file));
      process.stdout.write(options.json ? `${JSON.stringify(parsed, null, 2)}\n` : toTable(parsed));
      process.stderr.write(toReport(parsed, file));
      process.exitCode = parsed.rows.length > 0 ? 0 : 1;
    });
}

/** The plan in a file; a file that cannot be read comes back without rows and with the reasons. */
export async function readPlanFile(path: string): Promise<ParsedPlan> {
  try {
    const { size, isDirectory } = await stat(path).then((info) => ({
      size: info.size,
      isDirectory: info.isDirectory(),
    }));
    if (isDirectory)
      return refusedPlan([
        fileIssue('file-missing', `«${path}» là thư mục, không phải tệp.`, 'Chỉ rõ tệp kế hoạch cần đọc.'),
      ]);
    await access(path, constants.R_OK);
    if (size > FILE_LIMITS.fileBytes) return refusedPlan([tooLargeIssue(size)]);
    return await readOnce(path, basename(path));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const message =
      code === 'ENOENT' ? `Không tìm thấy tệp «${path}».` : `Không mở được tệp «${path}» (${code ?? String(error)}).`;
    return refusedPlan([fileIssue('file-missing', message, 'Kiểm tra lại đường dẫn và quyền đọc tệp.')]);
  }
}

/** npm runs scripts in the package's folder; a relative path is meant from where the person stands. */
function resolveCallerPath(path: string): string {
  const fromCaller = resolve(process.env.INIT_CWD ?? '.', path);
  return !existsSync(path) && existsSync(fromCaller) ? fromCaller : path;
}

/** The rows for reading at a terminal: one block per field, one paragraph per activity. */
function toTable({ plan, fields, rows }: ParsedPlan): string {
  if (rows.length === 0) return '';
  const years = plan.yearFrom === plan.yearTo ? `${plan.yearFrom ?? '?'}` : `${plan.yearFrom}–${plan.yearTo}`;
  const lines = [
    `${plan.title ?? '(không thấy tên kế hoạch)'}`,
    `Ban hành: ${plan.issuer ?? '(không thấy)'} · Năm: ${years}`,
  ];
  let field: string | null | undefined;
  for (const row of rows) {
    if (row.field !== field) {
      field = row.field;
      const title = fields.find((one) => one.code === field)?.title;
      lines.push('', field ? `${field}. ${title ?? ''}` : '(không thuộc lĩnh vực nào)');
    }
    const number = row.activity.code ?? row.stt ?? '-';
    lines.push(
      `  ${number}  ${row.activity.title || '(không ghi nội dung)'}`,
      `      Chủ trì: ${row.leads.join('; ') || '(trống)'}`,
      ...(row.coordinators.length > 0 ? [`      Phối hợp: ${row.coordinators.join('; ')}`] : []),
      `      Thời gian: ${row.deadlineText ?? '(trống)'}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

function toReport({ rows, fields, issues }: ParsedPlan, file: string): string {
  const lines = issues.map((issue) => {
    const where = issue.place
      ? `Bảng ${issue.place.table}, dòng ${issue.place.row}${issue.column ? `, cột «${issue.column}»` : ''}: `
      : '';
    return `- ${where}${issue.message}${issue.suggestion ? ` ${issue.suggestion}` : ''}`;
  });
  const head =
    rows.length === 0
      ? `Không đọc được kế hoạch từ «${file}»:`
      : `Đã đọc ${rows.length} hoạt động, ${fields.length} lĩnh vực từ «${file}»${issues.length > 0 ? `; ${issues.length} chỗ cần xem lại:` : '.'}`;
  return `${[head, ...lines].join('\n')}\n`;
}
