// Records what the workflows of this version really did: `npm run record:histories` after a change of workflows/ that old
// histories still replay. Old files stay: they are what runs in an office since the year began.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { cacheDirOf } from '#config/cache-dir.ts';
import { SEARCH_ATTRIBUTES } from '#contracts/search-attributes.ts';
import { prepareCluster } from '#local/postgres/prepare-cluster.ts';
import { startPostgres } from '#local/postgres/start-postgres.ts';
import { chooseFreePort } from '#local/process/choose-free-port.ts';
import { obtainTemporalBinary } from '#local/temporal/obtain-binary.ts';
import { startTemporal } from '#local/temporal/start-temporal.ts';
import { fromTimestamp } from '#store/local-date.ts';
import { eventually, type RunningEngine, startEngine } from '../support/running-engine.ts';
import { smallPlan } from '../support/small-plan.ts';
import { createReplay } from './doings-of-replay.ts';
import { printDoings } from './print-doings.ts';
import { listOf } from './recorded-history.ts';

const VERSION = process.argv[2];
if (!VERSION) throw new Error('usage: npm run record:histories -- VERSION');
const OUT = new URL('./histories/', import.meta.url);
const folder = mkdtempSync(join(tmpdir(), 'dondoc-record-'));
const say = (line: string) => console.error(line);
const { path: binary } = await obtainTemporalBinary({
  cacheDir: cacheDirOf(process.env),
  needsTimeSkipping: false,
  say,
});
const postgres = await startPostgres({
  dataDir: join(folder, 'pg'),
  port: await chooseFreePort(),
  logFile: join(folder, 'pg.log'),
  durable: false,
});
const temporal = await startTemporal({
  binary,
  inMemory: true,
  port: await chooseFreePort(),
  searchAttributes: SEARCH_ATTRIBUTES,
  logFile: join(folder, 'temporal.log'),
});
const { url: databaseUrl } = await prepareCluster(join(folder, 'pg'), postgres.url);
const running = await startEngine({
  databaseUrl,
  temporalAddress: temporal.address,
  namespace: temporal.namespace,
});
try {
  await record(running);
} finally {
  await running.stop();
  await temporal.stop();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);

async function record({ database, client, publish, give }: RunningEngine): Promise<void> {
  const year = new Date().getFullYear();
  const planId = await publish(
    smallPlan(year, [
      { title: 'Trả lại rồi xác nhận', lead: 'Phòng Tư pháp', deadline: `Trước ngày 15/12/${year + 1}` },
      { title: 'Trả lại hai lần', lead: 'Phòng Tư pháp', deadline: `Trước ngày 15/12/${year + 1}` },
      { title: 'Thu hồi', lead: 'Công an huyện', deadline: 'Thường xuyên' },
      { title: 'Quá hạn, im lặng', lead: 'Phòng Tài chính - Kế hoạch', deadline: `Quý I/${year}` },
    ]),
  );
  const find = (title: string) => database.assignment.findFirstOrThrow({ where: { planId, title } });
  await eventually(
    'published',
    async () => (await database.plan.findUniqueOrThrow({ where: { id: planId } })).status === 'published',
  );
  const returned = (await find('Trả lại rồi xác nhận')).id;
  await give(returned, { command: 'acknowledge' });
  await give(returned, { command: 'report', note: 'Lần một' });
  await give(returned, { command: 'return', reason: 'Bổ sung' });
  await give(returned, { command: 'report', note: 'Lần hai' });
  await give(returned, { command: 'verify', note: null });
  const twice = (await find('Trả lại hai lần')).id;
  for (const time of ['Lần một', 'Lần hai']) {
    await give(twice, { command: 'report', note: time });
    await give(twice, { command: 'return', reason: `Bổ sung sau ${time.toLowerCase()}` });
  }
  const returnsHeard = () => database.ledgerEntry.findMany({ where: { assignmentId: twice, rung: 'returned' } });
  await eventually('the second return is heard', async () =>
    (await returnsHeard()).some(({ status }) => status === 'sent'),
  );
  const withdrawn = (await find('Thu hồi')).id;
  await give(withdrawn, { command: 'withdraw', reason: 'Trùng' });
  const silent = (await find('Quá hạn, im lặng')).id;
  const sent = () =>
    database.ledgerEntry.findFirst({ where: { assignmentId: silent, rung: 'overdue-4', status: 'sent' } });
  await eventually('escalated', async () => (await sent()) !== null);
  const escalated = await sent();
  if (escalated === null) throw new Error('the escalation is gone');
  const slotAt = fromTimestamp(escalated.slotAt);
  const files = {
    'assignment-lifecycle.returned-then-verified': `assignment/${returned}`,
    'assignment-lifecycle.returned-twice': `assignment/${twice}`,
    'assignment-lifecycle.withdrawn': `assignment/${withdrawn}`,
    'assignment-lifecycle.silent-and-overdue': `assignment/${silent}`,
    'delivery-slot.digest': `delivery/${slotAt}`,
    'plan-publication.three-rows': `publication/${planId}`,
  };
  const replay = await createReplay();
  for (const [name, workflowId] of Object.entries(files)) {
    const history = await client.workflow.getHandle(workflowId).fetchHistory();
    const json = `${withoutMachine(historyToJSON(history))}\n`;
    writeFileSync(new URL(`${name}.${VERSION}.json`, OUT), json);
    // To be read before it is committed: from now on it is what this history must give.
    writeFileSync(new URL(listOf(`${name}.${VERSION}`), OUT), printDoings(await replay(json)));
  }
}

/** Histories name the process and the machine that ran them, its sticky queue too; a repository should not. */
function withoutMachine(json: string): string {
  return json
    .replace(/"identity": "[^"]*"/g, '"identity": "worker"')
    .replace(/"\d+@[^"]*-[0-9a-f]{32}"/g, '"worker-sticky"');
}
