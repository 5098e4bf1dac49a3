// The thread in which files to download are written: one after the other, as its parent gives them.
import { parentPort } from 'node:worker_threads';
import { optionsOf } from '../overdue-report-options.ts';
import { writeOverdueReport } from '../write-overdue-report.ts';
import { writeOverdueWorkbook } from '../write-overdue-workbook.ts';
import type { FromWriter, ToWriter } from './writer-messages.ts';

parentPort?.on('message', async ({ format, report }: ToWriter) => {
  try {
    const written =
      format === 'docx' ? await writeOverdueReport(report, optionsOf(report.head)) : await writeOverdueWorkbook(report);
    // A copy that is nothing but the file: what a library hands out may lie in a pool that cannot be handed over.
    const bytes = Uint8Array.from(written);
    answer({ kind: 'written', bytes }, [bytes.buffer]);
  } catch (error) {
    answer({ kind: 'failed', why: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
answer({ kind: 'ready' });

function answer(message: FromWriter, handedOver: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, handedOver);
}
