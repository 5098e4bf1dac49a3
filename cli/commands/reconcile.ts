// `dondoc reconcile [--fix]`: needs the running services, embedded or real.

import { Client } from '@temporalio/client';
import type { Command } from 'commander';
import { loadEnv } from '#config/env.ts';
import { wallClock } from '#contracts/clock.ts';
import { DEFAULT_ZONE } from '#contracts/primitives.ts';
import type { WaitingDifference } from '#domain/audit/compare-waiting.ts';
import { spokenMoment } from '#domain/calendar/spoken-moment.ts';
import { connectTemporal } from '#engine/connect-temporal.ts';
import { createEngineClient } from '#engine/engine-client.ts';
import { readInstallation } from '#local/supervisor/installation.ts';
import { type Reconciliation, reconcile } from '#operations/reconcile.ts';
import { ADMINISTRATOR } from '#operations/seam/actor.ts';
import { chosenOffice } from '../chosen-office.ts';
import { withInstallation } from '../open-installation.ts';
import { refuse } from '../refuse.ts';

/** Adds the command; exit code 1 when something differs and was not mended. */
export function registerReconcile(program: Command): void {
  program
    .command('reconcile')
    .description('so sánh sổ nhắc việc với những gì Temporal đang chạy')
    .option('--fix', 'khởi động lại những gì thiếu')
    .option('--json', 'in kết quả dạng JSON')
    .action(async (options: { fix?: boolean; json?: boolean }) => {
      const env = loadEnv();
      const installation = readInstallation(env.dataDir);
      const address = env.temporalAddress ?? installation?.temporalAddress;
      if (address === undefined)
        refuse(['Temporal chưa chạy. Chạy «npm start» trước, hoặc đặt TEMPORAL_ADDRESS và DATABASE_URL.']);
      const connection = await connectTemporal(address);
      const engine = createEngineClient(new Client({ connection, namespace: env.temporalNamespace }), {
        office: chosenOffice(),
      });
      const result = await withInstallation((database) =>
        reconcile({ database, engine, now: wallClock }, ADMINISTRATOR, { fix: options.fix === true }),
      );
      await connection.close();
      process.stdout.write(options.json ? `${JSON.stringify(result, null, 2)}\n` : toWords(result));
      process.exitCode = differs(result) && !result.fixed ? 1 : 0;
    });
}

function differs({ openPastTime, fixed: _, ...lists }: Reconciliation): boolean {
  return Object.values(lists).some((list) => list.length > 0) || Object.keys(openPastTime).length > 0;
}

function toWords(result: Reconciliation): string {
  const open = Object.entries(result.openPastTime).map(([status, count]) => `${count} ${status}`);
  const list = (title: string, lines: string[]) => [`${title}: ${lines.length}`, ...lines.map((line) => `  - ${line}`)];
  const keys = (differences: { key: string }[]) => differences.map(({ key }) => key);
  return [
    ...list('Việc đang mở không có tiến trình', keys(result.missing)),
    ...list('Việc đã kết thúc mà tiến trình vẫn chạy', keys(result.lingering)),
    ...list('Tiến trình của việc không có trong cơ sở dữ liệu', keys(result.unknown)),
    ...list(
      'Tiến trình không đi tiếp được',
      result.stuck.map(({ key, why }) => `${key}: ${why}`),
    ),
    ...list(
      'Tiến trình và cơ sở dữ liệu không khớp',
      result.parted.map(({ key, lifecycle, database }) => `${key}: tiến trình ${lifecycle}, cơ sở dữ liệu ${database}`),
    ),
    ...list(
      'Tiến trình không chờ đúng các lượt nhắc trong sổ',
      result.waiting.map(({ key, steps }) => `${key}: ${steps.map(waitingWords).join('; ')}`),
    ),
    ...list('Quá giờ nhắc mà tiến trình không thức dậy', keys(result.asleep)),
    ...list(
      'Trạng thái của việc khác với nhật ký',
      result.partedRows.map(({ key, row, log }) => `${key}: đang ghi ${row}, nhật ký ${log}`),
    ),
    ...list(
      'Việc đã kết thúc mà sổ còn lượt nhắc chưa gửi',
      result.leftoverRows.map(({ key, rows }) => `${key}: ${rows} lượt`),
    ),
    `Kế hoạch đang giao dở: ${result.publishing.length}`,
    `Lượt gửi bị kẹt: ${result.strandedSlots.length}`,
    `Lượt nhắc quá giờ chưa kết thúc: ${open.join(', ') || '0'}`,
    result.fixed ? 'Đã sửa những chỗ lệch nêu trên.' : '',
  ]
    .filter(Boolean)
    .join('\n')
    .concat('\n');
}

const WAITING_WORDS: Record<WaitingDifference['kind'], string> = {
  'not-waited-for': 'sổ có, tiến trình không chờ',
  'waited-for-too-late': 'tiến trình thức dậy muộn hơn giờ trong sổ',
  'waits-in-vain': 'tiến trình còn chờ, sổ đã kết thúc',
};

function waitingWords({ step, kind, slotAt }: WaitingDifference): string {
  return `${step} (${spokenMoment(slotAt, DEFAULT_ZONE)}): ${WAITING_WORDS[kind]}`;
}
