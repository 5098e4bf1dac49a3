// `dondoc reconcile [--fix]`: needs the running services, embedded or real.
import { Client } from '@temporalio/client';
import type { Command } from 'commander';
import { loadEnv } from '#config/env.ts';
import { connectTemporal } from '#engine/connect-temporal.ts';
import { createEngineClient } from '#engine/engine-client.ts';
import { type Reconciliation, reconcile } from '#engine/reconcile.ts';
import { readInstallation } from '#local/supervisor/installation.ts';
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
      const engine = createEngineClient(new Client({ connection, namespace: env.temporalNamespace }));
      const result = await withInstallation((database) =>
        reconcile({ database, engine, now: new Date() }, options.fix === true),
      );
      await connection.close();
      process.stdout.write(options.json ? `${JSON.stringify(result, null, 2)}\n` : toWords(result));
      const differs = result.missing.length + result.publishing.length + result.strandedSlots.length > 0;
      process.exitCode = differs && !result.fixed ? 1 : 0;
    });
}

function toWords(result: Reconciliation): string {
  const open = Object.entries(result.openPastTime).map(([status, count]) => `${count} ${status}`);
  return [
    `Việc đang mở không có tiến trình: ${result.missing.length}`,
    ...result.missing.map(({ key }) => `  - ${key}`),
    `Kế hoạch đang giao dở: ${result.publishing.length}`,
    `Lượt gửi bị kẹt: ${result.strandedSlots.length}`,
    `Lượt nhắc quá giờ chưa kết thúc: ${open.join(', ') || '0'}`,
    result.fixed ? 'Đã khởi động lại những gì thiếu.' : '',
  ]
    .filter(Boolean)
    .join('\n')
    .concat('\n');
}
