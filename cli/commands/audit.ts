// `dondoc audit verify | export`: whether the log holds and the tables say what it says; the log as JSON Lines.
import { once } from 'node:events';
import { type Command, InvalidArgumentError } from 'commander';
import { parseWitness, type Witness } from '#domain/audit/against.ts';
import { compareEvidence } from '#evidence/compare-evidence.ts';
import { openEvidenceStore } from '#evidence/open-evidence-store.ts';
import { exportAudit } from '#operations/export-audit.ts';
import { LISTED_MAX, verdictWords } from '#operations/parts/verdict-words.ts';
import { verifyWithFiles } from '#operations/parts/verify-with-files.ts';
import { ADMINISTRATOR } from '#operations/seam/actor.ts';
import { withInstallation } from '../open-installation.ts';
import { refuse } from '../refuse.ts';

/** Adds both commands; exit code 1 names the first broken link and everything that is not as the log says. */
export function registerAudit(program: Command): void {
  const audit = program.command('audit').description('nhật ký kiểm toán');
  audit
    .command('verify')
    .description(
      'kiểm tra chuỗi băm của nhật ký, đối chiếu mọi số liệu người dùng thấy và mọi tệp kèm báo cáo với nhật ký',
    )
    .option('--against <root[:count]>', 'mã kiểm chứng đã ghi lại trước đây, kèm số sự kiện nếu có', readWitness)
    .option('--json', 'in kết quả dạng JSON')
    .action(verify);
  audit
    .command('export')
    .description('in nhật ký dạng JSON Lines, mỗi dòng một sự kiện theo thứ tự, kèm mã băm')
    .action(() =>
      withInstallation(async (database) => {
        for await (const line of await exportAudit({ database }, ADMINISTRATOR, {}))
          if (!process.stdout.write(line)) await once(process.stdout, 'drain');
      }),
    );
}

interface VerifyOptions {
  against?: Witness;
  json?: boolean;
}

async function verify({ against, json }: VerifyOptions): Promise<void> {
  const verdict = await withInstallation(async (database, env) => {
    const files = await openEvidenceStore(env.evidence);
    return verifyWithFiles(database, against ?? null, (logged) => compareEvidence(files, logged));
  });
  if (json)
    process.stdout.write(
      `${JSON.stringify({ ...verdict, differences: verdict.differences.slice(0, LISTED_MAX), differencesCount: verdict.differences.length })}\n`,
    );
  if (!verdict.ok) refuse(verdictWords(verdict, against ?? null));
  if (!json) process.stdout.write(`${verdict.root}\n`);
  process.stderr.write(`${verdictWords(verdict, against ?? null).join('\n')}\n`);
}

function readWitness(text: string): Witness {
  const witness = parseWitness(text);
  if (witness !== null) return witness;
  throw new InvalidArgumentError(
    `«${text}» không đúng dạng MÃ hoặc MÃ:SỐ. MÃ là 64 chữ số thập lục phân (0-9, a-f) như trên báo cáo, SỐ là số sự kiện; ví dụ ${'0a'.repeat(32)}:228.`,
  );
}
