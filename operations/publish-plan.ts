// Publication of a draft: the journey is run, stored in one transaction, and handed to the engine.
import { CHANNEL_KINDS } from '#channels/kinds.ts';
import type { Instant } from '#contracts/primitives.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { spokenMoment } from '#domain/calendar/spoken-moment.ts';
import { createWorkCalendar } from '#domain/calendar/work-calendar.ts';
import { type Journey, runJourney } from '#domain/journey.ts';
import { tagsFit } from '#domain/shared/version-tag.ts';
import type { EngineClient } from '#engine/engine-client.ts';
import { CALENDAR_NAME, findLatestEdition } from '#store/calendar-store.ts';
import { type ContentIdentity, findPublished, publishedKey } from '#store/plan-import-store.ts';
import { contentHash, findPlan, type StoredPlan } from '#store/plan-store.ts';
import { listPlanChanges, planTag, planVersionOf } from '#store/plan-version-store.ts';
import { findLatestPolicy } from '#store/policy-store.ts';
import { countAssignments } from '#store/publication-progress-store.ts';
import { recordPublication, wasPublishedBy } from '#store/publication-store.ts';
import { findRoster } from '#store/roster-store.ts';
import { type ActorOf, actorWords } from './seam/actor.ts';
import { changedMeanwhile } from './seam/changed-meanwhile.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';
import { type Refusal, refuse } from './seam/refusal.ts';

export interface PublishContext extends OperationContext {
  engine: Pick<EngineClient, 'publish'>;
}

export interface PublishInput {
  planId: string;
  policyName: string;
  /** The plan as the officer saw it (If-Match); null or left out = as it is now. */
  seen?: readonly string[] | null;
  /** True = it is meant that a plan of the same content was given out before. */
  again?: boolean;
  /** Names this very request, so that it is known again after a crash. */
  operationId?: string | null;
  /** True = dates that nobody has decided go out as undecided, and nobody is reminded of them: a rehearsal shows what the file says. */
  undecidedToo?: boolean;
}

type Code =
  | 'not-found'
  | 'plan-not-draft'
  | 'roster-missing'
  | 'plan-has-undecided-dates'
  | 'plan-published-before'
  | 'changed-meanwhile';
type Published = { ok: true; assignments: number };
type Officer = ActorOf<'officer'>;

// Each round loses to a decision that was made while the journey was computed; officers are not that fast.
const ROUNDS_MAX = 10;

/**
 * Gives out every assignment of a draft as it was seen, or refuses with every reason and changes nothing.
 * All obligations are stored before the engine hears of them: if it does not answer, asking again resumes the publication.
 */
export const publishPlan = defineOperation({
  name: 'publish-plan',
  by: ['officer'],
  refuses: {
    'not-found': 'no such plan',
    'plan-not-draft': 'it was given out already, by another request',
    'roster-missing': 'nobody imported a roster: there is nobody to give it to',
    'plan-has-undecided-dates': 'dates that a person must look at, each named',
    'plan-published-before': 'the same content was given out before, and `again` does not say that this is known',
    'changed-meanwhile': 'somebody decided something of it since `seen`',
  },
  run: async (context: PublishContext, actor, input: PublishInput): Promise<Published | Refusal<Code>> => {
    for (let round = 0; round < ROUNDS_MAX; round++) {
      const outcome = await tryToPublish(context, actor, input);
      if (outcome !== 'changed') return outcome;
    }
    throw new Error('the plan changes faster than it can be published');
  },
});

async function tryToPublish(
  context: PublishContext,
  actor: Officer,
  input: PublishInput,
): Promise<Published | Refusal<Code> | 'changed'> {
  const { database } = context;
  const plan = await findPlan(database, input.planId);
  if (plan === null) return refuse('not-found', 'Không có kế hoạch này.');
  if (await wasPublishedBy(database, plan, input.operationId ?? null)) return resume(context, plan);
  if (plan.status === 'published') return refuse('plan-not-draft', 'Kế hoạch này đã được giao việc.');
  const unseen = await refuseUnseen(context, plan, input.seen ?? null);
  if (plan.status === 'publishing') return unseen ?? (await resume(context, plan));
  const refusal = await refuseRepeated(context, plan, input.again ?? false);
  if (refusal !== null) return refusal;
  const draft = await runDraft(context, plan, input);
  if (!draft.ok) return draft;
  if (unseen !== null) return unseen;
  const { journey, policyId, editionId, publishedAt } = draft;
  const { operationId } = input;
  const by = await actorWords(database, actor);
  const contentKey = plan.sample || (input.again ?? false) ? null : publishedKey(identityOf(plan).contentSha256);
  const publication = { plan, journey, policyId, editionId, publishedAt, actor: by, operationId, contentKey };
  if (!(await recordPublication(database, { ...publication, now: context.now() }))) return 'changed';
  await context.engine.publish(plan.id);
  return { ok: true, assignments: journey.assignments.length };
}

async function resume({ database, engine }: PublishContext, { id, status }: StoredPlan): Promise<Published> {
  if (status === 'publishing') await engine.publish(id);
  return { ok: true, assignments: await countAssignments(database, id) };
}

async function refuseUnseen({ database, zone }: PublishContext, plan: StoredPlan, seen: readonly string[] | null) {
  const tag = planTag(plan.id, plan.version);
  if (seen === null || tagsFit(seen, [tag])) return null;
  const changes = await listPlanChanges(database, plan.id, planVersionOf(seen, plan.id));
  return changedMeanwhile({ tag, changes }, zone);
}

function identityOf({ parsed, fileSha256 }: StoredPlan): ContentIdentity {
  // The years of a stored plan are known: no clock is asked.
  return { contentSha256: contentHash({ parsed, now: new Date(0) }), fileSha256 };
}

async function refuseRepeated({ database, zone }: PublishContext, plan: StoredPlan, again: boolean) {
  const earlier = plan.sample || again ? null : await findPublished(database, identityOf(plan), plan.id);
  if (earlier === null) return null;
  return refuse(
    'plan-published-before',
    `Nội dung này đã được giao việc lúc ${spokenMoment(earlier.publishedAt, zone)} theo kế hoạch «${earlier.title}». Giao thêm lần nữa thì mỗi cơ quan sẽ nhận mỗi việc hai lần. Nếu vẫn muốn giao, chọn «Vẫn giao việc» (gọi qua API: thêm ?again=1).`,
  );
}

type Draft =
  | { ok: true; journey: Journey; policyId: string; editionId: string; publishedAt: Instant }
  | Refusal<'roster-missing' | 'plan-has-undecided-dates'>;

async function runDraft(
  { database, now }: PublishContext,
  plan: StoredPlan,
  { policyName, undecidedToo = false }: PublishInput,
): Promise<Draft> {
  const [roster, edition, policy] = await Promise.all([
    findRoster(database),
    findLatestEdition(database, CALENDAR_NAME),
    findLatestPolicy(database, policyName),
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
    channels: CHANNEL_KINDS,
    asOf: publishedAt,
  });
  const undecided = journey.issues.filter(
    (issue) => issue.code === 'deadline-unsure' || issue.code === 'deadline-missing',
  );
  if (undecided.length === 0 || undecidedToo)
    return { ok: true, journey, policyId: policy.id, editionId: edition.id, publishedAt };
  return refuse(
    'plan-has-undecided-dates',
    `Còn ${undecided.length} thời hạn cần người xác nhận trước khi giao việc.`,
    {
      issues: undecided.map(({ place, message }) => ({
        place: place === null ? '' : `bảng ${place.table}, dòng ${place.row}`,
        message,
      })),
    },
  );
}
