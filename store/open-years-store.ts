// The years in which something is still due.
import type { Database } from './database.ts';
import { loadReadings } from './read-stored-rows.ts';

/** Those of open work and of drafts that the calendar in force does not hold; the sample does not count. */
export async function listOpenYearsWithoutCalendar(database: Database): Promise<number[]> {
  const rows = await database.$queryRaw<{ year: number }[]>`
    SELECT DISTINCT extract(year FROM a.due)::int AS year FROM assignment a JOIN plan p ON p.id = a.plan_id
    WHERE a.status IN ('assigned', 'in-progress', 'reported') AND a.due IS NOT NULL AND NOT p.sample
    UNION SELECT y.year FROM plan p, generate_series(p.year_from, coalesce(p.year_to, p.year_from)) AS y(year)
    WHERE p.status = 'draft' AND NOT p.sample`;
  if (rows.length === 0) return [];
  return (await loadReadings(database)).missingYears(rows.map(({ year }) => year));
}
