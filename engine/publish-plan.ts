// Publication of a draft: the journey is run, stored in one transaction, and handed to the engine.
import { createWorkCalendar } from '#domain/deadline/work-calendar.ts';
import { runJourney } from '#domain/journey.ts';
import { latestCalendarEdition } from '#store/calendar-store.ts';
import type { Database } from '#store/database.ts';
import { CALENDAR_NAME } from '#store/ensure-defaults.ts';
import { loadPlan } from '#store/plan-store.ts';
import { latestPolicy } from '#store/policy-store.ts';
import { storePublication } from '#store/publication-store.ts';
import { loadRoster } from '#store/roster-store.ts';
import type { EngineClient } from './engine-client.ts';

type Refusal = {
  ok: false;
  code: 'not-found' | 'plan-not-draft' | 'roster-missing' | 'plan-has-undecided-dates';
  detail: string;
  issues?: { place: string; message: string }[];
};

/**
 * Gives out every assignment of a draft, or refuses with every reason and changes nothing.
 * All obligations are stored before the engine hears of them: if it does not answer, asking again resumes the publication.
 */
export async function publishPlan(
  context: { database: Database; engine: Pick<EngineClient, 'publish'>; now: () => Date },
  input: { planId: string; actor: string; policyName: string },
): Promise<{ ok: true; assignments: number } | Refusal> {
  const { database, now } = context;
  const [plan, roster, edition, policy] = await Promise.all([
    loadPlan(database, input.planId),
    loadRoster(database),
    latestCalendarEdition(database, CALENDAR_NAME),
    latestPolicy(database, input.policyName),
  ]);
  if (plan === null) return refuse('not-found', 'Không có kế hoạch này.');
  if (plan.status === 'publishing') {
    await context.engine.publish(plan.id);
    return { ok: true, assignments: await database.assignment.count({ where: { planId: plan.id } }) };
  }
  if (plan.status !== 'draft') return refuse('plan-not-draft', 'Kế hoạch này đã được giao việc.');
  if (roster === null) return refuse('roster-missing', 'Nhập danh bạ cơ quan trước khi giao việc.');
  if (edition === null || policy === null)
    throw new Error('the installation has no calendar or no ladder: run the seed');
  const calendar = createWorkCalendar(edition.calendar);
  const publishedAt = now().toISOString();
  const journey = runJourney({
    plan: plan.parsed,
    decided: plan.decided,
    roster,
    calendar,
    policy: policy.policy,
    asOf: publishedAt,
  });
  const undecided = journey.issues.filter(
    (issue) => issue.code === 'deadline-unsure' || issue.code === 'deadline-missing',
  );
  if (undecided.length > 0)
    return {
      ...refuse('plan-has-undecided-dates', `Còn ${undecided.length} thời hạn cần người xác nhận trước khi giao việc.`),
      issues: undecided.map(({ place, message }) => ({
        place: place === null ? '' : `bảng ${place.table}, dòng ${place.row}`,
        message,
      })),
    };
  const stored = await storePublication(database, {
    plan,
    journey,
    policyId: policy.id,
    editionId: edition.id,
    publishedAt,
    actor: input.actor,
    now: now(),
  });
  if (!stored) return refuse('plan-not-draft', 'Kế hoạch này vừa được giao việc.');
  await context.engine.publish(plan.id);
  return { ok: true, assignments: journey.assignments.length };
}

function refuse(code: Refusal['code'], detail: string): Refusal {
  return { ok: false, code, detail };
}
