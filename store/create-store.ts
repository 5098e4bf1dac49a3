// The stores as one value, bound to one database: what worker/ and api/ hand on.
import {
  listOpenMatters,
  markUnreachable,
  raiseAttention,
  resolveChannelMatters,
  resolveMatter,
} from './attention-store.ts';
import type { Database } from './database.ts';
import { changeMessage } from './delivery-store.ts';
import { createDirectory } from './directory.ts';
import {
  assignmentsStagedIn,
  assignmentsUnstagedPastTime,
  endRowsOfEndedWork,
  ledgerStandings,
  openRowsOf,
  putOffRows,
} from './late-row-store.ts';
import { countOpenPastTime, plannedRowsOf, stageRows, strandedSlots } from './ledger-store.ts';
import { loadLifecycleRow, recordTransition } from './lifecycle-store.ts';
import { claimMessage, countOpenInSlot, sendingMessages, stagedGroups, stagedRows } from './message-store.ts';
import { countNotReady, finishPublication, lifecyclesToStart } from './publication-progress-store.ts';
import { loadOffice } from './roster-store.ts';
import { whyRefusedForGood } from './why-refused-for-good.ts';

export type Store = ReturnType<typeof createStore>;

export function createStore(database: Database) {
  const bind =
    <Args extends unknown[], Result>(operation: (database: Database, ...args: Args) => Result) =>
    (...args: Args): Result =>
      operation(database, ...args);
  return {
    directory: createDirectory(database),
    loadOffice: bind(loadOffice),
    whyRefusedForGood,
    loadLifecycleRow: bind(loadLifecycleRow),
    recordTransition: bind(recordTransition),
    plannedRowsOf: bind(plannedRowsOf),
    stageRows: bind(stageRows),
    strandedSlots: bind(strandedSlots),
    countOpenPastTime: bind(countOpenPastTime),
    assignmentsUnstagedPastTime: bind(assignmentsUnstagedPastTime),
    assignmentsStagedIn: bind(assignmentsStagedIn),
    ledgerStandings: bind(ledgerStandings),
    openRowsOf: bind(openRowsOf),
    putOffRows: bind(putOffRows),
    endRowsOfEndedWork: bind(endRowsOfEndedWork),
    listOpenMatters: bind(listOpenMatters),
    stagedGroups: bind(stagedGroups),
    stagedRows: bind(stagedRows),
    claimMessage: bind(claimMessage),
    sendingMessages: bind(sendingMessages),
    changeMessage: bind(changeMessage),
    markUnreachable: bind(markUnreachable),
    raiseAttention: bind(raiseAttention),
    resolveMatter: bind(resolveMatter),
    resolveChannelMatters: bind(resolveChannelMatters),
    countOpenInSlot: bind(countOpenInSlot),
    lifecyclesToStart: bind(lifecyclesToStart),
    countNotReady: bind(countNotReady),
    finishPublication: bind(finishPublication),
  };
}
