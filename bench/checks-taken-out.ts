// `npm run checks-taken-out`: one check of the edge or of rights after the other is taken out of a copy of the sources, and the tests nearest to it are
// run: they pass on the copy as it is, and each has to fail without its check. Ends with a count, and with 1 when a missing check goes unnoticed.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
// Longer than any of these files takes on a small machine that does other things besides.
const WITHIN_MS = 240_000;
const LEFT_OUT = new Set(['node_modules', '.git', '.dondoc', 'dist']);

interface Check {
  what: string;
  file: string;
  stands: string;
  without: string;
  project: 'unit' | 'int';
  /** The nearest file that asks for it, and no other. */
  tests: string;
}

const CHECKS: readonly Check[] = [
  {
    what: 'who may do an operation (requireRight)',
    file: 'operations/seam/define-operation.ts',
    stands: "  if (within === 'all') return within;",
    without: "  if (within !== undefined) return 'all';",
    project: 'int',
    tests: 'tests/api/rights.int.ts',
  },
  {
    what: 'a role counts on its days alone',
    file: 'domain/rights/roles-on.ts',
    stands: 'isValidOn({ validFrom: one.from, validTo: one.to }, date)',
    without: 'one !== undefined',
    project: 'unit',
    tests: 'tests/domain/rights/roles-on.test.ts',
  },
  {
    what: 'a change says that it comes from our pages',
    file: 'api/browser-guard.ts',
    stands: 'if (!opensPage && !comesFromUs(request, rules, listeningPort))',
    without: 'if (!opensPage && !comesFromUs(request, rules, listeningPort) && listeningPort < 0)',
    project: 'int',
    tests: 'tests/api/session-guard.int.ts',
  },
  {
    what: 'the server answers under its own names',
    file: 'config/host-rules.ts',
    stands: "return LOOPBACK.has(asked.name) && Number(asked.port || '80') === listeningPort;",
    without: "return Number(asked.port || '80') === listeningPort;",
    project: 'unit',
    tests: 'tests/config/host-rules.test.ts',
  },
  {
    what: 'a stranger’s X-Forwarded-For does not count',
    file: 'api/network-of.ts',
    stands: 'while (isOurs(address) && told.length > 0)',
    without: 'while (told.length > 0)',
    project: 'unit',
    tests: 'tests/api/network-of.test.ts',
  },
];

interface Outcome {
  passed: number;
  failed: number;
}

/** Runs those files in the folder; null = nothing can be said of them, for no test ran or they did not end. */
function run(folder: string, checks: readonly Pick<Check, 'project' | 'tests'>[]): Outcome | null {
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
  const projects = [...new Set(checks.map(({ project }) => project))].flatMap((project) => ['--project', project]);
  const words = [vitest, 'run', '--reporter=json', ...projects, ...checks.map(({ tests }) => tests)];
  const { stdout } = spawnSync(process.execPath, words, {
    cwd: folder,
    encoding: 'utf8',
    timeout: WITHIN_MS,
    maxBuffer: 256 * 1024 * 1024,
    env: { ...process.env, NO_COLOR: '1' },
  });
  const report = /^\{.*\}$/m.exec(stdout)?.[0];
  if (report === undefined) return null;
  const { numPassedTests: passed, numFailedTests: failed, success } = JSON.parse(report);
  // A file that could not begin is no failure of a test.
  return passed + failed === 0 || (failed === 0 && !success) ? null : { passed, failed };
}

const say = (line: string) => process.stdout.write(`${line}\n`);
const began = performance.now();
const folder = mkdtempSync(join(tmpdir(), 'dondoc-checks-'));
let noticed = 0;
try {
  for (const name of readdirSync(ROOT))
    if (!LEFT_OUT.has(name))
      cpSync(join(ROOT, name), join(folder, name), { recursive: true, filter: (path) => !path.endsWith('/web/dist') });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const whole = run(folder, CHECKS);
  if (whole === null || whole.failed > 0)
    throw new Error(`with every check in place: ${whole === null ? 'no end' : `${whole.failed} failed`}`);
  say(`with every check in place: ${whole.passed} passed`);
  for (const check of CHECKS) {
    const path = join(folder, check.file);
    const text = readFileSync(path, 'utf8');
    if (!text.includes(check.stands)) throw new Error(`${check.file} has no «${check.stands}»: say the check anew`);
    writeFileSync(path, text.replace(check.stands, check.without));
    const without = run(folder, [check]);
    writeFileSync(path, text);
    // No test at all is no failure of one.
    const isNoticed = without !== null && without.failed > 0;
    if (isNoticed) noticed += 1;
    const said = without === null ? 'nothing can be said' : `${without.failed} failed, ${without.passed} passed`;
    say(`${isNoticed ? 'ok  ' : 'MISS'} without «${check.what}»: ${said} (${check.tests})`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
say(`${noticed} of ${CHECKS.length} noticed in ${Math.round((performance.now() - began) / 1000)} s`);
process.exit(noticed === CHECKS.length ? 0 : 1);
