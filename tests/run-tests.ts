// `npm test [-- FILTER...]`: every project of vitest.config.ts, vitest's own output, and one plain line at the very end.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { countTests, type VitestReport } from './support/count-tests.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

const reportFolder = mkdtempSync(join(tmpdir(), 'dondoc-report-'));
const reportFile = join(reportFolder, 'report.json');
const vitestExit = await runVitest();
const { passed, failed } = countTests(readReport(), vitestExit);
rmSync(reportFolder, { recursive: true, force: true });
if (passed + failed === 0) console.log('No test ran.');
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 && vitestExit === 0 ? 0 : 1);

function runVitest(): Promise<number> {
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const child = spawn(process.execPath, [vitest, ...args, ...process.argv.slice(2)], { cwd: ROOT, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(error);
      resolve(1);
    });
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

function readReport(): VitestReport | null {
  try {
    return JSON.parse(readFileSync(reportFile, 'utf8')) as VitestReport;
  } catch {
    return null;
  }
}
