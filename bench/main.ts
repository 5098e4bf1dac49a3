// `npm run bench`: every measurement of docs/performance.md, one after the other on an otherwise idle machine, and one table at the end.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { tableOf } from './figures.ts';

const SCRIPTS = ['slot', 'peers', 'publication', 'lists'];

const folder = mkdtempSync(join(tmpdir(), 'dondoc-bench-'));
const figures = join(folder, 'figures.jsonl');
writeFileSync(figures, '');
const failed = SCRIPTS.filter((name) => {
  console.log(`\n== ${name}`);
  const script = join(import.meta.dirname, `${name}.ts`);
  const env = { ...process.env, BENCH_FIGURES: figures };
  return spawnSync(process.execPath, ['--import', 'tsx', script], { stdio: 'inherit', env }).status !== 0;
});
const machine = `${cpus().length} cores (${cpus()[0]?.model}), ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`;
console.log(`\n${machine}\n\n${tableOf(figures)}`);
rmSync(folder, { recursive: true, force: true });
if (failed.length > 0) console.log(`\nnot finished: ${failed.join(', ')}`);
process.exit(failed.length > 0 ? 1 : 0);
