// `npm run schemathesis [EXAMPLES] [WHO...]`: Schemathesis asks everything that /openapi.json describes, as nobody, as each role and with a key of
// each scope, and holds each answer against the document. It starts an installation of its own, talks to 127.0.0.1 only, ends with a table, and
// exits 1 on any miss or when it has not ended within its time.

import { openStackFolder, startStack } from '../tests/support/started-stack.ts';
import { makeCallers, whoIsGone } from './schemathesis/callers.ts';
import { ensureSchemathesis } from './schemathesis/program.ts';
import { findRealValues } from './schemathesis/real-values.ts';
import { runSchemathesis } from './schemathesis/run.ts';

const WITHIN_MS = 90 * 60_000;
// A brake would answer in place of what is tried. What is told to other systems stays on this machine: schemathesis/keep-on-this-machine.py.
const SETTINGS = { RATE_LIMIT_ACCOUNT: '0', RATE_LIMIT_KEY: '0', RATE_LIMIT_ADDRESS: '0', WEBHOOK_ALLOW_PRIVATE: '1' };

const [examples = '10', ...wanted] = process.argv.slice(2);
const endsAt = performance.now() + WITHIN_MS;
const program = await ensureSchemathesis();
const folder = await openStackFolder();
const stack = await startStack(folder, SETTINGS);
try {
  const callers = await makeCallers(folder);
  const values = await findRealValues(folder);
  const lines: string[] = [];
  for (const caller of callers.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    const began = performance.now();
    console.log(`\n== ${caller.name}`);
    const withinMs = Math.max(1, endsAt - began);
    const settings = { program, folder, values, examplesPerOperation: Number(examples), withinMs };
    const held = await runSchemathesis(settings, caller);
    const gone = await whoIsGone(folder, caller);
    const seconds = Math.round((performance.now() - began) / 1000);
    lines.push(
      `${held && gone === null ? 'held' : 'MISS'}  ${caller.name} (${seconds} s)${gone === null ? '' : `: signed out on the way: ${gone}`}`,
    );
  }
  console.log(`\n${lines.join('\n')}`);
  process.exitCode = lines.length > 0 && lines.every((line) => line.startsWith('held')) ? 0 : 1;
} finally {
  await stack.stop();
  folder.remove();
}
