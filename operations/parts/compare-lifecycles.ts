// Each lifecycle of Temporal against its assignment in PostgreSQL: does it run, does it answer, does it stand there, does it wait for the same.
import { compareWaiting, type WaitingDifference } from '#domain/audit/compare-waiting.ts';
import { UNSTAGED_AFTER_MS } from '#domain/audit/ledger-watch.ts';
import { STUCK_MATTERS } from '#domain/audit/stuck-lifecycle.ts';
import { FINAL_STATUSES, type LifecycleState } from '#domain/lifecycle/state.ts';
import type { EngineClient } from '#engine/engine-client.ts';
import { listOpenMatters } from '#store/attention-store.ts';
import type { Database } from '#store/database.ts';
import { listLedgerStandings, listUnstagedPastTime } from '#store/late-row-store.ts';
import { type GivenOut, listGivenOut, loadStanding } from '#store/reconcile-store.ts';

export interface Difference {
  assignmentId: string;
  key: string;
}

export interface LifecycleDifferences {
  /** Open assignments whose lifecycle is not running. */
  missing: Difference[];
  /** Assignments that have ended although their lifecycle is running. */
  lingering: Difference[];
  /** Lifecycles of assignments that PostgreSQL has never heard of: it was put back to an earlier state. */
  unknown: Difference[];
  /** Lifecycles that run and cannot go on: a write that does not succeed, or no answer at all. */
  stuck: (Difference & { why: string })[];
  /** Lifecycles that stand elsewhere than PostgreSQL. */
  parted: (Difference & { lifecycle: string; database: string })[];
  /** Lifecycles that stand where PostgreSQL stands and wait for something else than the ledger plans. */
  waiting: (Difference & { steps: WaitingDifference[] })[];
  /** Lifecycles that wait for a row whose time has passed, and do not wake. */
  asleep: Difference[];
}

const CHECKS_AT_ONCE = 20;

/** Asks every lifecycle, twenty at a time; changes nothing. */
export async function compareLifecycles({ database, engine, now }: Sides): Promise<LifecycleDifferences> {
  const running = await engine.runningLifecycles();
  const found: LifecycleDifferences = {
    missing: [],
    lingering: [],
    unknown: [],
    stuck: [],
    parted: [],
    waiting: [],
    asleep: [],
  };
  const late = new Set(
    await listUnstagedPastTime(database, new Date(now.getTime() - UNSTAGED_AFTER_MS), { after: '', limit: ALL }),
  );
  const causes = new Map(
    (await listOpenMatters(database, STUCK_MATTERS)).map(({ id, what }) => [id.slice(STUCK_MATTERS.length), what]),
  );
  // Read after Temporal's list: an assignment is recorded before its lifecycle starts.
  const given = await listGivenOut(database);
  const known = new Set(given.map(({ assignmentId }) => assignmentId));
  await inBatches([...running], async (assignmentId) => {
    if (!known.has(assignmentId) && (await engine.isRunning(assignmentId)))
      found.unknown.push({ assignmentId, key: assignmentId });
  });
  await inBatches(given, async (row) => {
    const { assignmentId, key } = row;
    const isOpen = !FINAL_STATUSES.includes(row.status);
    if (!isOpen && !running.has(assignmentId)) return;
    const runs = await engine.isRunning(assignmentId);
    if (!isOpen) {
      if (runs) found.lingering.push({ assignmentId, key });
    } else if (!runs) found.missing.push({ assignmentId, key });
    else if (causes.has(assignmentId)) found.stuck.push({ assignmentId, key, why: causes.get(assignmentId) as string });
    else await compareState({ database, engine }, row, late.has(assignmentId), found);
  });
  return found;
}

interface Sides {
  database: Database;
  engine: EngineClient;
  now: Date;
}

const ALL = 1_000_000;
const LOOKS = 3;
const BETWEEN_LOOKS_MS = 500;

/** A command or a staging may be on its way between both sides: only what differs three times differs. */
async function compareState(
  sides: Pick<Sides, 'database' | 'engine'>,
  { assignmentId, key }: GivenOut,
  isLate: boolean,
  found: LifecycleDifferences,
): Promise<void> {
  for (let look = 1; ; look++) {
    const state = await sides.engine.lifecycleState(assignmentId);
    if (state === null) {
      found.stuck.push({ assignmentId, key, why: 'không trả lời' });
      return;
    }
    const { agrees, note } = await compareOnce(sides.database, state, isLate);
    if (agrees) return;
    if (look === LOOKS) {
      note(found, { assignmentId, key });
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS_MS));
  }
}

type Note = (found: LifecycleDifferences, which: Difference) => void;

async function compareOnce(
  database: Database,
  state: LifecycleState,
  isLate: boolean,
): Promise<{ agrees: boolean; note: Note }> {
  const row = await loadStanding(database, state.assignmentId);
  if (state.status !== row.status || state.sequence !== row.sequence) {
    const [lifecycle, stored] = [state, row].map(({ status, sequence }) => `${status} (${sequence})`);
    const both = { lifecycle: lifecycle as string, database: stored as string };
    return { agrees: false, note: (found, which) => found.parted.push({ ...which, ...both }) };
  }
  const ledger = await listLedgerStandings(database, state.assignmentId);
  const steps = compareWaiting(state, ledger);
  if (steps.length > 0) return { agrees: false, note: (found, which) => found.waiting.push({ ...which, steps }) };
  return { agrees: !isLate, note: (found, which) => found.asleep.push(which) };
}

async function inBatches<T>(items: T[], work: (item: T) => Promise<void>): Promise<void> {
  for (let start = 0; start < items.length; start += CHECKS_AT_ONCE)
    await Promise.all(items.slice(start, start + CHECKS_AT_ONCE).map(work));
}
