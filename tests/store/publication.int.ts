import { beforeEach, expect, test } from 'vitest';
import { verifyAuditChain } from '#store/audit-store.ts';
import { findPlan } from '#store/plan-store.ts';
import { findPlanSummary, listPlanSummaries, PLAN_ORDERS } from '#store/plan-summary-store.ts';
import { countNotReady, finishPublication, listLifecyclesToStart } from '#store/publication-progress-store.ts';
import { openPublication } from '#store/publication-store.ts';
import { verifyInstallation } from '#store/verify-installation.ts';
import { aPlan, aRoster, withContact } from '../support/builders.ts';
import { recordPublication, recordSome } from '../support/publication.ts';
import { decideRowText } from '../support/settings.ts';
import {
  addPlan,
  dumpDatabase,
  emptyDatabase,
  furnish,
  ownDatabase,
  publicationOf,
  publishedPlan,
  runSql,
  writeWholeLadders,
} from '../support/store.ts';

const own = ownDatabase();
const PLAN = aPlan([
  { leads: ['Phòng A', 'Phòng B'], products: ['Báo cáo', 'Tờ trình'] },
  { deadlineText: 'Thường xuyên', field: null, task: { code: 'NV1', title: 'Nhiệm vụ' }, coordinators: ['Phòng B'] },
  { deadlineText: 'Tháng 11/2025', leads: ['Đoàn kiểm tra'] },
]);

beforeEach(async () => {
  await emptyDatabase(own.url);
  await furnish(own.database);
});

test('a plan comes back from the database as it was parsed', async () => {
  const funded = { ...PLAN, rows: PLAN.rows.map((row) => ({ ...row, funding: 'Ngân sách huyện' })) };
  const planId = await addPlan(own.database, funded);
  expect((await findPlan(own.database, planId))?.parsed).toEqual({
    ...funded,
    plan: { ...funded.plan, issuedOn: null },
  });
});

test('a draft that can not be stored whole is not stored at all', async () => {
  const before = await dumpDatabase(own.url);
  const broken = { ...PLAN, fields: [...PLAN.fields, { code: 'I', title: 'Trùng mã' }] };
  await expect(addPlan(own.database, broken)).rejects.toThrow();
  expect(await dumpDatabase(own.url)).toEqual(before);
});

test('publication writes every assignment with its next reminders and an event of each; the rest of the journey follows from the same ladder', async () => {
  const planId = await addPlan(own.database, PLAN);
  const input = await publicationOf(own.database, planId);
  expect(await recordPublication(own.database, input)).toBe(true);
  const planned = input.journey.assignments.flatMap(({ draft, reminders }) =>
    reminders.map(({ step, contactId, slotAt }) => `${draft.key} ${step} ${contactId} ${slotAt}`),
  );
  const ledger = await own.database.ledgerEntry.findMany({ include: { assignment: { select: { key: true } } } });
  // The notice of the assignment is due before its lifecycle could wake: it is staged already.
  expect(ledger.every((row) => row.status === (row.step === 'assigned' ? 'staged' : 'planned'))).toBe(true);
  const sayings = async () =>
    (await own.database.ledgerEntry.findMany({ include: { assignment: { select: { key: true } } } }))
      .map(
        (row) => `${row.assignment.key} ${row.step} ${row.contactId} ${row.slotAt.toISOString().replace('.000', '')}`,
      )
      .sort();
  planned.sort();
  const written = await sayings();
  expect(planned).toEqual(expect.arrayContaining(written));
  // The notice and two slots, with at most three people each.
  expect(written.length).toBeLessThanOrEqual(7 * input.journey.assignments.length);
  expect(written.length).toBeLessThan(planned.length / 3);
  await writeWholeLadders(own.database, planId);
  expect(await sayings()).toEqual(planned);
  const total = input.journey.assignments.length;
  expect(await own.database.assignment.count()).toBe(total);
  const events = await own.database.auditEvent.findMany({ orderBy: { index: 'asc' } });
  expect(events.map(({ type }) => type).filter((type) => type.startsWith('p') || type === 'assigned')).toEqual([
    'plan-imported',
    'publication-begun',
    ...Array.from({ length: total }, () => 'assigned'),
    'plan-published',
  ]);
  expect(await verifyInstallation(own.database, null)).toMatchObject({ ok: true, differences: [] });
});

test('the press of the button takes the draft and writes nothing of what follows', async () => {
  const planId = await addPlan(own.database, PLAN);
  expect(await openPublication(own.database, await publicationOf(own.database, planId))).toBe(true);
  expect(await findPlanSummary(own.database, planId)).toMatchObject({ status: 'publishing' });
  expect(await own.database.assignment.count()).toBe(0);
  // Between the press and the job nothing differs from the log, and no date can be changed any more.
  expect(await verifyInstallation(own.database, null)).toMatchObject({ ok: true, differences: [] });
  const { rowIds = [] } = (await findPlan(own.database, planId)) ?? {};
  const decision = { planId, rowId: rowIds[0] as string, text: 'Quý I', actor: 'Cán bộ', now: new Date() };
  expect(await decideRowText(own.database, decision)).toBe(false);
});

test('a second publication is refused and changes nothing', async () => {
  const planId = await addPlan(own.database, PLAN);
  const input = await publicationOf(own.database, planId);
  await recordPublication(own.database, input);
  const before = await dumpDatabase(own.url);
  expect(await recordPublication(own.database, input)).toBe(false);
  expect(await recordSome(own.database, planId, input.now)).toBe(0);
  expect(await dumpDatabase(own.url)).toEqual(before);
});

