// What the API and the thread that writes its files say to each other.
import type { OverdueReport } from '#contracts/report.ts';

export type ReportFormat = 'docx' | 'xlsx';

export interface ToWriter {
  format: ReportFormat;
  report: OverdueReport;
}

export type FromWriter = { kind: 'ready' } | { kind: 'written'; bytes: Uint8Array } | { kind: 'failed'; why: string };
