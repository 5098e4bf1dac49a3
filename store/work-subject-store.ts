// Whose a piece of work is: what rights are asked of.
import type { Subject } from '#domain/rights/reach.ts';
import type { Database } from './database.ts';

/** By the log, and while a plan is being given out by its row; null = there is no such work. */
export async function findWorkSubject(database: Database, assignmentId: string): Promise<Subject | null> {
  const [found] = await database.$queryRaw<Subject[]>`
    SELECT agency_id AS "agencyId", field_code AS "fieldCode" FROM (
      SELECT 1 AS place, agency_id, field_code FROM listed_assignment WHERE id = ${assignmentId}
      UNION ALL
      SELECT 2, a.agency_id, row.field_code FROM assignment a JOIN plan_activity row ON row.id = a.activity_id WHERE a.id = ${assignmentId}
    ) known ORDER BY place LIMIT 1`;
  return found ?? null;
}

/** Whether the agency that leads the work now is that office of the installation. */
export async function isGivenToOffice(database: Database, assignmentId: string, office: number): Promise<boolean> {
  const where = { id: assignmentId, agency: { memberOfficeId: office } };
  return (await database.assignment.count({ where })) === 1;
}
