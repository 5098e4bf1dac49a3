// An officer says of which years a draft is: every date of it follows anew.
import type { LocalDate } from '#contracts/primitives.ts';
import { type PlanYears, yearsOfTexts } from '#domain/assignment/plan-years.ts';
import { yearDoubts } from '#domain/assignment/read-plan-text.ts';
import type { WorkCalendar } from '#domain/calendar/work-calendar.ts';
import { saidYears, whyImpossible } from '#domain/plan/said-years.ts';
import { CALENDAR_NAME, loadCurrentCalendar } from '#store/calendar-store.ts';
import { findPlan, type StoredPlan } from '#store/plan-store.ts';
import { listPlanChanges, planTag, planVersionOf } from '#store/plan-version-store.ts';
import { hasSeen, recordPlanYears } from '#store/plan-years-store.ts';
import { actorWords } from './seam/actor.ts';
import { changedMeanwhile } from './seam/changed-meanwhile.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';
import { PLAN } from './seam/hidden.ts';
import { type Refusal, refuse } from './seam/refusal.ts';

export interface YearsInput {
  planId: string;
  yearFrom: number;
  yearTo: number;
  /** The date of the document; left out = as it was, null = not known. */
  issuedOn?: LocalDate | null | undefined;
  /** The plan as the officer saw it (If-Match); null or left out = whatever it is now. */
  seen?: readonly string[] | null;
}

type Code = 'not-found' | 'plan-not-draft' | 'plan-years-impossible' | 'changed-meanwhile';

const ROUNDS_MAX = 10;

/** Sets the years; what a person decided row by row stays, but for dates that lie outside the new years and did not outside the old ones. */
export const setPlanYears = defineOperation({
  name: 'set-plan-years',
  by: ['account'],
  hides: PLAN,
  refuses: {
    'not-found': 'no such plan',
    'plan-not-draft': 'the plan was given out: what people were told is not changed under them',
    'plan-years-impossible': 'years that run backwards, too many of them, or none that a plan can be of',
    'changed-meanwhile': 'somebody else changed the plan since `seen`',
  },
  run: async (
    context: OperationContext,
    actor,
    { planId, yearFrom, yearTo, issuedOn, seen = null }: YearsInput,
  ): Promise<{ ok: true; reopened: number } | Refusal<Code>> => {
    const { database, now, zone } = context;
    const impossible = whyImpossible({ yearFrom, yearTo });
    if (impossible !== null) return refuse('plan-years-impossible', impossible);
    const by = await actorWords(database, actor);
    const calendar = await loadCurrentCalendar(database, CALENDAR_NAME);
    for (let round = 0; round < ROUNDS_MAX; round++) {
      const plan = await findPlan(database, planId);
      if (plan === null) return refuse('not-found', PLAN.missing);
      if (plan.status !== 'draft') return refuse('plan-not-draft', 'Chỉ sửa được năm của kế hoạch chưa giao việc.');
      const { version } = plan;
      if (!hasSeen(seen, planId, version)) {
        const changes = await listPlanChanges(database, planId, planVersionOf(seen ?? [], planId));
        return changedMeanwhile({ tag: planTag(planId, version), changes }, zone);
      }
      const before = plan.parsed.plan;
      const years = { ...saidYears(before, { years: { yearFrom, yearTo }, issuedOn }), yearFrom, yearTo };
      const reopened = decisionsThatDoNotFit(plan, years, calendar);
      const set = { planId, version, years, before, reopened, actor: by, now: now() };
      if (await recordPlanYears(database, set)) return { ok: true, reopened: reopened.length };
    }
    throw new Error('the plan changes faster than its years can be set');
  },
});

/** A decision is about the words, which mean the same in any year; a date that lies outside the plan only now is asked again. */
function decisionsThatDoNotFit(
  { parsed, decided, rowIds }: StoredPlan,
  years: PlanYears,
  calendar: WorkCalendar,
): string[] {
  return [...decided].flatMap(([position, text]) => {
    const known = yearDoubts(text, yearsOfTexts(parsed.plan), calendar);
    const isNew = yearDoubts(text, yearsOfTexts(years), calendar).some((doubt) => !known.includes(doubt));
    return isNew ? [rowIds[position] as string] : [];
  });
}
