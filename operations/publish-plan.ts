// Publication of a draft: the journey is run, stored in one transaction, and handed to the engine.

import { DEFAULT_ZONE, type Instant } from '#contracts/primitives.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { spokenMoment } from '#domain/calendar/spoken-moment.ts';
import { createWorkCalendar } from '#domain/calendar/work-calendar.ts';
import { type Journey, runJourney } from '#domain/journey.ts';
import { changedWords } from '#domain/shared/changed-words.ts';
import { tagsFit } from '#domain/shared/version-tag.ts';
import type { EngineClient } from '#engine/engine-client.ts';
import { latestCalendarEdition } from '#store/calendar-store.ts';
import type { Database } from '#store/database.ts';
import { CALENDAR_NAME } from '#store/ensure-defaults.ts';
import { type ContentIdentity, findPublished, publishedKey } from '#store/plan-import-store.ts';
import { contentHash, loadPlan, type StoredPlan } from '#store/plan-store.ts';
import { changesOfPlan, type ForeignChange, planTag, planVersionOf } from '#store/plan-version-store.ts';
import { latestPolicy } from '#store/policy-store.ts';
import { storePublication, wasPublishedBy } from '#store/publication-store.ts';
import { loadRoster } from '#store/roster-store.ts';

type Refusal =
  | {
      ok: false;
      code: 'not-found' | 'plan-not-draft' | 'roster-missing' | 'plan-has-undecided-dates' | 'plan-published-before';
      detail: string;
      issues?: { place: string; message: string }[];
    }
  | { ok: false; code: 'changed-meanwhile'; detail: string; tag: string; changes: ForeignChange[] };

interface PublishContext {
  database: Database;
  engine: Pick<EngineClient, 'publish'>;
  now: () => Date;
}

export interface PublishInput {
  planId: string;
  actor: string;
  policyName: string;
  /** The plan as the officer saw it (If-Match); null or left out = as it is now. */
  seen?: readonly string[] | null;
  /** True = it is meant that a plan of the same content was given out before. */
  again?: boolean;
  /** Names this very request, so that it is known again after a crash. */
  operationId?: string | null;
}

// Each round loses to a decision that was made while the journey was computed; officers are not that fast.
const ROUNDS_MAX = 10;

/**
 * Gives out every assignment of a draft as it was seen, or refuses with every reason and changes nothing.
 * All obligations are stored before the engine hears of them: if it does not answer, asking again resumes the publication.
 */
export async function publishPlan(
  context: PublishContext,
  input: PublishInput,
): Promise<{ ok: true; assignments: number } | Refusal> {
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const outcome = await tryToPublish(context, input);
    if (outcome !== 'changed') return outcome;
  }
  throw new Error('the plan changes faster than it can be published');
}

async function tryToPublish(context: PublishContext, input: PublishInput) {
  const { database } = context;
  const plan = await loadPlan(database, input.planId);
  if (plan === null) return refuse('not-found', 'Không có kế hoạch này.');
  if (await wasPublishedBy(database, plan, input.operationId ?? null)) return resume(context, plan);
  if (plan.status === 'published') return refuse('plan-not-draft', 'Kế hoạch này đã được giao việc.');
  const unseen = await refuseUnseen(database, plan, input.seen ?? null);
  if (plan.status === 'publishing') return unseen ?? (await resume(context, plan));
  const refusal = await refuseRepeated(database, plan, input.again ?? false);
  if (refusal !== null) return refusal;
  const draft = await runDraft(context, plan, input.policyName);
  if (!draft.ok) return draft;
  if (unseen !== null) return unseen;
  const { journey, policyId, editionId, publishedAt } = draft;
  const { actor, operationId } = input;
  const contentKey = plan.sample || (input.again ?? false) ? null : publishedKey(identityOf(plan).contentSha256);
  const publication = { plan, journey, policyId, editionId, publishedAt, actor, operationId, contentKey };
  if (!(await storePublication(database, { ...publication, now: context.now() }))) return 'changed' as const;
  await context.engine.publish(plan.id);
  return { ok: true as const, assignments: journey.assignments.length };
}

async function resume({ database, engine }: PublishContext, { id, status }: StoredPlan) {
  if (status === 'publishing') await engine.publish(id);
  return { ok: true as const, assignments: await database.assignment.count({ where: { planId: id } }) };
}

async function refuseUnseen(database: Database, plan: StoredPlan, seen: readonly string[] | null) {
  const tag = planTag(plan.id, plan.version);
  if (seen === null || tagsFit(seen, [tag])) return null;
  const changes = await changesOfPlan(database, plan.id, planVersionOf(seen, plan.id));
  return {
    ok: false as const,
    code: 'changed-meanwhile' as const,
    detail: changedWords(changes, DEFAULT_ZONE),
    tag,
    changes,
  };
}

function identityOf({ parsed, fileSha256 }: StoredPlan): ContentIdentity {
  // The years of a stored plan are known: no clock is asked.
  return { contentSha256: contentHash({ parsed, now: new Date(0) }), fileSha256 };
}

async function refuseRepeated(database: Database, plan: StoredPlan, again: boolean) {
  const earlier = plan.sample || again ? null : await findPublished(database, identityOf(plan), plan.id);
  if (earlier === null) return null;
  return refuse(
    'plan-published-before',
    `Nội dung này đã được giao việc lúc ${spokenMoment(earlier.publishedAt, DEFAULT_ZONE)} theo kế hoạch «${earlier.title}». Giao thêm lần nữa thì mỗi cơ quan sẽ nhận mỗi việc hai lần. Nếu vẫn muốn giao, chọn «Vẫn giao việc» (gọi qua API: thêm ?again=1).`,
  );
}

type Draft =
  | { ok: true; journey: Journey; policyId: string; editionId: string; publishedAt: Instant }
  | ReturnType<typeof refuse>;

async function runDraft({ database, now }: PublishContext, plan: StoredPlan, policyName: string): Promise<Draft> {
  const [roster, edition, policy] = await Promise.all([
    loadRoster(database),
    latestCalendarEdition(database, CALENDAR_NAME),
    latestPolicy(database, policyName),
  ]);
  if (roster === null) return refuse('roster-missing', 'Nhập danh bạ cơ quan trước khi giao việc.');
  if (edition === null || policy === null)
    throw new Error('the installation has no calendar or no ladder: run the seed');
  const publishedAt = instantOf(now());
  const journey = runJourney({
    plan: plan.parsed,
    decided: plan.decided,
    roster,
    calendar: createWorkCalendar(edition.calendar),
    policy: policy.policy,
    asOf: publishedAt,
  });
  const undecided = journey.issues.filter(
    (issue) => issue.code === 'deadline-unsure' || issue.code === 'deadline-missing',
  );
  if (undecided.length === 0) return { ok: true, journey, policyId: policy.id, editionId: edition.id, publishedAt };
  return {
    ...refuse('plan-has-undecided-dates', `Còn ${undecided.length} thời hạn cần người xác nhận trước khi giao việc.`),
    issues: undecided.map(({ place, message }) => ({
      place: place === null ? '' : `bảng ${place.table}, dòng ${place.row}`,
      message,
    })),
  };
}

function refuse(code: Exclude<Refusal['code'], 'changed-meanwhile'>, detail: string) {
  return { ok: false as const, code, detail } as Exclude<Refusal, { code: 'changed-meanwhile' }>;
}
