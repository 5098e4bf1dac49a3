// An officer gives work from above on to agencies of the own office, which takes it over from the office above.
import type { LocalDate } from '#contracts/primitives.ts';
import { handedOnPlan } from '#domain/above/handed-on-plan.ts';
import { formatDate } from '#domain/calendar/format-date.ts';
import type { KnownChannel } from '#domain/delivery/known-channel.ts';
import { putHandedOnPlan, tellHandedOn } from '#store/handed-on-store.ts';
import { findRoster } from '#store/roster-store.ts';
import type { WorkFromAbove } from '#store/work-from-above-store.ts';
import { deleteDraft } from './delete-draft.ts';
import { type AboveContext, answerAbove, doesNotFit, findOpenWork } from './parts/work-from-above.ts';
import { type PublishContext, publishPlan } from './publish-plan.ts';
import { type ActorOf, actorWords } from './seam/actor.ts';
import { defineOperation } from './seam/define-operation.ts';
import { type Refusal, refuse } from './seam/refusal.ts';
import { viewDay } from './seam/view-day.ts';

export interface HandOnInput {
  id: string;
  /** Ids of agencies of the own roster. */
  leads: readonly string[];
  coordinators: readonly string[];
  due: LocalDate | null;
  /** True = it is meant that this is later than it was given for. */
  later?: boolean | undefined;
  /** True = it is meant that nobody hears for some of its leads. */
  unheard?: boolean | undefined;
  policyName: string;
  channels: readonly KnownChannel[];
}

type Code =
  | 'not-found'
  | 'invalid-request'
  | 'command-does-not-fit'
  | 'due-later-than-given'
  | 'plan-has-unheard-leads'
  | 'plan-has-undecided-dates'
  | 'roster-missing';

/**
 * Makes a plan of one row of it and gives that out here, then takes the work over above. Pressed twice, by whomever, it is given on once; after a
 * stop in the middle the next press goes on.
 */
export const handOnWork = defineOperation({
  name: 'hand-on-work',
  by: ['account'],
  refuses: {
    'not-found': 'no such work was given to this office',
    'invalid-request': 'an agency that the roster does not have',
    'command-does-not-fit': 'it has ended above, or somebody gives it on in another way at this moment',
    'due-later-than-given': 'the own date is later, or there is none, and `later` does not say that this is known',
    'plan-has-unheard-leads': 'nobody hears for some of its leads, and `unheard` does not say that this is known',
    'plan-has-undecided-dates': 'never: the date is a day',
    'roster-missing': 'nobody imported a roster: there is nobody to give it to',
  },
  run: async (
    context: PublishContext & AboveContext,
    actor,
    input: HandOnInput,
  ): Promise<{ ok: true } | Refusal<Code>> => {
    const { database, now } = context;
    const work = await findOpenWork(context, input.id);
    if ('code' in work) return work;
    const { later = false, due } = input;
    const missed = work.due !== null && (due === null || due > work.due) ? work.due : null;
    if (missed !== null && !later) return laterThanGiven(missed, due);
    const named = await nameAgencies(context, input);
    if ('code' in named) return named;
    const by = { actor: await actorWords(database, actor), now: now() };
    const parsed = handedOnPlan({ work, ...named, due, today: viewDay(context).dataDate });
    const planId = await putHandedOnPlan(database, { id: work.id, parsed }, by);
    if (planId === null) return refuse('not-found', 'Không có việc này trong các việc cấp trên giao.');
    const given = await giveOut(context, actor, input, planId);
    if (!given.ok) return given;
    await tellHandedOn(database, { id: work.id, planId, leads: named.leads, due, later: missed !== null }, by);
    return takeOver(context, actor, work);
  },
});

function laterThanGiven(given: LocalDate, due: LocalDate | null): Refusal<'due-later-than-given'> {
  const own = due === null ? 'Việc giao tiếp không có thời hạn' : `Hạn ${formatDate(due)} muộn hơn`;
  return refuse(
    'due-later-than-given',
    `${own}, trong khi cấp trên giao đến ${formatDate(given)}. Chọn một ngày không muộn hơn ${formatDate(given)}. Nếu vẫn muốn giao như vậy, chọn «Vẫn giao» (gọi qua API: "later": true).`,
  );
}

/** By name, as a plan has them. */
async function nameAgencies(
  { database }: PublishContext,
  { leads, coordinators }: HandOnInput,
): Promise<{ leads: string[]; coordinators: string[] } | Refusal<'invalid-request' | 'roster-missing'>> {
  const roster = await findRoster(database);
  if (roster === null) return refuse('roster-missing', 'Nhập danh bạ cơ quan trước khi giao việc.');
  const names = new Map(roster.agencies.map(({ id, name }) => [id, name]));
  const unknown = [...leads, ...coordinators].filter((id) => !names.has(id));
  if (unknown.length > 0)
    return refuse('invalid-request', 'Có cơ quan không có trong danh bạ. Chọn lại trong danh sách cơ quan.', {
      issues: unknown.map((id) => ({ place: 'Cơ quan', message: `danh bạ không có cơ quan mang mã «${id}»` })),
    });
  const named = (ids: readonly string[]) => [...new Set(ids)].map((id) => names.get(id) as string);
  return { leads: named(leads), coordinators: named(coordinators) };
}

/** What cannot be given out leaves no draft behind. */
async function giveOut(
  context: PublishContext,
  actor: ActorOf<'account'>,
  { id, policyName, channels, unheard = false }: HandOnInput,
  planId: string,
): Promise<{ ok: true } | Refusal<Code>> {
  const wanted = { planId, policyName, channels, unheard, again: true, operationId: `above/${id}` };
  const given = await publishPlan(context, actor, wanted);
  if (given.ok) return given;
  const { code } = given;
  switch (code) {
    case 'plan-has-unheard-leads':
    case 'plan-has-undecided-dates':
    case 'roster-missing':
      await deleteDraft(context, actor, { planId });
      return { ...given, code };
    case 'plan-not-draft':
      // Somebody gave it out from its own page.
      return { ok: true };
    default:
      return doesNotFit('Việc này vừa được người khác giao tiếp.');
  }
}

/** Somebody of the roster above may have taken it over already. */
async function takeOver(
  context: PublishContext & AboveContext,
  actor: ActorOf<'account'>,
  work: WorkFromAbove,
): Promise<{ ok: true } | Refusal<'command-does-not-fit'>> {
  if (work.status !== 'assigned') return { ok: true };
  const taken = await answerAbove(context, actor, work, { command: 'acknowledge' });
  if (taken.ok || taken.code === 'command-does-not-fit') return { ok: true };
  throw new Error(`work above could not be taken over: ${taken.code}`);
}
