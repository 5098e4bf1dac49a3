// An office with many reminders staged for one instant: one assignment is published as in life, the others are copies of its rows.
import pg from 'pg';
import type { Slot } from '#contracts/primitives.ts';
import { closeDatabase } from '#store/database.ts';
import { createDeliveryWorld } from './delivery.ts';

export interface Burst {
  people: number;
  /** Reminders for each of them: several become a digest. */
  each: number;
}

/** Furnishes an empty, migrated database once; bursts are staged in it afterwards. */
export async function furnishOffice(url: string): Promise<void> {
  const world = await createDeliveryWorld(url, {}, Date.now());
  await closeDatabase(world.database);
}

/** People, agencies, assignments and one staged reminder for each of them, all for `slotAt`; `series` keeps bursts apart. */
export async function stageBurst(
  ownerUrl: string,
  series: string,
  { people, each }: Burst,
  slotAt: Slot,
): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const copies = async (table: string, from: string, many: number, changes: string) => {
    const { rowCount } = await client.query(
      `INSERT INTO ${table} SELECT (jsonb_populate_record(NULL::${table}, to_jsonb(one) || ${changes})).*
       FROM (${from}) AS one, generate_series(0, ${many - 1}) AS n`,
    );
    // Without a row to copy nothing would be staged, and whoever measures would measure that.
    if (rowCount !== many) throw new Error(`${many} rows of ${table} were to be copied, ${rowCount} were`);
  };
  const name = `'${series}-' || lpad(n::text, 5, '0')`;
  const owner = `'${series}-' || lpad((n / ${each})::text, 5, '0')`;
  try {
    await copies(
      'agency',
      `SELECT * FROM agency WHERE id = 'a'`,
      people,
      `jsonb_build_object('id', ${name}, 'name', 'Đơn vị ' || ${name})`,
    );
    await copies(
      'contact',
      `SELECT * FROM contact WHERE id = 'a.cv'`,
      people,
      `jsonb_build_object('id', ${name}, 'agency_id', ${name}, 'name', 'Nguyễn Văn ' || ${name}, 'email', ${name} || '@vi-du.example.vn')`,
    );
    const [activity, assignment] = [
      `SELECT * FROM plan_activity ORDER BY position LIMIT 1`,
      `SELECT * FROM assignment ORDER BY key LIMIT 1`,
    ];
    const title = `'Xây dựng báo cáo chuyên đề số ' || ${name} || ' về cải cách hành chính'`;
    const many = people * each;
    await copies(
      'plan_activity',
      activity,
      many,
      `jsonb_build_object('id', 'h-' || ${name}, 'position', (SELECT max(position) FROM plan_activity) + 1 + n, 'title', ${title})`,
    );
    await copies(
      'assignment',
      assignment,
      many,
      // Nothing but the burst is owed: a step that is not written yet, of a date long past, would wake a lifecycle for each of them.
      `jsonb_build_object('id', 'v-' || ${name}, 'key', ${name}, 'activity_id', 'h-' || ${name}, 'agency_id', ${owner}, 'title', ${title},
        'next_step', null, 'next_rung', null, 'next_step_at', null)`,
    );
    await copies(
      'ledger_entry',
      `SELECT * FROM ledger_entry WHERE contact_id = 'a.cv' LIMIT 1`,
      many,
      `jsonb_build_object('id', 'n-' || ${name}, 'assignment_id', 'v-' || ${name}, 'contact_id', ${owner}, 'slot_at', '${slotAt}'::timestamptz, 'status', 'staged',
        'step', 'due', 'rung', 'due', 'reason', null, 'ended_at', null, 'message_id', null, 'sealed_index', null)`,
    );
    await client.query('ANALYZE');
  } finally {
    await client.end();
  }
}

/** The reminders of a burst that was staged before, to the same people once more for another instant. */
export async function stageAgain(ownerUrl: string, series: string, slotAt: Slot): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const open = { status: 'staged', reason: null, ended_at: null, message_id: null, sealed_index: null };
  try {
    await client.query(
      `INSERT INTO ledger_entry SELECT (jsonb_populate_record(NULL::ledger_entry, to_jsonb(one)
         || jsonb_build_object('id', one.id || '@' || $2, 'slot_at', $2::timestamptz) || $3::jsonb)).*
       FROM ledger_entry AS one WHERE one.id LIKE 'n-' || $1 || '-_____'`,
      [series, slotAt, JSON.stringify(open)],
    );
  } finally {
    await client.end();
  }
}
