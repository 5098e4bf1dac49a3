// One assignment by its rules alone, over a ledger of steps: written whole at publication as before, or step by step.
import type { AssignmentCommand } from '#contracts/assignment.ts';
import type { LadderPolicy } from '#contracts/ladder.ts';
import type { Instant, LocalDate, Slot } from '#contracts/primitives.ts';
import { toLifecycleCommand } from '#domain/assignment/told-command.ts';
import { epochMsOf, instantOf } from '#domain/calendar/instant.ts';
import { publicationSlot } from '#domain/calendar/slots.ts';
import { isDated } from '#domain/ladder/build-steps.ts';
import { ladderOf } from '#domain/ladder/ladder-of.ts';
import { canAccept } from '#domain/lifecycle/can-accept.ts';
import { decide } from '#domain/lifecycle/decide.ts';
import { evolve } from '#domain/lifecycle/evolve.ts';
import { nextWakeMs } from '#domain/lifecycle/next-wake.ts';
import { type NextStep, planAhead, stepsToCome } from '#domain/lifecycle/plan-ahead.ts';
import { NEWEST_RULES } from '#domain/lifecycle/rules/rules-of.ts';
import type { LifecycleEffect, LifecycleInput, LifecycleState } from '#domain/lifecycle/state.ts';
import { newbornFromLedger } from '#domain/lifecycle/state-from-ledger.ts';
import { withPlanned } from '#domain/lifecycle/with-planned.ts';
import { OFFICIAL_CALENDAR as CALENDAR, DEFAULT_POLICY } from './builders.ts';
import { day } from './moments.ts';

export interface LadderCase {
  publishedAt: Instant;
  due: LocalDate;
  nature: 'dated' | 'continuous' | 'conditional';
  policy?: LadderPolicy;
  /** Assignments of the plan: the more there are, the later is the notice. */
  assignments?: number;
}

export interface StepRow {
  step: string;
  rung: string;
  slotAt: Slot;
  status: 'planned' | 'staged' | 'sent' | 'superseded';
}

export type Writing = 'whole' | 'step-by-step';

