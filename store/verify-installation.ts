// `audit verify`: the chain link by link, and every column that people see against the fold of its events, of one moment.
import { type AssignmentFacts, readLoggedEvent } from '#contracts/logged-events.ts';
import { createWitnessCheck, type Witness, type WitnessVerdict } from '#domain/audit/against.ts';
import { GENESIS_HASH } from '#domain/audit/canonical-event.ts';
import { compareAbove } from '#domain/audit/compare-above.ts';
import { compareAssignments, type StoredAssignment } from '#domain/audit/compare-assignments.ts';
import { createProofCheck } from '#domain/audit/compare-deliveries.ts';
import { createListedCheck } from '#domain/audit/compare-listed.ts';
import {
  compareDecisions,
  comparePlans,
  completePlans,
  type StoredDecision,
  type StoredPlanState,
} from '#domain/audit/compare-plans.ts';
import { compareSettings } from '#domain/audit/compare-settings.ts';
import { type Difference, rowDifference } from '#domain/audit/difference.ts';
import { evidenceIn, type LoggedEvidence } from '#domain/audit/evidence-in.ts';
import { emptyLog, foldLogEvent, type LogState } from '#domain/audit/fold-log.ts';
import { type ShiftedInstants, shiftedInstants } from '#domain/audit/shifted-instants.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { groupBy } from '#domain/shared/group-by.ts';
import { digestFacts, readAssignmentFacts } from './assignment-facts.ts';
import { type ChainBreak, linkBreak, readChain } from './audit-store.ts';
import type { Database, Transaction } from './database.ts';
import { readProofs } from './delivery-seals.ts';
import { fileOf } from './evidence-store.ts';
import { Prisma } from './generated/client.ts';
import { readListedRows } from './listed-assignment-store.ts';
import { fromDateColumn, fromDateColumnOrNull, fromSlotColumn } from './local-date.ts';
import { digestPlans } from './plan-digest.ts';
import { readSettings } from './settings-snapshot.ts';
import { readNotedWork } from './work-from-above-store.ts';

export interface InstallationVerdict {
  ok: boolean;
  events: number;
  /** The hash of the last event; of a broken chain the last one that holds. */
  root: string;
  broken: ChainBreak | null;
  witness: WitnessVerdict | null;
  differences: Difference[];
  /** Every file that the log names: whether it is kept is for whoever can open the files (evidence/). */
  evidence: LoggedEvidence[];
  /** Among them, instants that an earlier version wrote in a session of another zone. */
  shifted: ShiftedInstants[];
  deliveries: { sealed: number; unsealed: number };
  /** Assignments of which only an earlier version wrote: the next start of the API states their facts. */
  unstated: number;
}

/**
 * Checks the whole installation as it was at one moment, whoever writes meanwhile: nothing that is true of that moment is called a difference.
 * A chain that is broken is folded all the same, so that everything wrong is named at once. `onEvents`: told now and then how many were gone through.
 */
export async function verifyInstallation(
  database: Database,
  witness: Witness | null,
  onEvents: (count: number) => void = () => undefined,
): Promise<InstallationVerdict> {
  return database.$transaction(
    async (tx) => {
      await tx.$executeRaw`SET TRANSACTION READ ONLY`;
      const chain = await walkChain(tx, witness, onEvents);
      const { differences, deliveries } = await compareTables(tx, chain.log);
      const unstated = [...chain.log.assignments.values()].filter(({ facts }) => facts === null).length;
      const { log: _log, unreadable, ...walked } = chain;
      const all = [...unreadable, ...differences];
      const ok = chain.broken === null && chain.witness?.ok !== false && all.length === 0;
      const evidence = evidenceIn(chain.log);
      return { ok, ...walked, evidence, differences: all, shifted: shiftedInstants(all), deliveries, unstated };
    },
    { isolationLevel: Prisma.TransactionIsolationLevel.RepeatableRead, timeout: 3_600_000, maxWait: 60_000 },
  );
}

const TOLD_EVERY = 1_000;

async function walkChain(tx: Transaction, witness: Witness | null, onEvents: (count: number) => void) {
  const log = emptyLog();
  const check = witness === null ? null : createWitnessCheck(witness);
  const unreadable: Difference[] = [];
  let broken: ChainBreak | null = null;
  let events = 0;
  let root = GENESIS_HASH;
  let seen = 0;
  for await (const link of readChain(tx)) {
    seen += 1;
    if (seen % TOLD_EVERY === 0) onEvents(seen);
    broken ??= linkBreak(link, events, root);
    try {
      const { subject, sequence, actor, occurredAt, type, payload } = link.event;
      const told = readLoggedEvent(type, payload);
      foldLogEvent(log, { ...told, subject, sequence, actor, occurredAt: instantOf(occurredAt) });
    } catch {
      // Nothing that the product wrote: the others are still folded and compared.
      const { index, subject } = link.event;
      unreadable.push(rowDifference(subject, `Sự kiện số ${index} (${subject}): nội dung không phải do phần mềm ghi.`));
    }
    // Past the first broken link no hash proves anything.
    if (broken !== null) continue;
    events = link.event.index;
    root = link.hash;
    check?.see(events, root);
  }
  return { log, unreadable, events, root, broken, witness: check?.verdict(events) ?? null };
}

