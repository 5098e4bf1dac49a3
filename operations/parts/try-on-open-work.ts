// Other rules tried on all open work, in slices between which others are answered.
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ChangedReminder, RulesTrial } from '#contracts/rules-trial.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { type ChangedStep, type LadderRules, tryRules } from '#domain/ladder/try-rules.ts';
import { rungWords } from '#domain/words/rung-words.ts';
import { createDirectory } from '#store/directory.ts';
import { listOpenLives } from '#store/open-life-store.ts';
import { countDrafts, listLeadAgencies } from '#store/plan-list-store.ts';
import type { OperationContext } from '../seam/context.ts';

const AT_ONCE = 250;
const EXAMPLES_MAX = 20;
const REMINDERS_MAX = 40;

/**
 * What would be another if open work went over to these rules; `only`: of one assignment, with all of its reminders. What is left out stays
 * as the work has it. Nothing goes over by itself: work keeps the rules that it began with.
 */
export async function tryOnOpenWork(
  { database, now }: OperationContext,
  other: Partial<LadderRules>,
  only?: string,
): Promise<RulesTrial> {
  const directory = createDirectory(database, now);
  const lives = (await listOpenLives(database)).filter(({ id }) => only === undefined || id === only);
  const names = new Map((await listLeadAgencies(database)).map(({ id, name }) => [id, name]));
  const trial: RulesTrial = {
    ...{ works: lives.length, touched: 0, dates: 0, added: 0, dropped: 0, moved: 0, others: 0 },
    examples: [],
    drafts: await countDrafts(database),
  };
  for (const [index, work] of lives.entries()) {
    if (index % AT_ONCE === AT_ONCE - 1) await nextTurn();
    const own = await directory.rulesOf(work);
    const tried = tryRules(work, own, { ...own, ...other }, instantOf(now()));
    const hasMoved = tried.dueWorkingBefore !== tried.dueWorkingAfter;
    if (!hasMoved && tried.changed.length === 0) continue;
    trial.touched += 1;
    if (hasMoved) trial.dates += 1;
    for (const step of tried.changed) trial[kindOf(step)] += 1;
    if (trial.examples.length >= EXAMPLES_MAX) continue;
    trial.examples.push({
      ...{ id: work.id, title: work.title, agency: names.get(work.agencyId) ?? work.agencyId, due: work.due },
      ...{ dueWorkingBefore: tried.dueWorkingBefore, dueWorkingAfter: tried.dueWorkingAfter },
      reminders: tried.changed.slice(0, REMINDERS_MAX).map(toReminder),
    });
  }
  return trial;
}

function kindOf({ before, after }: ChangedStep): 'added' | 'dropped' | 'moved' | 'others' {
  if (before === null) return 'added';
  if (after === null) return 'dropped';
  return before === after ? 'others' : 'moved';
}

function toReminder({ before, after, roles, ...spoken }: ChangedStep): ChangedReminder {
  return { words: rungWords(spoken), before, after, roles };
}
