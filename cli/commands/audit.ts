// `dondoc audit verify | export`: whether the log holds and the tables say what it says; the log as JSON Lines.
import { once } from 'node:events';
import { type Command, InvalidArgumentError } from 'commander';
import { parseWitness, type Witness } from '#domain/audit/against.ts';
import { exportLine } from '#domain/audit/canonical-event.ts';
import { shiftedWords } from '#domain/audit/shifted-instants.ts';
import { readChain } from '#store/audit-store.ts';
import { type InstallationVerdict, verifyInstallation } from '#store/verify-installation.ts';
import { withInstallation } from '../open-installation.ts';
import { refuse } from '../refuse.ts';

/** Adds both commands; exit code 1 names the first broken link and everything that is not as the log says. */
export function registerAudit(program: Command): void {
  const audit = program.command('audit').description('nhật ký kiểm toán');
  audit
    .command('verify')
    .description('kiểm tra chuỗi băm của nhật ký, và đối chiếu mọi số liệu người dùng thấy với nhật ký')
    .option('--against <root[:count]>', 'mã kiểm chứng đã ghi lại trước đây, kèm số sự kiện nếu có', readWitness)
    .option('--json', 'in kết quả dạng JSON')
    .action(verify);
  audit
    .command('export')
    .description('in nhật ký dạng JSON Lines, mỗi dòng một sự kiện theo thứ tự, kèm mã băm')
    .action(() =>
      withInstallation(async (database) => {
        for await (const { event, hash } of readChain(database))
          if (!process.stdout.write(`${exportLine(event, hash)}\n`)) await once(process.stdout, 'drain');
      }),
    );
}

interface VerifyOptions {
  against?: Witness;
  json?: boolean;
}

async function verify({ against, json }: VerifyOptions): Promise<void> {
  const verdict = await withInstallation((database) => verifyInstallation(database, against ?? null));
  if (json)
    process.stdout.write(
      `${JSON.stringify({ ...verdict, differences: verdict.differences.slice(0, LISTED_MAX), differencesCount: verdict.differences.length })}\n`,
    );
  if (!verdict.ok) refuse(reasonsOf(verdict, against ?? null));
  if (!json) process.stdout.write(`${verdict.root}\n`);
  process.stderr.write(`${intactWords(verdict).join('\n')}\n`);
}

function readWitness(text: string): Witness {
  const witness = parseWitness(text);
  if (witness !== null) return witness;
  throw new InvalidArgumentError(
    `«${text}» không đúng dạng MÃ hoặc MÃ:SỐ. MÃ là 64 chữ số thập lục phân (0-9, a-f) như trên báo cáo, SỐ là số sự kiện; ví dụ ${'0a'.repeat(32)}:228.`,
  );
}

const LISTED_MAX = 200;

const BROKEN = {
  gap: 'thiếu sự kiện đứng trước',
  link: 'không nối với sự kiện đứng trước',
  hash: 'nội dung đã bị thay đổi sau khi ghi',
} as const;

function reasonsOf(
  { broken, witness, differences, shifted, events }: InstallationVerdict,
  against: Witness | null,
): string[] {
  const rest = differences.length - LISTED_MAX;
  return [
    ...(broken === null ? [] : [`Chuỗi đứt ở sự kiện số ${broken.index} (${broken.subject}): ${BROKEN[broken.why]}.`]),
    ...(witness === null || witness.ok || against === null ? [] : [witnessWords(witness.why, against, events)]),
    ...shifted.map(shiftedWords),
    ...(differences.length === 0 ? [] : [`Số liệu khác nhật ký: ${differences.length} chỗ.`]),
    ...differences.slice(0, LISTED_MAX).map(({ words }) => `  ${words}`),
    ...(rest > 0 ? [`  … và ${rest} chỗ nữa.`] : []),
  ];
}

function witnessWords(why: 'cut' | 'rebuilt' | 'unknown', { root, count }: Witness, events: number): string {
  switch (why) {
    case 'cut':
      return `Nhật ký đã bị cắt: mã ${root} là của sự kiện số ${count}, nhật ký chỉ còn nguyên vẹn đến sự kiện số ${events}.`;
    case 'rebuilt':
      return `Nhật ký đã bị dựng lại: sự kiện số ${count} không mang mã ${root}.`;
    case 'unknown':
      return `Không có sự kiện nào mang mã ${root}: nhật ký đã bị cắt hoặc dựng lại sau khi ghi mã này, hoặc mã chép sai.`;
  }
}

function intactWords({ events, witness, deliveries, unstated }: InstallationVerdict): string[] {
  return [
    `Chuỗi nguyên vẹn: ${events} sự kiện.`,
    'Số liệu khớp với nhật ký.',
    `Kết quả gửi đã niêm phong: ${deliveries.sealed}; chưa niêm phong: ${deliveries.unsealed}${deliveries.unsealed > 0 ? ' (chưa kiểm được cho tới lần niêm phong sau)' : ''}.`,
    ...(unstated > 0
      ? [`Việc của phiên bản trước chưa có dữ kiện trong nhật ký: ${unstated}. Khởi động máy chủ một lần để ghi.`]
      : []),
    ...(witness?.ok ? [`Mã đã cho là của sự kiện số ${witness.count}: từ đó về trước nhật ký giữ nguyên.`] : []),
  ];
}
