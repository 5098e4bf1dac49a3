// The thread in which the log is checked: hashing and folding of years of events would keep the API from answering anybody.
import { parentPort, workerData } from 'node:worker_threads';
import { compareEvidence } from '#evidence/compare-evidence.ts';
import { openEvidenceStore } from '#evidence/open-evidence-store.ts';
import { verdictWords } from '#operations/parts/verdict-words.ts';
import { verifyWithFiles } from '#operations/parts/verify-with-files.ts';
import { closeDatabase, forOffice } from '#store/database.ts';
import { openApplicationDatabase } from '#store/open-application-database.ts';
import type { CheckOrder, FromCheck } from './check-messages.ts';

const { databaseUrl, office, evidence } = workerData as CheckOrder;
const { database } = await openApplicationDatabase(databaseUrl, 1);
try {
  const files = await openEvidenceStore(evidence);
  const verdict = await verifyWithFiles(
    forOffice(database, office),
    null,
    (logged) => compareEvidence(files, logged),
    (count) => say({ kind: 'events', count }),
  );
  const { ok, events, root } = verdict;
  say({ kind: 'found', ok, events, root, words: verdictWords(verdict, null) });
} finally {
  await closeDatabase(database);
}

function say(message: FromCheck): void {
  parentPort?.postMessage(message);
}