async function compareTables(tx: Transaction, log: LogState) {
  const assignments = await storedAssignments(tx);
  const plans = await storedPlans(tx, log, assignments);
  const complete = completePlans(log.plans, plans);
  const ofAssignments = compareAssignments(log.assignments, log.plans, complete, assignments);
  const explained = new Set(
    ofAssignments.flatMap(({ subject }) => {
      const id = subject.slice('assignment/'.length);
      const facts = [log.assignments.get(id)?.facts, assignments.get(id)?.facts];
      return facts.flatMap((one) => (one ? [one.planId] : []));
    }),
  );
  const check = createProofCheck(log.seals);
  for await (const proof of readProofs(tx)) check.add(proof);
  const { differences, ...deliveries } = check.finish();
  const rows = await storedPlanRows(tx);
  return {
    deliveries,
    differences: [
      ...ofAssignments,
      ...(await compareLists(tx, log, assignments, rows)),
      ...comparePlans(log.plans, plans, explained),
      ...compareDecisions(log.decided, rows),
      ...differences,
      ...compareSettings(log.settings, await readSettings(tx)),
      ...compareAbove(log.above, await readNotedWork(tx)),
    ],
  };
}

async function storedAssignments(tx: Transaction): Promise<Map<string, StoredAssignment>> {
  const facts = await readAssignmentFacts(tx, {});
  const rows = await tx.assignment.findMany({
    select: {
      id: true,
      status: true,
      sequence: true,
      rulesVersion: true,
      reportedOn: true,
      acknowledgedAt: true,
      endedAt: true,
      ladderResumedFrom: true,
    },
  });
  const files = { orderBy: { position: 'asc' } } as const;
  const reports = groupBy(
    await tx.report.findMany({ orderBy: { sequence: 'asc' }, include: { files } }),
    (row) => row.assignmentId,
  );
  return new Map(
    rows.map(({ id, status, sequence, rulesVersion, reportedOn, acknowledgedAt, endedAt, ladderResumedFrom }) => [
      id,
      {
        facts: facts.get(id) as StoredAssignment['facts'],
        status,
        sequence,
        rulesVersion,
        reportedOn: fromDateColumnOrNull(reportedOn),
        acknowledgedAt: acknowledgedAt === null ? null : instantOf(acknowledgedAt),
        endedAt: endedAt === null ? null : instantOf(endedAt),
        resumedFrom: ladderResumedFrom === null ? undefined : fromSlotColumn(ladderResumedFrom),
        reports: (reports.get(id) ?? []).map((report) => ({
          ...report,
          files: report.files.map(fileOf),
          reportedOn: fromDateColumn(report.reportedOn),
        })),
      },
    ]),
  );
}

async function storedPlans(
  tx: Transaction,
  log: LogState,
  assignments: ReadonlyMap<string, StoredAssignment>,
): Promise<Map<string, StoredPlanState>> {
  const rowsDigests = await digestPlans(tx);
  const plans = await tx.plan.findMany({ select: { id: true, title: true, status: true } });
  // What an assignment began with is what its first event says: a date that is changed by an event later breaks no digest.
  const gone = [...log.assignments].filter(([id, { facts }]) => facts !== null && !assignments.has(id));
  const facts = [
    ...[...assignments].map(([id, row]) => [id, log.assignments.get(id)?.facts ?? row.facts] as const),
    ...gone.map(([id, row]) => [id, row.facts as AssignmentFacts] as const),
  ];
  const byPlan = groupBy(facts, ([, { planId }]) => planId);
  return new Map(
    plans.map(({ id, title, status }) => {
      const given = byPlan.get(id) ?? [];
      const assignmentsDigest = digestFacts(new Map(given));
      const loggedDigest = digestFacts(new Map(given.filter(([one]) => log.assignments.has(one))));
      return [id, { title, status, rowsDigest: rowsDigests.get(id) ?? '', assignmentsDigest, loggedDigest }];
    }),
  );
}

async function compareLists(
  tx: Transaction,
  log: LogState,
  assignments: ReadonlyMap<string, StoredAssignment>,
  rows: ReadonlyMap<string, { position: number }>,
): Promise<Difference[]> {
  const check = createListedCheck(
    log.assignments,
    (id) => assignments.get(id)?.facts ?? null,
    (activityId) => rows.get(activityId)?.position ?? null,
  );
  for await (const row of readListedRows(tx)) check.add(row);
  return check.finish();
}

async function storedPlanRows(tx: Transaction): Promise<Map<string, StoredDecision & { position: number }>> {
  const rows = await tx.planActivity.findMany({
    select: { id: true, planId: true, tableNumber: true, rowNumber: true, decidedText: true, position: true },
  });
  return new Map(
    rows.map(({ id, planId, tableNumber, rowNumber, decidedText, position }) => [
      id,
      { planId, place: `bảng ${tableNumber}, dòng ${rowNumber}`, text: decidedText, position },
    ]),
  );
}
