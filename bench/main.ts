// `npm run bench`: every measurement of docs/performance.md, one after the other on an otherwise idle machine, and one table at the end.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { figuresIn, tableOf } from './figures.ts';

const SCRIPTS = ['slot', 'peers', 'publication', 'curve', 'idle', 'lists', 'kills'];

const folder = mkdtempSync(join(tmpdir(), 'dondoc-bench-'));
const figures = join(folder, 'figures.jsonl');
writeFileSync(figures, '');
const broken = SCRIPTS.filter((name) => {
  console.log(`\n== ${name}`);
  const script = join(import.meta.dirname, `${name}.ts`);
  const env = { ...process.env, BENCH_FIGURES: figures };
  return spawnSync(process.execPath, ['--import', 'tsx', script], { stdio: 'inherit', env }).status === null;
});
const machine = `${cpus().length} cores (${cpus()[0]?.model}), ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`;
const found = figuresIn(figures);
const misses = found.filter(({ holds }) => holds === false).length;
console.log(
  `\n${machine}\n\n${tableOf(found)}\n\n${misses} missed of ${found.filter(({ holds }) => holds !== undefined).length} that something is asked of`,
);
rmSync(folder, { recursive: true, force: true });
if (broken.length > 0) console.log(`not finished: ${broken.join(', ')}`);
process.exit(broken.length + misses > 0 ? 1 : 0);
