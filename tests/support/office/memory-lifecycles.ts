// The stores of lifecycles and of the ledger, over plain data.
import type { Instant } from '#contracts/primitives.ts';
import { localDate } from '#domain/calendar/local-date.ts';
import { PUT_OFF } from '#domain/ladder/put-off-late.ts';
import { isFinal, type WriteAnswer } from '#domain/lifecycle/state.ts';
import { stateFromLedger } from '#domain/lifecycle/state-from-ledger.ts';
import { STATUS_AFTER } from '#domain/lifecycle/status-after.ts';
import type { Store } from '#store/create-store.ts';
import type { WrittenLadder } from '#store/ladder-store.ts';
import { type AssignmentInMemory, addRow, assignmentOf, isOpen, type Memory } from './memory-rows.ts';

export const ONE = 'the one of this office';

/** The lifecycle of an assignment as the rows have it. */
export function lifeOf({ ledger, policy }: Memory, { id, rulesVersion, status, events, next }: AssignmentInMemory) {
  const rows = ledger.filter((row) => row.assignmentId === id && isOpen(row));
  const openRows = next === null ? rows : [...rows, next];
  return stateFromLedger({
    assignmentId: id,
    rulesVersion,
    status,
    sequence: events.length,
    openRows,
    rungs: policy.rungs,
  });
}

/** What a lifecycle needs to know of its assignment. */
export function rowOf({ plans }: Memory, { id, planId, draft, status, events, ...ladder }: AssignmentInMemory) {
  const { parsed, publishedAt } = plans.get(planId) as { parsed: { plan: Years }; publishedAt: Instant };
  const { agencyId, title, fieldCode, nature, due, dueWorking } = draft;
  const { yearFrom, yearTo } = parsed.plan;
  const [firstDay, lastDay] = [localDate(yearFrom as number, 1, 1), localDate(yearTo as number, 12, 31)];
  const facts = { agencyId, title, fieldCode, nature, due, dueWorking, firstDay, lastDay, publishedAt };
  const { rulesVersion, ladderFrom, resumedFrom, next } = ladder;
  const written = { rulesVersion, ladderFrom, resumedFrom, next };
  const standing = { id, planId, status, sequence: events.length, ...written };
  return { ...standing, ...facts, ladderPolicyId: ONE, calendarEditionId: ONE };
}

type Years = { yearFrom: number | null; yearTo: number | null };

