// Publication of a draft: what speaks against it is said at once; what is asked is kept, and handed to the job that does it (ADR 0170).
import type { PlanIssue } from '#contracts/plan.ts';
import { undecidedIssues } from '#domain/assignment/build-assignments.ts';
import { keepsFromPublishing } from '#domain/assignment/review-leads.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { toLocalDate } from '#domain/calendar/local-time.ts';
import { spokenMoment } from '#domain/calendar/spoken-moment.ts';
import type { KnownChannel } from '#domain/delivery/known-channel.ts';
import { shorten } from '#domain/message/one-line.ts';
import { yearsIssues } from '#domain/plan/spoken-years.ts';
import { tagsFit } from '#domain/shared/version-tag.ts';
import type { EngineClient } from '#engine/engine-client.ts';
import { CALENDAR_NAME, findLatestEdition } from '#store/calendar-store.ts';
import type { Database } from '#store/database.ts';
import { listDoubledRows } from '#store/doubled-rows-store.ts';
import { countPlanRows, countUndecidedRows, findPlanHead, type PlanHead } from '#store/draft-store.ts';
import { listLeadIssues } from '#store/lead-review-store.ts';
import {
  type ContentIdentity,
  contentOfKey,
  findPublished,
  loadContentHash,
  publishedKey,
} from '#store/plan-import-store.ts';
import { findPlan } from '#store/plan-store.ts';
import { listPlanChanges, planTag, planVersionOf } from '#store/plan-version-store.ts';
import { findLatestPolicy } from '#store/policy-store.ts';
import { isRecorded } from '#store/publication-progress-store.ts';
import { openPublication, wasPublishedBy } from '#store/publication-store.ts';
import { loadReadings, readStoredRows } from '#store/read-stored-rows.ts';
import { hasRoster } from '#store/roster-store.ts';
import { type ActorOf, actorWords } from './seam/actor.ts';
import { changedMeanwhile } from './seam/changed-meanwhile.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';
import { PLAN } from './seam/hidden.ts';
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
  /** Every channel that the product has. */
  channels: readonly KnownChannel[];
  /** True = it is meant that work goes out to agencies that nobody hears for: they are told as soon as the roster knows who they are. */
  unheard?: boolean;
  /** True = dates that nobody has decided go out as undecided, and nobody is reminded of them: a rehearsal shows what the file says. */
  undecidedToo?: boolean;
}

type Code =
  | 'not-found'
  | 'plan-not-draft'
  | 'roster-missing'
  | 'plan-has-undecided-dates'
  | 'plan-has-unheard-leads'
  | 'plan-published-before'
  | 'plan-rows-doubled'
  | 'changed-meanwhile';
type Published = { ok: true };
type Officer = ActorOf<'account'>;

// Each round loses to a decision that was made while the draft was looked at; officers are not that fast.
const ROUNDS_MAX = 10;

/**
 * Gives out every assignment of a draft as it was seen, or refuses with every reason and changes nothing. The answer comes when the draft is
 * taken: from then on it is given out, by the calendar, the ladder and the moment of the press, whatever happens to the job on its way.
 * If the engine does not answer, asking again resumes the publication.
 */
