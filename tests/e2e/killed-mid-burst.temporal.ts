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

/** The Message-IDs in the mailbox, and every message of the ledger: how it stands, and by which channel. */
async function bothSides() {
  const mails = (await devMessages(folder)).filter(({ channel }) => channel === 'email');
  const rows = await query<{ id: string; stands: string }>(
    `SELECT rfc_message_id AS id, status || ' ' || channel AS stands FROM message`,
  );
  const mailed = new Set(mails.map((mail) => mail.headers?.['message-id'] ?? ''));
  const stands = new Map(rows.map((row) => [row.id, row.stands]));
  const sent = rows.filter((row) => row.stands === 'sent email').map(({ id }) => id);
  return {
    sent: sent.length,
    missing: sent.filter((id) => !mailed.has(id)),
    // The first process may have sent a mail of which it could note nothing: the message goes out again under its id, or by another channel.
    unaccounted: [...mailed].filter((id) => !/^(sent|covered|sending) /.test(stands.get(id) ?? '')),
    otherwise: [...mailed].map((id) => stands.get(id)).filter((how) => how !== 'sent email'),
  };
}

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

  // Nothing that the ledger calls sent is missing in the mailbox, and the mailbox has nothing that the ledger does not know or calls failed.
  // The sample goes on sending meanwhile: both are looked at until they were looked at between two mails.
  let both = await bothSides();
  await eventually(
    'mailbox and ledger tell of the same mails',
    async () => {
      both = await bothSides();
      return both.sent > 10 && both.missing.length === 0 && both.unaccounted.length === 0;
    },
    60_000,
    () => both,
  );
  // Doubled at most under the same Message-ID: one person hears of one rung in one slot by one message.
  const doubled = await query(
    `SELECT assignment_id, step, contact_id, slot_at FROM ledger_entry WHERE status = 'sent'
     GROUP BY 1, 2, 3, 4 HAVING count(DISTINCT message_id) > 1`,
  );
  expect(doubled).toEqual([]);
}, 700_000);