export function memoryLifecycles(memory: Memory) {
  const { assignments, ledger } = memory;
  const supersede = (assignmentId: string, { steps, reason }: { steps: string[]; reason: string }) => {
    for (const row of ledger)
      if (row.assignmentId === assignmentId && steps.includes(row.step) && isOpen(row))
        Object.assign(row, { status: 'superseded', reason });
  };
  const write = (assignment: AssignmentInMemory, { rows, stage, next, resumedFrom }: WrittenLadder) => {
    for (const row of rows) addRow(memory, assignment.id, row, stage.includes(row.step) ? 'staged' : 'planned');
    Object.assign(assignment, { next, resumedFrom: resumedFrom ?? assignment.resumedFrom });
  };
  const plannedOf = ({ id, next }: AssignmentInMemory) => {
    const rows = ledger.filter((row) => row.assignmentId === id && row.status === 'planned');
    return next === null ? rows : [...rows, next];
  };
  const whatStands = (assignment: AssignmentInMemory): Extract<WriteAnswer, { kind: 'overtaken' }> => ({
    kind: 'overtaken',
    state: lifeOf(memory, assignment),
    recorded: assignment.events.flatMap(({ commandId, sequence, type }) =>
      commandId === undefined ? [] : [{ commandId, sequence, status: STATUS_AFTER[type] }],
    ),
  });

  return {
    directory: {
      roster: async () => memory.roster,
      calendar: async () => memory.calendar,
      policy: async () => memory.policy,
      rulesOf: async () => ({ calendar: memory.calendar, policy: memory.policy }),
      around: async () => ({ roster: memory.roster, calendar: memory.calendar, policy: memory.policy }),
    },
    loadSender: async () => null,
    loadOffice: async () => ({ name: memory.roster.office, zone: memory.calendar.zone }),
    whyRefusedForGood: () => null,
    loadLifecycleRow: async (id) => rowOf(memory, assignmentOf(memory, id)),

    async recordTransition({ assignmentId, event, status, supersede: gone, add, ladder }) {
      const assignment = assignmentOf(memory, assignmentId);
      const { events } = assignment;
      const stands = events.find(({ commandId, type }) =>
        event.commandId === undefined ? type === event.type : commandId === event.commandId,
      );
      if (stands?.sequence === events.length && stands.sequence === event.sequence)
        return { kind: 'written', isNew: false, planned: plannedOf(assignment) };
      if (stands !== undefined || event.sequence !== events.length + 1)
        return { ...whatStands(assignment), isNew: false };
      events.push(event);
      Object.assign(assignment, { status, isReady: true });
      supersede(assignmentId, gone);
      for (const reminder of add) addRow(memory, assignmentId, reminder);
      if (ladder) write(assignment, ladder);
      return { kind: 'written', isNew: true, planned: plannedOf(assignment) };
    },

    listPlannedRows: async (assignmentId, step) =>
      ledger.filter((row) => row.assignmentId === assignmentId && row.step === step && isOpen(row)),

    async stageRows({ assignmentId, sequence, stageIds, defer, add, supersede: gone, ladder }) {
      const assignment = assignmentOf(memory, assignmentId);
      if (sequence !== null && sequence !== assignment.events.length) return whatStands(assignment);
      if (ladder) write(assignment, ladder);
      supersede(assignmentId, gone);
      for (const { id, reason } of defer)
        for (const row of ledger) if (row.id === id && isOpen(row)) Object.assign(row, { status: 'deferred', reason });
      for (const reminder of add) addRow(memory, assignmentId, reminder, 'staged');
      for (const row of ledger) if (stageIds.includes(row.id) && row.status === 'planned') row.status = 'staged';
      const staged = ledger.filter((row) => row.assignmentId === assignmentId && row.status === 'staged');
      const slots = [...new Set(staged.map(({ slotAt }) => slotAt))];
      return { kind: 'written', slots, planned: plannedOf(assignment) };
    },

    listOpenRows: async (assignmentId) =>
      ledger
        .filter((row) => row.assignmentId === assignmentId && isOpen(row))
        .map((row) => ({ ...row, status: row.status as 'planned' | 'staged' })),

    async putOffRows(assignmentId, { move, end }) {
      for (const { id, reason } of end)
        for (const row of ledger)
          if (row.id === id && row.status === 'staged') Object.assign(row, { status: 'superseded', reason });
      for (const { id, to, reason = PUT_OFF } of move) {
        const row = ledger.find((one) => one.id === id && one.status === 'staged');
        if (row === undefined) continue;
        Object.assign(row, { status: 'deferred', reason });
        addRow(memory, assignmentId, { ...row, role: row.audience, slotAt: to }, 'staged');
      }
    },

    listAssignmentsStagedIn: async (slotAt) => [
      ...new Set(ledger.flatMap((row) => (row.slotAt === slotAt && row.status === 'staged' ? [row.assignmentId] : []))),
    ],

    async listLifecyclesToStart(which) {
      return [...assignments.values()]
        .filter((one) =>
          'planId' in which ? one.planId === which.planId && !one.isReady : which.assignmentIds.includes(one.id),
        )
        .map((one) => ({ one, state: lifeOf(memory, one) }))
        .filter(({ state }) => 'assignmentIds' in which || !isFinal(state))
        .map(({ one: { planId, draft }, state }) => {
          const { key, agencyId, due: dueDate } = draft;
          return { planId, agencyId, dueDate, key, state };
        })
        .filter(({ key }) => 'assignmentIds' in which || key > (which.after ?? ''))
        .sort((a, b) => (a.key < b.key ? -1 : 1));
    },
    // Publication lays everything into the memory at once, and leaves the first event to the lifecycle.
    findPublicationJob: async () => null,
    listStagedSlots: async () => [],
    noteLifecyclesReady: async () => undefined,
    countNotReady: async (planId) =>
      [...assignments.values()].filter((one) => one.planId === planId && !one.isReady).length,
    finishPublication: async () => undefined,
  } satisfies Partial<Store>;
}
