// An assignment keeps the rules that it began with, also when its lifecycle is built again from PostgreSQL.
import { beforeAll, expect, test } from 'vitest';
import { NEWEST_RULES } from '#domain/lifecycle/rules/rules-of.ts';
import { recordTransition } from '#store/lifecycle-store.ts';
import { prepareDatabase } from '#store/prepare-database.ts';
import { listLifecyclesToStart } from '#store/publication-progress-store.ts';
import { aPlan, vn } from '../support/builders.ts';
import { furnish, ownDatabase, publishedPlan, queryAs, runSql } from '../support/store.ts';

const own = ownDatabase();
let ofBefore: string;

beforeAll(async () => {
  await furnish(own.database);
  const before = await publishedPlan(own.database, aPlan([{ title: 'Giao từ trước' }]));
  ofBefore = before.assignmentIds[0] as string;
  // The tables as the version before wrote them.
  await runSql(
    own.url,
    `alter table assignment drop column rules_version;
     delete from _prisma_migrations where migration_name like '%_rules_version'`,
  );
  expect(await prepareDatabase(own.ownerUrl, own.url)).toEqual(['20261129030000_rules_version']);
}, 60_000);

const rulesOf = async (assignmentId: string) =>
  (await listLifecyclesToStart(own.database, { assignmentIds: [assignmentId] }))[0]?.state.rulesVersion;

test('what was given out before there were versions lives by the first rules after the upgrade', async () => {
  expect(await rulesOf(ofBefore)).toBe(1);
});

test('what is given out from now on begins with the newest', async () => {
  const { assignmentIds } = await publishedPlan(own.database, aPlan([{ title: 'Giao hôm nay' }]));
  expect(await rulesOf(assignmentIds[0] as string)).toBe(NEWEST_RULES);
});

test('no program can put an assignment under other rules in silence', async () => {
  await expect(queryAs(own.url, 'update assignment set rules_version = 2')).rejects.toThrow(/permission denied/);
});

test('a lifecycle that is built again knows what a command brought: it still ends with its state', async () => {
  const { assignmentIds } = await publishedPlan(own.database, aPlan([{ title: 'Dựng lại' }]));
  const assignmentId = assignmentIds[0] as string;
  const step = { step: 'awaiting-verification#c', rung: 'awaiting-verification', turn: 1, role: 'verifier' as const };
  const [contact] = await own.database.contact.findMany({ take: 1 });
  const add = [
    { ...step, contactId: contact?.id as string, channel: 'email' as const, slotAt: vn('2026-03-05 08:00') },
  ];
  const event = { sequence: 2, type: 'acknowledged', actor: 'x', occurredAt: vn('2026-01-05 09:00') } as const;
  const supersede = { steps: [], reason: '' };
  await recordTransition(own.database, { assignmentId, event, status: 'in-progress', supersede, add }, new Date());
  const [life] = await listLifecyclesToStart(own.database, { assignmentIds: [assignmentId] });
  const marked = life?.state.pending.filter((one) => one.endsWithState).map(({ id }) => id);
  expect(marked).toEqual(['awaiting-verification#c']);
  expect(life?.state.pending.length).toBeGreaterThan(1);
});