export function createLadderLife(writing: Writing, one: LadderCase) {
  const policy = one.policy ?? DEFAULT_POLICY;
  const { publishedAt, due, nature, assignments = 40 } = one;
  const ladderFrom = publicationSlot({ publishedAt, assignments, policy, calendar: CALENDAR });
  const dueWorking = CALENDAR.nextWorkingDayOnOrAfter(due);
  const dates = {
    ...{ nature, ladderFrom, lastDay: day('2026-12-31') },
    ...(nature === 'dated' ? { due, dueWorking } : { due: null, dueWorking: null }),
  };
  const dated = new Set(policy.rungs.filter(isDated).map(({ name }) => name));
  const rows: StepRow[] = [];
  let resumedFrom: Slot | null = null;
  let next: NextStep | null = null;
  let nowMs = epochMsOf(publishedAt);
  let commands = 0;
  const ladder = () => ladderOf({ ...dates, resumedFrom }, policy, CALENDAR);

  const write = (steps: readonly { id: string; rung: string; slotAt: Slot }[], staged: readonly string[] = []) => {
    for (const { id: step, rung, slotAt } of steps) {
      const stands = rows.some((row) => row.step === step && row.slotAt === slotAt && row.status !== 'superseded');
      if (!stands) rows.push({ step, rung, slotAt, status: staged.includes(step) ? 'staged' : 'planned' });
    }
  };
  const supersede = ({ steps }: { steps: readonly string[] }) => {
    for (const row of rows)
      if (steps.includes(row.step) && (row.status === 'planned' || row.status === 'staged')) row.status = 'superseded';
  };
  const life = (status: LifecycleState['status']) => ({ assignmentId: 'viec', rulesVersion: NEWEST_RULES, status });
  const goOn = (status: LifecycleState['status'], from: Slot | null, staged: readonly string[], again?: Slot) => {
    if (writing === 'whole') return;
    if (again !== undefined) resumedFrom = again;
    const unwritten = { from, ...(again === undefined ? {} : { again: { rungs: dated, from: again } }) };
    const ahead = planAhead(ladder(), life(status), unwritten, instantOf(nowMs));
    write(ahead.write, staged);
    next = ahead.next;
  };
  const openRows = () => {
    const open = rows.filter(({ status }) => status === 'planned' || status === 'staged');
    return next === null ? open : [...open, next];
  };
  const fromLedger = () =>
    newbornFromLedger({ ...life(state.status), sequence: state.sequence, openRows: openRows(), rungs: policy.rungs });

  const perform = (effect: LifecycleEffect) => {
    if (effect.type === 'record') {
      supersede(effect.supersede);
      const { event } = effect;
      if ('steps' in event) write(event.steps);
      goOn(effect.status, next?.slotAt ?? null, [], event.type === 'returned' ? event.resumedFrom : undefined);
    } else {
      const staged = effect.stage.map(({ id }) => id);
      goOn(state.status, next?.slotAt ?? null, staged);
      supersede(effect.supersede);
      for (const row of rows) if (row.status === 'planned' && staged.includes(row.step)) row.status = 'staged';
    }
    state = withPlanned(evolve(state, effect), writing === 'whole' ? undefined : fromLedger().pending);
  };
  const handle = (input: LifecycleInput) => {
    for (const effect of decide(state, input, nowMs)) perform(effect);
  };
  const send = () => {
    for (const row of rows) if (row.status === 'staged' && epochMsOf(row.slotAt) <= nowMs) row.status = 'sent';
  };

  let state: LifecycleState = { ...life('assigned'), sequence: 0, pending: [], staged: [] };
  if (writing === 'whole') write(ladder());
  else goOn('assigned', ladderFrom, []);
  state = { ...state, pending: fromLedger().pending };
  handle({ type: 'started' });

  return {
    state: () => state,
    rows: () => rows,
    next: () => next,
    now: () => instantOf(nowMs),
    ladder,
    /** What a lifecycle that is built again from the ledger waits for. */
    fromLedger,
    /** Until `ms` are over; `asleep`: nothing wakes before the end. */
    pass(ms: number, asleep: boolean) {
      const untilMs = nowMs + ms;
      if (asleep) nowMs = untilMs;
      for (;;) {
        const wakeMs = nextWakeMs(state, nowMs);
        if (wakeMs === null || (nowMs + wakeMs > untilMs && !isDue(state, untilMs))) break;
        const wakesAtMs = Math.max(nowMs, Math.min(untilMs, nowMs + wakeMs));
        // What is staged leaves before the next wake, if its slot comes before.
        nowMs = asleep ? nowMs : wakesAtMs;
        if (!asleep) send();
        handle({ type: 'woke' });
      }
      nowMs = untilMs;
      send();
    },
    give(command: AssignmentCommand) {
      if (!canAccept(state.status, command.command)) return;
      commands += 1;
      const assignment = { ...dates, id: 'viec', ladderFrom: writing === 'whole' ? null : ladderFrom };
      const told = { command, actor: 'thử', commandId: `lenh-${commands}`, now: instantOf(nowMs), assignment };
      handle({ type: 'command', command: toLifecycleCommand({ ...told, calendar: CALENDAR, policy }) });
    },
    /** What is planned, written or not, as `step slot`. */
    planned() {
      const written = rows.filter(({ status }) => status === 'planned');
      const rest =
        next === null
          ? []
          : stepsToCome(ladder(), life(state.status), next.slotAt).map(({ id, slotAt }) => ({ step: id, slotAt }));
      return [...written, ...rest].map(({ step, slotAt }) => `${step} ${slotAt}`).sort();
    },
    sent: () => rows.flatMap(({ step, slotAt, status }) => (status === 'sent' ? [`${step} ${slotAt}`] : [])).sort(),
  };
}

function isDue({ pending }: LifecycleState, atMs: number): boolean {
  return (pending[0]?.wakeAtMs ?? Number.POSITIVE_INFINITY) <= atMs;
}
