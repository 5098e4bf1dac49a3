// Everything is killed in the middle of a burst and started again: nothing is lost, nothing goes out twice under another id.
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { readInstallation } from '#local/supervisor/installation.ts';
import { eventually } from '../support/running-engine.ts';
import {
  devMessages,
  openStackFolder,
  recordedPids,
  type StackFolder,
  type StartedStack,
  startStack,
} from '../support/started-stack.ts';

let folder: StackFolder;
let stack: StartedStack | undefined;

afterAll(async () => {
  await stack?.stop();
  folder?.remove();
});

async function query<T>(sql: string): Promise<T[]> {
  const url = readInstallation(folder.dataDir)?.databaseUrl;
  if (url === undefined) throw new Error('the stack is not running');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as T[];
  } finally {
    await client.end();
  }
}

/** Ledger rows whose slot has passed: how many ended, and the others as they stand. */
async function pastTheirTime() {
  const rows = await query<{ ended: boolean; slot_at: Date; step: string; message: string | null }>(
    `SELECT row.ended_at IS NOT NULL AS ended, row.slot_at, step, message.status || ' ' || message.channel AS message
     FROM ledger_entry AS row LEFT JOIN message ON message.id = message_id WHERE row.slot_at < now() - interval '5 seconds'`,
  );
  return { ended: rows.filter((row) => row.ended).length, open: rows.filter((row) => !row.ended) };
}

// What the mailbox took over and the worker that was killed had not heard of: one for each of its connections.
const CONNECTIONS = 5;

/** The mails in the mailbox against the messages of the ledger. */
async function bothSides() {
  const mails = (await devMessages(folder)).filter(({ channel }) => channel === 'email');
  const ids = mails.map((mail) => mail.headers?.['message-id'] ?? '');
  const rows = await query<{ id: string; status: string; taken: boolean; attempts: string }>(
    `SELECT rfc_message_id AS id, status,
       EXISTS (SELECT FROM delivery WHERE message_id = message.id AND channel = 'email' AND outcome = 'accepted') AS taken,
       (SELECT string_agg(channel || ' ' || outcome, ', ' ORDER BY attempt) FROM delivery WHERE message_id = message.id) AS attempts
     FROM message`,
  );
  const known = new Map(rows.map((row) => [row.id, row]));
  const mailed = new Set(ids);
  const taken = rows.filter((row) => row.taken);
  return {
    taken: taken.length,
    /** Called taken over by mail, and not there. */
    missing: taken.filter(({ id }) => !mailed.has(id)),
    /** There, and no attempt tells of it: the kill fell between the mailbox's answer and the worker's hand. */
    untold: [...mailed].filter((id) => known.get(id)?.taken !== true).map((id) => known.get(id) ?? id),
    doubled: ids.length - mailed.size,
  };
}

type BothSides = Awaited<ReturnType<typeof bothSides>>;

/** However a message goes on of which the mailbox knows more than we do, nobody calls it failed. */
const isCalledFailed = (one: BothSides['untold'][number]) =>
  typeof one === 'string' || one.status === 'failed' || one.status === 'refused';

test('a kill of worker, API, Temporal and supervisor in the middle of a burst loses no reminder and doubles none', async () => {
  folder = await openStackFolder();
  stack = await startStack(folder);
  // The sample's notices leave together some seconds after the address; the first mail is the middle of the burst.
  await eventually('the first mail has arrived', async () => (await devMessages(folder)).length > 0);
  const { worker, api, temporal } = recordedPids(folder);
  for (const pid of [stack.supervisor.pid, worker, api, temporal]) process.kill(pid as number, 'SIGKILL');

  stack = await startStack(folder);
  let past = await pastTheirTime();
  await eventually(
    'the burst has begun again and no ledger row is open past its time',
    async () => {
      past = await pastTheirTime();
      return past.ended > 10 && past.open.length === 0;
    },
    // A mail that a busy machine refuses twice waits six minutes (RETRY_MINUTES).
    450_000,
    () => past.open,
  );

  // Nothing that the ledger calls taken over is missing in the mailbox. What the mailbox has is known as taken over, but for what was on its
  // connections at the kill. The sample goes on sending meanwhile: both are looked at until they were looked at between two mails.
  let both = await bothSides();
  await eventually(
    'mailbox and ledger tell of the same mails',
    async () => {
      both = await bothSides();
      return both.taken > 10 && both.missing.length === 0 && both.untold.length <= CONNECTIONS;
    },
    60_000,
    () => both,
  );
  expect(both.untold.filter(isCalledFailed)).toEqual([]);
  expect(both.doubled).toBeLessThanOrEqual(CONNECTIONS);
  // Doubled at most under the same Message-ID: one person hears of one rung in one slot by one message.
  const doubled = await query(
    `SELECT assignment_id, step, contact_id, slot_at FROM ledger_entry WHERE status = 'sent'
     GROUP BY 1, 2, 3, 4 HAVING count(DISTINCT message_id) > 1`,
  );
  expect(doubled).toEqual([]);
}, 700_000);
