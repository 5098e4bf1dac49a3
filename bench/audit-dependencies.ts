// `npm run audit:dependencies`: known weaknesses of what the product needs when it runs, and whether one is older than docs/security.md allows.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { judgeAudit, KnownWeaknesses } from './judge-audit.ts';

const KNOWN = fileURLToPath(new URL('known-weaknesses.json', import.meta.url));

const { stdout, stderr } = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
  cwd: fileURLToPath(new URL('../', import.meta.url)),
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
});
const known = KnownWeaknesses.parse(JSON.parse(readFileSync(KNOWN, 'utf8')));
const { standing, lines } = judgeAudit(stdout, known, new Date());
process.stdout.write(`${lines.join('\n')}\n`);
if (standing === 'unknown') process.stderr.write(stderr);
process.exitCode = { kept: 0, late: 1, unknown: 2 }[standing];
