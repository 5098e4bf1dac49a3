// The stores as one value, bound to one database: what worker/ and api/ hand on.
import {
  listOpenMatters,
  markUnreachable,
  raiseAttention,
  resolveChannelMatters,
  resolveMatter,
} from './attention-store.ts';
import { loadChainEnd } from './audit-store.ts';
import type { Database } from './database.ts';
import { changeMessages } from './delivery-store.ts';
import { createDirectory } from './directory.ts';
import { listSendingRows } from './held-row-store.ts';
import {
  endRowsOfEndedWork,
  listAssignmentsStagedIn,
  listLedgerStandings,
  listOpenRows,
  listUnstagedPastTime,
  putOffRows,
} from './late-row-store.ts';
import { countOpenPastTime, listPlannedRows, listStrandedSlots, stageRows } from './ledger-store.ts';
import { loadSender } from './letterhead-store.ts';
import { loadLifecycleRow, recordTransition } from './lifecycle-store.ts';
import {
  claimMessages,
  countAddressesInSlot,
  countHeldRows,
  countOpenInSlot,
  forgetLetters,
  keepLetters,
  listLatecomers,
  listSendingIds,
  listSendingMessages,
  listStagedMarks,
  listStagedRows,
} from './message-store.ts';
import { findPublicationJob, finishRecording, noteTotal, recordAssignments } from './publication-job-store.ts';
import {
  countNotReady,
  finishPublication,
  listLifecyclesToStart,
  listStagedSlots,
  noteLifecyclesReady,
} from './publication-progress-store.ts';
import { findReminder, resendReminder } from './resend-store.ts';
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
    loadSender: bind(loadSender),
    loadChainEnd: bind(loadChainEnd),
    whyRefusedForGood,
    loadLifecycleRow: bind(loadLifecycleRow),
    recordTransition: bind(recordTransition),
    listPlannedRows: bind(listPlannedRows),
    stageRows: bind(stageRows),
    listStrandedSlots: bind(listStrandedSlots),
    countOpenPastTime: bind(countOpenPastTime),
    listUnstagedPastTime: bind(listUnstagedPastTime),
    listAssignmentsStagedIn: bind(listAssignmentsStagedIn),
    listLedgerStandings: bind(listLedgerStandings),
    listOpenRows: bind(listOpenRows),
    listSendingRows: bind(listSendingRows),
    putOffRows: bind(putOffRows),
    findReminder: bind(findReminder),
    resendReminder: bind(resendReminder),
    endRowsOfEndedWork: bind(endRowsOfEndedWork),
    listOpenMatters: bind(listOpenMatters),
    countAddressesInSlot: bind(countAddressesInSlot),
    listStagedMarks: bind(listStagedMarks),
    listLatecomers: bind(listLatecomers),
    countHeldRows: bind(countHeldRows),
    listStagedRows: bind(listStagedRows),
    keepLetters: bind(keepLetters),
    forgetLetters: bind(forgetLetters),
    claimMessages: bind(claimMessages),
    listSendingIds: bind(listSendingIds),
    listSendingMessages: bind(listSendingMessages),
    changeMessages: bind(changeMessages),
    markUnreachable: bind(markUnreachable),
    raiseAttention: bind(raiseAttention),
    resolveMatter: bind(resolveMatter),
    resolveChannelMatters: bind(resolveChannelMatters),
    countOpenInSlot: bind(countOpenInSlot),
    findPublicationJob: bind(findPublicationJob),
    noteTotal: bind(noteTotal),
    recordAssignments: bind(recordAssignments),
    finishRecording: bind(finishRecording),
    listLifecyclesToStart: bind(listLifecyclesToStart),
    listStagedSlots: bind(listStagedSlots),
    noteLifecyclesReady: bind(noteLifecyclesReady),
    countNotReady: bind(countNotReady),
    finishPublication: bind(finishPublication),
  };
}
