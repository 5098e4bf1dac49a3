// `npm run bench:curve -- [assignments…]`: a publication of 100, 1,000, 5,000 and 20,000 assignments, each in a new installation: time, the most
// memory of worker and API, bytes and statements for each assignment, and whether all of that grows as the number does.
import { parseArgs } from 'node:util';
import { tell } from './figures.ts';
import { openMeasuredStack } from './measured-stack.ts';
import { peakMegabytes } from './processes.ts';
import { publish, uploadOffice } from './published-office.ts';
import { openSink } from './sink.ts';

const AGENCIES_MAX = 2_000;
const MEMORY_MB = 1_024;
// What one assignment costs at the end of the curve, beside what it costs where fixed costs have faded.
const [FIXED_COSTS_BELOW, LINEAR] = [1_000, 1.25];

const { positionals } = parseArgs({ allowPositionals: true });
const COUNTS = positionals.length === 0 ? [100, 1_000, 5_000, 20_000] : positionals.map(Number);

interface Point {
  count: number;
  secondsEach: number;
  kbEach: number;
  statementsEach: number;
}

let ok = true;
const curve: Point[] = [];
for (const count of COUNTS) curve.push(await measure(count));
const [first, last] = [curve.find(({ count }) => count >= FIXED_COSTS_BELOW), curve.at(-1)];
if (first !== undefined && last !== undefined && first !== last) {
  compare('time', ({ secondsEach }) => secondsEach, first, last);
  compare('bytes', ({ kbEach }) => kbEach, first, last);
  compare('statements', ({ statementsEach }) => statementsEach, first, last);
}
process.exit(ok ? 0 : 1);

async function measure(count: number): Promise<Point> {
  const sink = await openSink();
  const stack = await openMeasuredStack({ SMTP_URL: sink.url });
  try {
    const agencies = Math.min(count, AGENCIES_MAX);
    const { planId } = await uploadOffice(stack.folder, { assignments: count, agencies, series: 'c' });
    const before = await stack.sizes();
    await stack.resetStatements();
    const { answerMs, recordedSeconds, readySeconds } = await publish(stack.folder, stack.sql, planId);
    const statementsEach = (await stack.statements()) / count;
    const after = await stack.sizes();
    const { worker, api } = stack.pids();
    const peak = { worker: peakMegabytes(worker), api: peakMegabytes(api) };
    const kb = (bytes: number) => bytes / 1_024 / count;
    const [postgres, temporal] = [kb(after.postgres - before.postgres), kb(after.temporal - before.temporal)];
    const holds = Math.max(peak.worker, peak.api) < MEMORY_MB;
    if (!holds) ok = false;
    const found = [
      `answer ${Math.round(answerMs)} ms, recorded after ${recordedSeconds.toFixed(1)} s, all lifecycles after ${readySeconds.toFixed(1)} s (${((readySeconds * 1_000) / count).toFixed(1)} ms each)`,
      `at most ${peak.worker} MB of the worker, ${peak.api} of the API`,
      `each ${postgres.toFixed(1)} KB in PostgreSQL, ${temporal.toFixed(1)} KB in Temporal, ${statementsEach.toFixed(1)} statements`,
    ];
    tell({ what: `publication of ${count} assignments`, found: found.join('; '), wanted: 'under 1 GB each', holds });
    return { count, secondsEach: readySeconds / count, kbEach: postgres + temporal, statementsEach };
  } finally {
    await stack.stop();
    sink.close();
  }
}

function compare(what: string, of: (point: Point) => number, first: Point, last: Point): void {
  const ratio = of(last) / of(first);
  const holds = ratio <= LINEAR;
  if (!holds) ok = false;
  tell({
    what: `${what} of one assignment, of ${last.count} beside of ${first.count}`,
    found: `${ratio.toFixed(2)} times`,
    wanted: `linear: ${LINEAR} times at most`,
    holds,
  });
}
