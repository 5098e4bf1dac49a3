// PostgreSQL's side of `reconcile`: what should be running, and how it stands.
import type { AssignmentStatus } from '#contracts/lifecycle.ts';
import type { Database } from './database.ts';

export interface GivenOut {
  assignmentId: string;
  key: string;
  status: AssignmentStatus;
}

/** Every assignment that was given, in the order of keys. */
export async function listGivenOut(database: Database): Promise<GivenOut[]> {
  const rows = await database.assignment.findMany({
    where: { plan: { status: { not: 'draft' } } },
    select: { id: true, key: true, status: true },
    orderBy: { key: 'asc' },
  });
  return rows.map(({ id, key, status }) => ({ assignmentId: id, key, status: status as AssignmentStatus }));
}

/** Status and number of the last event, as the row says. */
export async function loadStanding(
  database: Database,
  assignmentId: string,
): Promise<{ status: AssignmentStatus; sequence: number }> {
  const { status, sequence } = await database.assignment.findUniqueOrThrow({
    where: { id: assignmentId },
    select: { status: true, sequence: true },
  });
  return { status: status as AssignmentStatus, sequence };
}

/** Plans whose publication has not ended. */
export async function listPublishing(database: Database): Promise<string[]> {
  const plans = await database.plan.findMany({ where: { status: 'publishing' }, select: { id: true } });
  return plans.map(({ id }) => id);
}