export const publishPlan = defineOperation({
  name: 'publish-plan',
  by: ['account'],
  hides: PLAN,
  refuses: {
    'not-found': 'no such plan',
    'plan-not-draft': 'it was given out already, by another request',
    'roster-missing': 'nobody imported a roster: there is nobody to give it to',
    'plan-has-undecided-dates': 'dates that a person must look at, each named',
    'plan-has-unheard-leads':
      'leads that the roster does not know, or nobody hears for, and `unheard` does not say that this is known',
    'plan-published-before': 'the same content was given out before, and `again` does not say that this is known',
    'plan-rows-doubled': 'rows that say the same as another row, and `again` does not say that both are meant',
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
  const { database, engine } = context;
  const plan = await findPlanHead(database, input.planId);
  if (plan === null) return refuse('not-found', PLAN.missing);
  if (await wasPublishedBy(database, plan, input.operationId ?? null)) return resume(context, plan);
  if (plan.status === 'published') return refuse('plan-not-draft', 'Kế hoạch này đã được giao việc.');
  const unseen = await refuseUnseen(context, plan, input.seen ?? null);
  if (plan.status === 'publishing') return unseen ?? (await resume(context, plan));
  // The sample is nobody's content, and what is meant to be given out again may stand beside the first.
  const identity = plan.sample || (input.again ?? false) ? null : await identityOf(database, plan);
  const refusal = identity === null ? null : await refuseRepeated(context, plan, identity);
  if (refusal !== null) return refusal;
  const asked = await lookAtDraft(context, plan, input);
  if (!asked.ok) return asked;
  if (unseen !== null) return unseen;
  // A rehearsal shows what the file says.
  const doubled = identity === null || (input.undecidedToo ?? false) ? null : await refuseDoubled(context, plan);
  // The whole plan may have been given out meanwhile: that says more than each of its rows.
  if (doubled !== null && identity !== null) return (await refuseRepeated(context, plan, identity)) ?? doubled;
  const now = context.now();
  const contentKey = identity === null ? null : publishedKey(identity.contentSha256);
  const publication = {
    plan,
    policyId: asked.policyId,
    editionId: asked.editionId,
    publishedAt: instantOf(now),
    actor: await actorWords(database, actor),
    operationId: input.operationId ?? null,
    contentKey,
    now,
  };
  if (!(await openPublication(database, publication))) return 'changed';
  await engine.publish(plan.id);
  await waitForSmallPlan(database, plan);
  return { ok: true };
}

// What a job needs for a hundred rows on a machine that does nothing else; who waits longer looks at the progress.
const [SMALL_ROWS, WAIT_MS, LOOK_EVERY_MS] = [100, 150, 15];

/** Nearly always a small plan is recorded by the time of the answer: who then looks at its work finds it. */
async function waitForSmallPlan(database: Database, plan: PlanHead): Promise<void> {
  if ((await countPlanRows(database, plan)) > SMALL_ROWS) return;
  const giveUpAt = performance.now() + WAIT_MS;
  while (performance.now() < giveUpAt && !(await isRecorded(database, plan.id)))
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
}

async function resume({ engine }: PublishContext, { id, status }: PlanHead): Promise<Published> {
  if (status === 'publishing') await engine.publish(id);
  return { ok: true };
}

async function refuseUnseen({ database, zone }: PublishContext, plan: PlanHead, seen: readonly string[] | null) {
  const tag = planTag(plan.id, plan.version);
  if (seen === null || tagsFit(seen, [tag])) return null;
  const changes = await listPlanChanges(database, plan.id, planVersionOf(seen, plan.id));
  return changedMeanwhile({ tag, changes }, zone);
}

async function identityOf(database: Database, plan: PlanHead): Promise<ContentIdentity> {
  const { fileSha256, contentKey } = plan;
  return { contentSha256: contentOfKey(contentKey) ?? (await loadContentHash(database, plan.id)), fileSha256 };
}

async function refuseRepeated({ database, zone }: PublishContext, { id }: PlanHead, identity: ContentIdentity) {
  const earlier = await findPublished(database, identity, id);
  if (earlier === null) return null;
  return refuse(
    'plan-published-before',
    `Nội dung này đã được giao việc lúc ${spokenMoment(earlier.publishedAt, zone)} theo kế hoạch «${earlier.title}». Giao thêm lần nữa thì mỗi cơ quan sẽ nhận mỗi việc hai lần. Nếu vẫn muốn giao, chọn «Vẫn giao việc» (gọi qua API: thêm ?again=1).`,
  );
}

const NAMED_MAX = 20;

/** Two rows that say the same are one row copied twice, or two pieces of work: only the officer knows, and is asked once (ADR 0204). */
async function refuseDoubled({ database }: PublishContext, plan: PlanHead) {
  const rows = await listDoubledRows(database, plan);
  const total = rows.length;
  if (total === 0) return null;
  const issues = rows.slice(0, NAMED_MAX).map(({ table, row, title, leads, first }) => ({
    place: `bảng ${table}, dòng ${row}`,
    message: `«${shorten(title, 120)}» (${shorten(leads.join(', '), 80)}) giống hệt bảng ${first.table}, dòng ${first.row}${first.plan === null ? '' : ` của kế hoạch «${first.plan}» đã giao việc`}.`,
  }));
  if (total > NAMED_MAX) issues.push({ place: '', message: `và ${total - NAMED_MAX} dòng khác.` });
  return refuse(
    'plan-rows-doubled',
    `Có ${total} dòng cùng nội dung, cùng cơ quan chủ trì và cùng thời hạn với dòng khác; giao cả thì cơ quan nhận việc hai lần. Nếu đúng là hai việc, chọn «Vẫn giao việc» (gọi qua API: thêm ?again=1). Nếu không, xóa bản nháp, bỏ dòng trùng trong tệp rồi nhập lại.`,
    { issues },
  );
}

type Asked =
  | { ok: true; policyId: string; editionId: string }
  | Refusal<'roster-missing' | 'plan-has-undecided-dates' | 'plan-has-unheard-leads'>;

/** Everything that speaks against it is said now, and not by the job. */
async function lookAtDraft(
  context: PublishContext,
  plan: PlanHead,
  { policyName, channels, unheard = false, undecidedToo = false }: PublishInput,
): Promise<Asked> {
  const { database } = context;
  const [isListed, edition, policy] = await Promise.all([
    hasRoster(database),
    findLatestEdition(database, CALENDAR_NAME),
    findLatestPolicy(database, policyName),
  ]);
  if (!isListed) return refuse('roster-missing', 'Nhập danh bạ cơ quan trước khi giao việc.');
  if (edition === null || policy === null)
    throw new Error('the installation has no calendar or no ladder: run the seed');
  if (undecidedToo) return { ok: true, policyId: policy.id, editionId: edition.id };
  const [unsure] = yearsIssues(plan.years);
  if (unsure !== undefined)
    return refuse(
      'plan-has-undecided-dates',
      'Chưa rõ kế hoạch của năm nào: ghi năm của kế hoạch trước khi giao việc.',
      {
        issues: [{ place: 'cả kế hoạch', message: unsure.message }],
      },
    );
  const isDecided = (await countUndecidedRows(database, await loadReadings(database), plan)) === 0;
  return (
    (isDecided ? null : await refuseUndecided(context, plan)) ??
    (unheard ? null : await refuseUnheard(context, plan, channels)) ?? {
      ok: true,
      policyId: policy.id,
      editionId: edition.id,
    }
  );
}

async function refuseUndecided({ database }: PublishContext, plan: PlanHead) {
  const stored = await findPlan(database, plan.id);
  const undecided = stored === null ? [] : undecidedIssues(await readStoredRows(database, stored));
  const detail = `Còn ${undecided.length} thời hạn cần người xác nhận trước khi giao việc.`;
  return refuse('plan-has-undecided-dates', detail, { issues: undecided.map(named) });
}

/** Work for nobody is nobody's wish; a person may still want it, while the roster is on its way. */
async function refuseUnheard(
  { database, zone, now }: PublishContext,
  plan: PlanHead,
  channels: readonly KnownChannel[],
) {
  const look = { date: toLocalDate(instantOf(now()), zone), channels };
  const unheard = (await listLeadIssues(database, plan, look)).filter(keepsFromPublishing);
  if (unheard.length === 0) return null;
  return refuse(
    'plan-has-unheard-leads',
    `Có ${unheard.length} cơ quan chủ trì chưa chắc có người nhận: việc giao cho các cơ quan này sẽ không ai được nhắc. Sửa danh bạ rồi giao lại. Nếu vẫn muốn giao ngay, chọn «Vẫn giao việc» (gọi qua API: thêm ?unheard=1); khi danh bạ có người, họ được báo ngay.`,
    { issues: unheard.map(named) },
  );
}

function named({ place, message, suggestion }: PlanIssue) {
  return {
    place: place === null ? '' : `bảng ${place.table}, dòng ${place.row}`,
    message: [message, suggestion].filter(Boolean).join(' '),
  };
}
