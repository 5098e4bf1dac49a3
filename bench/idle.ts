// `npm run bench:idle -- [--assignments 2000] [--seconds 120]`: what an installation costs while its assignments wait for their day: processor,
// statements, and what the databases hold for each of them.
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { tell } from './figures.ts';
import { openMeasuredStack } from './measured-stack.ts';
import { cpuOf } from './processes.ts';
import { publish, uploadOffice } from './published-office.ts';
import { openSink } from './sink.ts';

const CORE_PERCENT = 3;
const KB_EACH = 40;
// What follows of a publication, mails of the day among it, is done by then.
const SETTLE_MS = 60_000;

const { values } = parseArgs({
  options: { assignments: { type: 'string', default: '2000' }, seconds: { type: 'string', default: '120' } },
});
const [assignments, seconds] = [Number(values.assignments), Number(values.seconds)];

const sink = await openSink();
const stack = await openMeasuredStack({ SMTP_URL: sink.url });
let ok = true;
try {
  const { planId } = await uploadOffice(stack.folder, { assignments, agencies: assignments, series: 'i' });
  const before = await stack.sizes();
  await publish(stack.folder, stack.sql, planId);
  await sleep(SETTLE_MS);
  const after = await stack.sizes();
  await stack.resetStatements();
  const cpuBefore = cpuOf(stack.pids());
  const began = performance.now();
  await sleep(seconds * 1_000);
  const tookMs = performance.now() - began;
  const cpuAfter = cpuOf(stack.pids());
  tellProcessor(cpuBefore, cpuAfter, tookMs);
  const statements = ((await stack.statements()) * 60_000) / tookMs;
  tell({ what: `${assignments} waiting: statements a minute`, found: statements.toFixed(0) });
  tellBytes(before, after);
} finally {
  await stack.stop();
  sink.close();
}
process.exit(ok ? 0 : 1);

/** The supervisor's share is what it costs beside those that it has started. */
function tellProcessor(before: Record<string, number>, after: Record<string, number>, tookMs: number): void {
  const share = (name: string) => (((after[name] ?? 0) - (before[name] ?? 0)) * 100) / tookMs;
  const { supervisor: _, ...others } = after;
  const started = Object.keys(others).map((name) => [name, share(name)] as const);
  const all = share('supervisor');
  const own = all - started.reduce((sum, [, one]) => sum + one, 0);
  const holds = all < CORE_PERCENT;
  if (!holds) ok = false;
  const each = [...started, ['supervisor', own] as const].map(([name, one]) => `${name} ${one.toFixed(2)}`);
  tell({
    what: `${assignments} waiting: share of a core`,
    found: `${all.toFixed(2)} % (${each.join(', ')})`,
    wanted: `under ${CORE_PERCENT} %`,
    holds,
  });
}

type Sizes = Awaited<ReturnType<typeof stack.sizes>>;

function tellBytes(before: Sizes, after: Sizes): void {
  const [postgres, temporal] = (['postgres', 'temporal'] as const).map(
    (name) => (after[name] - before[name]) / 1_024 / assignments,
  ) as [number, number];
  const holds = postgres + temporal <= KB_EACH;
  if (!holds) ok = false;
  tell({
    what: `${assignments} waiting: what the databases hold for one`,
    found: `${(postgres + temporal).toFixed(1)} KB (PostgreSQL ${postgres.toFixed(1)}, Temporal ${temporal.toFixed(1)})`,
    wanted: `${KB_EACH} KB`,
    holds,
  });
}