test('of two presses at once one wins', async () => {
  const planId = await addPlan(own.database, PLAN);
  const input = await publicationOf(own.database, planId);
  const stored = await Promise.all([recordPublication(own.database, input), recordPublication(own.database, input)]);
  expect(stored.sort()).toEqual([false, true]);
  expect(await own.database.assignment.count()).toBe(input.journey.assignments.length);
});

test('a lead that the roster does not know becomes an agency without people', async () => {
  await publishedPlan(own.database, PLAN);
  const agency = await own.database.agency.findUniqueOrThrow({
    where: { id: 'doan-kiem-tra' },
    include: { contacts: true },
  });
  expect([agency.name, agency.contacts]).toEqual(['Đoàn kiểm tra', []]);
});

test('who can not be reached is in the ledger as refused, with the reason', async () => {
  await furnish(own.database, withContact(aRoster(), 'a.cv', { email: null }));
  await publishedPlan(own.database);
  const refused = await own.database.ledgerEntry.findMany({ where: { status: 'refused' } });
  expect(new Set(refused.map(({ contactId }) => contactId))).toEqual(new Set(['a.cv']));
  expect(refused.every(({ reason, endedAt }) => Boolean(reason) && endedAt !== null)).toBe(true);
});

test('a decision on a date is kept with the draft and in the audit log, each time it is made', async () => {
  const planId = await addPlan(own.database);
  const plan = await findPlan(own.database, planId);
  const decision = { planId, rowId: plan?.rowIds[0] as string, actor: 'Cán bộ', now: new Date() };
  expect(await decideRowText(own.database, { ...decision, text: 'Quý I' })).toBe(true);
  expect(await decideRowText(own.database, { ...decision, text: 'Quý II' })).toBe(true);
  expect((await findPlan(own.database, planId))?.decided).toEqual(new Map([[0, 'Quý II']]));
  expect(await own.database.auditEvent.count({ where: { type: 'deadline-decided' } })).toBe(2);
  expect(await verifyAuditChain(own.database)).toMatchObject({ ok: true });
});

test('after publication no date is decided any more', async () => {
  const { planId } = await publishedPlan(own.database);
  const plan = await findPlan(own.database, planId);
  const decision = { planId, rowId: plan?.rowIds[0] as string, text: 'Quý I', actor: 'Cán bộ', now: new Date() };
  expect(await decideRowText(own.database, decision)).toBe(false);
});

test('the lifecycles to start have one step for each step of the ledger and the first that is not written, earliest first', async () => {
  const planId = await addPlan(own.database);
  await recordPublication(own.database, await publicationOf(own.database, planId));
  const [life, ...others] = await listLifecyclesToStart(own.database, { planId, limit: 10 });
  expect(others).toEqual([]);
  expect(life).toMatchObject({
    planId,
    agencyId: 'a',
    dueDate: '2026-11-14',
    // Its first event is recorded, and what was due at once is staged: it begins behind both.
    state: { status: 'assigned', sequence: 1, staged: [{ id: 'assigned' }] },
  });
  const steps = await own.database.ledgerEntry.findMany({
    where: { status: 'planned' },
    distinct: ['step'],
    select: { step: true },
  });
  const { nextStep } = await own.database.assignment.findFirstOrThrow({ where: { planId } });
  const waited = [...steps.map(({ step }) => step), nextStep];
  expect(life?.state.pending.map(({ id }) => id).sort()).toEqual(waited.sort());
  const wakes = life?.state.pending.map(({ wakeAtMs }) => wakeAtMs) ?? [];
  expect(wakes).toEqual([...wakes].sort((a, b) => a - b));
  expect(life?.state.pending[0]).toMatchObject({ id: 'unacknowledged', while: ['assigned'] });
});

test('publication is finished when every lifecycle has run, and its progress can be seen until then', async () => {
  const { planId } = await publishedPlan(own.database, PLAN);
  const total = await own.database.assignment.count();
  expect(await findPlanSummary(own.database, planId)).toMatchObject({
    status: 'publishing',
    rows: 3,
    publication: { total, ready: 0 },
  });
  expect(await countNotReady(own.database, planId)).toBe(total);
  await own.database.assignment.updateMany({ data: { lifecycleReadyAt: new Date() } });
  expect(await countNotReady(own.database, planId)).toBe(0);
  expect(await listLifecyclesToStart(own.database, { planId, limit: 10 })).toEqual([]);
  await finishPublication(own.database, planId);
  expect(await findPlanSummary(own.database, planId)).toMatchObject({
    status: 'published',
    publication: { ready: total },
  });
});

test('a draft is not made published by mistake, and the newest plan comes first', async () => {
  const first = await addPlan(own.database);
  await finishPublication(own.database, first);
  expect(await findPlanSummary(own.database, first)).toMatchObject({ status: 'draft', publication: null });
  await runSql(own.url, `update plan set created_at = '2020-01-01' where id = '${first}'`);
  const second = await addPlan(own.database);
  const page = { keyset: PLAN_ORDERS['-created'], limit: null, after: null };
  const { items } = await listPlanSummaries(own.database, {}, page);
  expect(items.map(({ id }) => id)).toEqual([second, first]);
});

test('undecided rows are counted until a person has looked at them', async () => {
  const planId = await addPlan(
    own.database,
    aPlan([{}, { deadlineText: 'Theo tiến độ của dự án XYZ-7' }, { deadlineText: null }]),
  );
  expect((await findPlanSummary(own.database, planId))?.undecided).toBe(2);
  const plan = await findPlan(own.database, planId);
  for (const rowId of plan?.rowIds.slice(1) ?? [])
    await decideRowText(own.database, { planId, rowId, text: 'Quý IV', actor: 'Cán bộ', now: new Date() });
  expect((await findPlanSummary(own.database, planId))?.undecided).toBe(0);
});
