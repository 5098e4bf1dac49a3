// Database and files are backed up as the README says, lost, and put back: everything that the log names is there, and what is not is named.
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { compareEvidence } from '#evidence/compare-evidence.ts';
import { createDiskStore } from '#evidence/disk-store.ts';
import { closeDatabase, type Database } from '#store/database.ts';
import { addUpload, claimUploads } from '#store/evidence-store.ts';
import { recordTransition } from '#store/lifecycle-store.ts';
import { openApplicationDatabase } from '#store/open-application-database.ts';
import { verifyInstallation } from '#store/verify-installation.ts';
import { aPdf } from '../support/evidence-files.ts';
import { at, day } from '../support/moments.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { furnish, publishedPlan, runSql } from '../support/store.ts';

const root = mkdtempSync(join(tmpdir(), 'dondoc-restore-'));
const folder = join(root, 'evidence');
const own = await createTestDatabase();
afterAll(async () => {
  await own.drop();
  rmSync(root, { recursive: true });
});

async function using<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const { database } = await openApplicationDatabase(own.url);
  try {
    return await work(database);
  } finally {
    await closeDatabase(database);
  }
}

const NOW = new Date('2026-01-06T03:00:00Z');

/** As the API and the worker do: row, content, event. */
async function report(database: Database, assignmentId: string, sequence: number, content: Uint8Array) {
  const path = join(root, 'tep');
  writeFileSync(path, content);
  const sha256 = createHash('sha256').update(content).digest('hex');
  const scope = { assignmentId, owner: 'account/' };
  const facts = { name: `lan-${sequence}.pdf`, mediaType: 'application/pdf', size: content.length, sha256 };
  const { id } = await addUpload(
    database,
    { ...scope, ...facts },
    { now: NOW, expiresAt: new Date(8e12), waitingMax: 9 },
  );
  await createDiskStore(folder).keep(path, facts);
  const files = (await claimUploads(database, scope, [id], { now: NOW, keptUntil: new Date(8e12) })) ?? [];
  await record(database, assignmentId, {
    sequence,
    type: 'reported',
    note: 'Xong',
    documentNumber: null,
    evidenceUrl: null,
    files,
    reportedOn: day('2026-01-06'),
    steps: [],
  });
}

type Event = Parameters<typeof recordTransition>[1]['event'];

async function record(
  database: Database,
  assignmentId: string,
  told: { type: Event['type']; sequence: number; [detail: string]: unknown },
) {
  const event = { actor: 'Hạnh', occurredAt: at('2026-01-06T03:00:00Z'), ...told } as Event;
  const status = { assigned: 'assigned', reported: 'reported', returned: 'in-progress' }[told.type as 'assigned'];
  const transition = {
    assignmentId,
    event,
    status: status as 'assigned',
    supersede: { steps: [], reason: '' },
    add: [],
  };
  await recordTransition(database, transition, NOW);
}

const verdict = () =>
  using(async (database) => {
    const { evidence, differences } = await verifyInstallation(database, null);
    const files = await compareEvidence(createDiskStore(folder), evidence);
    return { whole: files.whole, words: [...differences, ...files.differences].map(({ words }) => words) };
  });

test('database first, files after it: put back, every file of the log is there and whole', async () => {
  const assignmentId = await using(async (database) => {
    await furnish(database);
    const [id = ''] = (await publishedPlan(database)).assignmentIds;
    await record(database, id, { sequence: 1, type: 'assigned' });
    await report(database, id, 2, aPdf('trước bản sao'));
    return id;
  });
  const early = join(root, 'sao-som');
  cpSync(folder, early, { recursive: true });
  await using(async (database) => {
    await record(database, assignmentId, { sequence: 3, type: 'returned', reason: 'Thiếu', steps: [] });
    await report(database, assignmentId, 4, aPdf('sau bản sao sớm'));
  });
  const ofDatabase = await own.backUp();
  const ofFiles = join(root, 'sao');
  cpSync(folder, ofFiles, { recursive: true });

  // Everything is lost.
  await runSql(own.ownerUrl, 'drop schema public cascade');
  rmSync(folder, { recursive: true });
  await ofDatabase.putBack();
  cpSync(ofFiles, folder, { recursive: true });
  expect(await verdict()).toEqual({ whole: 2, words: [] });
  // Nothing of it is open to others afterwards.
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files.map((entry) => statSync(join(entry.parentPath, entry.name)).mode & 0o077)).toEqual([0, 0]);

  // A copy of the files that was taken before that of the database lacks what came between, and is told so.
  rmSync(folder, { recursive: true });
  cpSync(early, folder, { recursive: true });
  const lacking = await verdict();
  expect([lacking.whole, lacking.words.length]).toEqual([1, 1]);
  expect(lacking.words[0]).toContain('«lan-4.pdf»');
});
