import { expect, test } from 'vitest';
import { openDatabase } from '#store/database.ts';
import { migrateDatabase } from '#store/migrate.ts';
import { importDraft } from '#store/plan-import-store.ts';
import { addDraftPlan, contentHash, decideRow, findPlan } from '#store/plan-store.ts';
import { findRoster } from '#store/roster-store.ts';
import { aPlan, aRoster, ZONE } from '../support/builders.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { saveRoster } from '../support/settings.ts';
import { furnish, ownDatabase, runSql } from '../support/store.ts';

const own = ownDatabase();
const NOW = new Date('2026-03-02T02:00:00Z');
const FILE = { fileName: 'a.docx', fileSha256: 'ab'.repeat(32), sample: false, actor: 'Cán bộ', now: NOW };

// Undoes the migration: a database as the version before left it.
const UNDO = `
  alter table plan drop column version, drop column content_key;
  alter table plan_activity drop column version;
  alter table office drop column roster_version;
  drop index plan_revision_file_sha256_idx;
  drop table idempotency_key;
  delete from _prisma_migrations where migration_name like '%_two_officers'`;

test("yesterday's drafts, also several of one file, and yesterday's roster are carried over and can be changed", async () => {
  const earlier = await createTestDatabase();
  const database = openDatabase(earlier.ownerUrl);
  try {
    await furnish(database);
    const ids = [];
    for (let copy = 0; copy < 3; copy++) ids.push(await addDraftPlan(database, { ...FILE, parsed: aPlan() }));
    const roster = await findRoster(database);
    await runSql(earlier.ownerUrl, UNDO);
    expect(await migrateDatabase(earlier.ownerUrl)).toEqual([expect.stringContaining('two_officers')]);
    expect(await findRoster(database)).toEqual(roster);
    for (const planId of ids) {
      const plan = await findPlan(database, planId);
      expect(plan).toMatchObject({ version: 1, rowVersions: [1], parsed: { rows: aPlan().rows } });
      const decision = { planId, rowId: plan?.rowIds[0] as string, text: 'Quý I', actor: 'Cán bộ', now: NOW };
      expect(await decideRow(database, { ...decision, seen: [`"plan-${planId}-1"`] })).toEqual({ ok: true });
    }
    const again = await importDraft(database, { ...FILE, parsed: aPlan() }, false);
    expect(again.kind).toBe('draft-exists');
    await saveRoster(database, aRoster({ office: 'UBND xã' }), ZONE);
  } finally {
    await database.$disconnect();
    await earlier.drop();
  }
});

test('what a plan says has one hash before it is stored and after, whatever its file is called and wherever its rows stood', async () => {
  const parsed = aPlan([{}, { title: 'Việc hai', deadlineText: null }]);
  const planId = await addDraftPlan(own.database, { ...FILE, parsed });
  const stored = await findPlan(own.database, planId);
  expect(contentHash({ parsed: stored?.parsed ?? aPlan() })).toBe(contentHash({ parsed }));
  const moved = { ...parsed, rows: parsed.rows.map((row) => ({ ...row, place: { table: 3, row: 9 } })) };
  const renamed = { ...moved, plan: { ...moved.plan, title: 'Tên khác' } };
  expect(contentHash({ parsed: renamed })).toBe(contentHash({ parsed }));
  for (const other of [aPlan([{}]), aPlan([{ deadlineText: null }, { title: 'Việc hai', deadlineText: null }])])
    expect(contentHash({ parsed: other })).not.toBe(contentHash({ parsed }));
});
