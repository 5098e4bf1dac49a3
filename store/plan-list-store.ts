// Which plans there are, and by what they can be looked for, without their rows.
import type { PlanYears } from '#domain/assignment/plan-years.ts';
import type { Database } from './database.ts';
import { storedYears } from './plan-year-columns.ts';

/** A plan by its id and its title. */
export interface NamedPlan {
  id: string;
  title: string;
}

/** Plans that were given out. */
export function listGivenOutPlans(database: Database): Promise<NamedPlan[]> {
  return database.plan.findMany({ where: { status: { not: 'draft' } }, select: { id: true, title: true } });
}

export function countPlans(database: Database): Promise<number> {
  return database.plan.count();
}

/** The sample, when it is still a draft. */
export async function findSampleDraft(database: Database): Promise<string | null> {
  const plan = await database.plan.findFirst({ where: { sample: true, status: 'draft' }, select: { id: true } });
  return plan?.id ?? null;
}

export async function hasSample(database: Database): Promise<boolean> {
  return (await database.plan.count({ where: { sample: true } })) > 0;
}

/** The years that a plan covers and what they follow from, or null when there is no such plan. */
export async function findPlanYears(database: Database, id: string): Promise<PlanYears | null> {
  const select = { yearFrom: true, yearTo: true, issuedOn: true, yearEvidence: true } as const;
  const plan = await database.plan.findUnique({ where: { id }, select });
  return plan && storedYears(plan);
}

/** Which of the named things are not there. */
export async function listUnknown(
  database: Database,
  { plan, agency, field }: { plan?: string | undefined; agency?: string | undefined; field?: string | undefined },
): Promise<('plan' | 'agency' | 'field')[]> {
  const [plans, agencies, fields] = await Promise.all([
    plan === undefined ? 1 : database.plan.count({ where: { id: plan } }),
    agency === undefined ? 1 : database.agency.count({ where: { id: agency } }),
    field === undefined ? 1 : database.planField.count({ where: { code: field } }),
  ]);
  return [
    ...(plans === 0 ? ['plan' as const] : []),
    ...(agencies === 0 ? ['agency' as const] : []),
    ...(fields === 0 ? ['field' as const] : []),
  ];
}

/** Agencies that lead something, by name. */
export function listLeadAgencies(database: Database): Promise<{ id: string; name: string }[]> {
  return database.agency.findMany({
    where: { assignments: { some: {} } },
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
  });
}

/** The fields of all plans in the order of the plans, each code once. */
export async function listPlanFields(database: Database): Promise<{ code: string; title: string }[]> {
  const fields = await database.planField.findMany({ select: { code: true, title: true }, orderBy: { place: 'asc' } });
  return [...new Map(fields.map((field) => [field.code, field])).values()];
}

/** Plans that are not given out yet. */
export function countDrafts(database: Database): Promise<number> {
  return database.plan.count({ where: { status: 'draft' } });
}
