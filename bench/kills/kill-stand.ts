// An installation that stands ready for kills: its supervisor, a mail server that remembers, and bursts staged one after the other.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import type { Slot } from '#contracts/primitives.ts';
import { slotNotBefore } from '#domain/calendar/slot.ts';
import { createEngineClient } from '#engine/engine-client.ts';
import { furnishOffice, stageAgain, stageBurst } from '../../tests/support/staged-burst.ts';
import { openStackFolder, recordedPids, servicesOf, startStack } from '../../tests/support/started-stack.ts';
import { openSink } from '../sink.ts';
import { judgeKill, type Part, type Verdict } from './judge-kill.ts';

export interface Round {
  part: Part;
  /** A number of mails, or seconds before the instant, or when the last mail is there. */
  point: number | 'before' | 'after';
  verdict: Verdict;
  /** Rows of the slot that had no end when the round was given up, or another end than sent. */
  open: number;
  /** From the kill until the ledger knew the end of every row. */
  endedAfterMs: number;
  /** From the kill until the worker asked for work again, if it was the worker. */
  backAfterMs: number | null;
}

// The workflow's activities have time to compose before the instant.
const AHEAD_MS = 9_000;
const BEFORE_MS = 2_500;
const GIVE_UP_MS = 180_000;
const SERIES = 'k';
// A supervisor that saw five deaths of a part in a minute gives up: the same part dies at most so often.
const BETWEEN_KILLS_MS = 16_000;

export async function openKillStand(people: number) {
  const sink = await openSink();
  const folder = await openStackFolder();
  const stack = await startStack(folder, { SMTP_URL: sink.url });
  const { databaseUrl, ownerUrl, temporalAddress, temporalNamespace } = servicesOf(folder);
  await furnishOffice(databaseUrl);
  // What the office's own plan says besides is no part of this.
  await query(`UPDATE assignment SET lifecycle_ready_at = now()`);
  await query(
    `DELETE FROM ledger_entry WHERE id <> (SELECT id FROM ledger_entry WHERE contact_id = 'a.cv' ORDER BY slot_at LIMIT 1)`,
  );
  let staged = false;
  let killedAtMs = 0;

  return {
    async run(part: Part, point: Round['point']): Promise<Round> {
      await sleep(Math.max(0, killedAtMs + BETWEEN_KILLS_MS - Date.now()));
      await ready();
      const slotAt = slotNotBefore(Date.now() + AHEAD_MS);
      await stage(slotAt);
      await sink.take();
      await openSlot(slotAt);
      await reach(point, Date.parse(slotAt));
      const pid = recordedPids(folder)[part];
      if (pid === undefined) throw new Error(`no ${part} is recorded`);
      process.kill(pid, 'SIGKILL');
      killedAtMs = Date.now();
      const open = await untilEnded(slotAt);
      const endedAfterMs = Date.now() - killedAtMs;
      // A second copy would come now.
      await sleep(2_000);
      const mails = await sink.take();
      const putDown = await putDownBefore(slotAt, pid, killedAtMs);
      const backAfterMs = part === 'worker' ? backAfter(killedAtMs) : null;
      const backAtMs = killedAtMs + (backAfterMs ?? 0);
      const kill = { part, atMs: killedAtMs, backAtMs, slotAtMs: Date.parse(slotAt), putDown };
      const verdict = judgeKill(kill, await addresses(), mails);
      return { part, point, verdict, open, endedAfterMs, backAfterMs };
    },
    async close() {
      await stack.stop();
      sink.close();
      folder.remove();
    },
  };

  /** On a connection of its own: the server may have been killed since the last one. */
  async function query<T>(sql: string, values: unknown[] = []): Promise<T[]> {
    const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 2_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return (await client.query(sql, values)).rows as T[];
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  async function ready(): Promise<void> {
    const giveUpAt = Date.now() + GIVE_UP_MS;
    while (
      !(await fetch(`${folder.url}/readyz`).then(
        ({ ok }) => ok,
        () => false,
      ))
    ) {
      if (Date.now() > giveUpAt) throw new Error('the stack does not become ready again');
      await sleep(200);
    }
  }

  async function stage(slotAt: Slot): Promise<void> {
    if (staged) return stageAgain(ownerUrl, SERIES, slotAt);
    await stageBurst(ownerUrl, SERIES, { people, each: 1 }, slotAt);
    await query(`DELETE FROM ledger_entry WHERE slot_at <> $1`, [slotAt]);
    staged = true;
  }

  async function openSlot(slotAt: Slot): Promise<void> {
    const connection = await Connection.connect({ address: temporalAddress });
    try {
      await createEngineClient(new Client({ connection, namespace: temporalNamespace })).openSlot(slotAt);
    } finally {
      await connection.close();
    }
  }

  async function reach(point: Round['point'], slotAtMs: number): Promise<void> {
    if (point === 'before') return void (await sleep(Math.max(0, slotAtMs - BEFORE_MS - Date.now())));
    await sink.reached(point === 'after' ? people : point);
  }

  /** How many rows have another end than sent, or none in time. */
  async function untilEnded(slotAt: Slot): Promise<number> {
    const giveUpAt = Date.now() + GIVE_UP_MS;
    for (;;) {
      const rows = await query<{ status: string; n: number }>(
        `SELECT status, count(*)::int AS n FROM ledger_entry WHERE slot_at = $1 GROUP BY 1`,
        [slotAt],
      ).catch(() => null);
      const others = rows?.filter(({ status }) => status !== 'sent') ?? [];
      const isOpen = rows === null || others.some(({ status }) => status === 'staged' || status === 'sending');
      if (!isOpen || Date.now() > giveUpAt) return others.reduce((sum, { n }) => sum + n, 0);
      await sleep(100);
    }
  }

  /** Message-IDs whose answers the process that was killed had put into its journal, or somebody into the ledger. */
  async function putDownBefore(slotAt: Slot, pid: number, atMs: number): Promise<Set<string>> {
    const journal = journalOf(pid);
    const rows = await query<{ id: string; rfc: string; noted: boolean }>(
      `SELECT id, rfc_message_id AS rfc,
         EXISTS (SELECT FROM delivery d WHERE d.message_id = message.id AND d.outcome = 'accepted' AND d.at < $2) AS noted
       FROM message WHERE slot_at = $1`,
      [slotAt, new Date(atMs)],
    );
    return new Set(rows.filter(({ id, noted }) => noted || journal.has(id)).map(({ rfc }) => rfc));
  }

  function backAfter(atMs: number): number | null {
    const lines = readFileSync(join(folder.dataDir, 'logs', 'worker.log'), 'utf8').split('\n');
    const times = lines.filter((line) => line.includes('"msg":"polling"')).map((line) => JSON.parse(line).time - atMs);
    return times.find((afterMs) => afterMs > 0) ?? null;
  }

  function journalOf(pid: number): Set<string> {
    const answers = join(folder.dataDir, 'answers');
    const lines = readdirSync(answers)
      .filter((name) => name.startsWith(`${pid}-`))
      .flatMap((name) => readFileSync(join(answers, name), 'utf8').split('\n'));
    return new Set(lines.flatMap((line) => /"messageId":"([^"]+)"/.exec(line)?.[1] ?? []));
  }

  async function addresses(): Promise<string[]> {
    const rows = await query<{ email: string }>(`SELECT email FROM contact WHERE id LIKE $1`, [`${SERIES}-_____`]);
    return rows.map(({ email }) => email);
  }
}
