// `dondoc audit verify`: walks the hash chain of the audit log.
import type { Command } from 'commander';
import { verifyAuditChain } from '#store/audit-store.ts';
import { withInstallation } from '../open-installation.ts';
import { refuse } from '../refuse.ts';

const WHY = {
  gap: 'thiếu sự kiện đứng trước',
  link: 'không nối với sự kiện đứng trước',
  hash: 'nội dung đã bị thay đổi sau khi ghi',
} as const;

/** Adds the command; exit code 1 names the first broken link. */
export function registerAudit(program: Command): void {
  program
    .command('audit')
    .description('nhật ký kiểm toán')
    .command('verify')
    .description('kiểm tra chuỗi băm của nhật ký')
    .option('--json', 'in kết quả dạng JSON')
    .action(async (options: { json?: boolean }) => {
      const verdict = await withInstallation((database) => verifyAuditChain(database));
      if (options.json) process.stdout.write(`${JSON.stringify(verdict)}\n`);
      if (!verdict.ok) refuse([`Chuỗi đứt ở sự kiện số ${verdict.index} (${verdict.subject}): ${WHY[verdict.why]}.`]);
      if (!options.json) process.stdout.write(`${verdict.root}\n`);
      process.stderr.write(`Chuỗi nguyên vẹn: ${verdict.events} sự kiện.\n`);
    });
}
