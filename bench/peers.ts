// `npm run bench:peers [mails] [peer...]`: the burst of bench/slot.ts by other engines, one after the other on this machine: as many mails due at one
// instant, sent by nodemailer over as many connections into the same kind of server. Their packages are installed on demand beside the cache.
import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { cacheDirOf } from '#config/cache-dir.ts';
import { tell } from './figures.ts';
import { latenessOf, printLateness } from './lateness.ts';
import type { SinkMail } from './mail-sink.ts';

const NAMES = ['graphile-worker', 'pg-boss', 'bullmq', 'dbos', 'bare Temporal'];
const [count = '2000', ...chosen] = process.argv.slice(2);
const packages = installPeers();
console.log(`node ${process.version}, ${cpus().length} cores (${cpus()[0]?.model}), ${count} mails at one instant`);
for (const name of chosen.length > 0 ? chosen : NAMES) {
  const answer = await run(name);
  const what = `the burst by ${name}`;
  if ('error' in answer) tell({ what, found: `not measured: ${answer.error}` });
  else tell({ what: `${what}, ${answer.how}`, found: printLateness(latenessOf(answer.mails, answer.atMs)) });
}

type Answer = { how: string; atMs: number; mails: SinkMail[] } | { error: string };

async function run(name: string): Promise<Answer> {
  const dueIn = String(Math.max(20, Math.ceil(Number(count) / 60)));
  const child = fork(new URL('./peers/run-peer.ts', import.meta.url), [name, packages, count, dueIn], {
    execArgv: ['--import', 'tsx'],
    // What they have to say about being stopped is no matter of this table.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const exit = once(child, 'exit');
  const answer = await Promise.race([
    once(child, 'message'),
    exit.then(() => [{ error: 'it ended without an answer' }]),
  ]);
  await exit;
  return answer[0] as Answer;
}

/** Where the peers' packages are. */
function installPeers(): string {
  const folder = join(cacheDirOf(process.env), 'bench-peers');
  const wanted = join(import.meta.dirname, 'peers/packages.json');
  const installed = join(folder, 'package.json');
  if (existsSync(installed) && readFileSync(installed, 'utf8') === readFileSync(wanted, 'utf8')) return folder;
  mkdirSync(folder, { recursive: true });
  copyFileSync(wanted, join(folder, 'package.json'));
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder, stdio: 'inherit' });
  return folder;
}
