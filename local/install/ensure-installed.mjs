// Runs before `npm start` and `npm test`, and before a command of `dondoc` on a clone where neither has run yet.
// Plain JavaScript without packages: it runs when nothing is installed, and on a Node that is too old it must still be
// able to say so.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { checkNodeVersion } from './check-node-version.mjs';
import { fingerprint, packagesMatchLockfile, readStamp, writeStamp } from './fingerprints.mjs';
import { withInstallLock } from './install-lock.mjs';
import { runStep } from './run-step.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const MODES = ['start', 'test', 'command'];

const mode = process.argv[2] ?? '';
if (!MODES.includes(mode)) {
  console.error(`Cách dùng: node local/install/ensure-installed.mjs ${MODES.join('|')}`);
  process.exit(2);
}
const refusal = checkNodeVersion(process.versions.node);
if (refusal !== null) {
  console.error(refusal);
  process.exit(1);
}
try {
  await ensureInstalled(mode);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

/** Afterwards packages, generated code and, for a start, the built web pages are those of the sources as they are now. */
async function ensureInstalled(wanted) {
  const steps = [packagesStep, prismaStep, ...(wanted === 'start' ? [webStep] : [])];
  const isDue = (makeStep) => makeStep()?.isCurrent() === false;
  if (!steps.some(isDue)) return;
  await withInstallLock(ROOT, async () => {
    for (const makeStep of steps) {
      // Asked again: another process may have done it while we waited, and a fresh npm ci changes what follows.
      if (!isDue(makeStep)) continue;
      const step = makeStep();
      await step.run();
      writeStamp(ROOT, { ...readStamp(ROOT), [step.name]: step.fingerprint });
      if (isDue(makeStep)) throw new Error(`Bước "${step.name}" đã chạy nhưng không tạo ra kết quả mong đợi.`);
    }
  });
}

function packagesStep() {
  const now = `${fingerprint(ROOT, ['package-lock.json'])}/${process.platform}-${process.arch}`;
  return {
    name: 'packages',
    fingerprint: now,
    isCurrent: () => readStamp(ROOT).packages === now || packagesMatchLockfile(ROOT),
    run: () =>
      runStep(
        ROOT,
        'Cài các gói npm',
        npmCommand(['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund']),
      ),
  };
}

function prismaStep() {
  if (!existsSync(join(ROOT, 'prisma/schema.prisma'))) return null;
  const now = fingerprint(ROOT, ['prisma/schema.prisma', 'prisma.config.ts', 'node_modules/prisma/package.json']);
  return {
    name: 'prisma',
    fingerprint: now,
    isCurrent: () => readStamp(ROOT).prisma === now && existsSync(join(ROOT, 'store/generated')),
    run: () =>
      runStep(ROOT, 'Sinh mã truy cập cơ sở dữ liệu', {
        command: process.execPath,
        args: [join(ROOT, 'node_modules/prisma/build/index.js'), 'generate'],
        // `generate` wants the path of a schema engine, which it would download, and then never runs it.
        env: {
          PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
          CHECKPOINT_DISABLE: '1',
          PRISMA_HIDE_UPDATE_MESSAGE: '1',
        },
      }),
  };
}

function webStep() {
  if (!existsSync(join(ROOT, 'web/index.html'))) return null;
  const now = fingerprint(ROOT, ['web', 'package-lock.json'], ['web/dist']);
  const hasOwnConfig = ['ts', 'mts', 'js', 'mjs'].some((end) => existsSync(join(ROOT, `web/vite.config.${end}`)));
  return {
    name: 'web',
    fingerprint: now,
    isCurrent: () => readStamp(ROOT).web === now && existsSync(join(ROOT, 'web/dist/index.html')),
    run: () =>
      runStep(ROOT, 'Dựng trang web', {
        command: process.execPath,
        args: [join(ROOT, 'node_modules/vite/bin/vite.js'), 'build', ...(hasOwnConfig ? ['web'] : [])],
        env: { NODE_ENV: 'production' },
      }),
  };
}

/** The npm that called us when there is one, so that no second version gets involved. */
function npmCommand(args) {
  const caller = process.env.npm_execpath ?? '';
  if (/npm-cli\.js$/.test(caller)) return { command: process.execPath, args: [caller, ...args], env: {} };
  return { command: process.platform === 'win32' ? 'npm.cmd' : 'npm', args, env: {} };
}
