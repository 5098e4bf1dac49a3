// Uploads that wait for a report, and files that reports named. Rows only: what a hash stands for lies on disk or in S3.
import { randomUUID } from 'node:crypto';
import type { EvidenceFile, UploadedEvidence } from '#contracts/evidence.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import type { Database, Transaction } from './database.ts';

/** Whose upload it is, and for which work: nobody else can name it, and for nothing else. */
export interface UploadScope {
  assignmentId: string;
  owner: string;
}

export type NewUpload = UploadScope & Omit<EvidenceFile, 'id'>;

/**
 * Notes an upload before its content is kept: from then on the sweep leaves that content alone. Of what the same person has waiting for the
 * same work the oldest ends beyond `waitingMax`.
 */
export async function addUpload(
  database: Database,
  upload: NewUpload,
  { now, expiresAt, waitingMax }: { now: Date; expiresAt: Date; waitingMax: number },
): Promise<UploadedEvidence> {
  const id = randomUUID();
  const { assignmentId, owner } = upload;
  await database.$transaction(async (tx) => {
    await lockContent(tx, upload.sha256);
    await tx.evidenceUpload.create({ data: { ...upload, id, uploadedAt: now, expiresAt } });
    await tx.$executeRaw`
      UPDATE evidence_upload SET expires_at = ${now} WHERE id IN (
        SELECT id FROM evidence_upload
        WHERE assignment_id = ${assignmentId} AND owner = ${owner} AND named_at IS NULL AND expires_at > ${now}
        ORDER BY uploaded_at DESC, id OFFSET ${waitingMax})`;
  });
  return { ...fileOf({ ...upload, id }), expiresAt: instantOf(expiresAt) };
}

/** Held until the transaction ends: whoever adds a content waits for whoever is about to remove it. */
async function lockContent(tx: Transaction, sha256: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`evidence/${sha256}`}, 0))`;
}

/**
 * The uploads that a command is about to name, in that order, kept until then; null when one of them is not there, not theirs or not for this
 * work, and then nothing is changed.
 */
export async function claimUploads(
  database: Database,
  { assignmentId, owner }: UploadScope,
  ids: readonly string[],
  { now, keptUntil }: { now: Date; keptUntil: Date },
): Promise<EvidenceFile[] | null> {
  return database.$transaction(async (tx) => {
    const where = { id: { in: [...ids] }, assignmentId, owner, expiresAt: { gt: now } };
    const found = new Map((await tx.evidenceUpload.findMany({ where })).map((row) => [row.id, fileOf(row)]));
    const files = ids.flatMap((id) => found.get(id) ?? []);
    if (files.length < ids.length) return null;
    await tx.evidenceUpload.updateMany({ where, data: { namedAt: now, expiresAt: keptUntil } });
    return files;
  });
}

/** The content of what somebody names, whether it waits or a report of this work has it already; one that is unknown is left out. */
export async function listNamedContents(
  database: Database,
  { assignmentId, owner }: UploadScope,
  ids: readonly string[],
): Promise<string[]> {
  const where = { id: { in: [...ids] } };
  const waiting = await database.evidenceUpload.findMany({ where: { ...where, assignmentId, owner } });
  const named = await database.reportFile.findMany({ where: { ...where, report: { assignmentId } } });
  const known = new Map([...waiting, ...named].map(({ id, sha256 }) => [id, sha256]));
  return ids.flatMap((id) => known.get(id) ?? []);
}

/** The report has its files from the event; what waited for it is over. */
export async function recordReportFiles(
  tx: Transaction,
  reportId: string,
  files: readonly EvidenceFile[],
): Promise<void> {
  if (files.length === 0) return;
  await tx.reportFile.createMany({ data: files.map((file, position) => ({ ...fileOf(file), reportId, position })) });
  await tx.evidenceUpload.deleteMany({ where: { id: { in: files.map(({ id }) => id) } } });
}

/** A file of a report on this work; null when there is none. */
export async function findReportFile(
  database: Database,
  { assignmentId, fileId }: { assignmentId: string; fileId: string },
): Promise<EvidenceFile | null> {
  const row = await database.reportFile.findFirst({ where: { id: fileId, report: { assignmentId } } });
  return row === null ? null : fileOf(row);
}

const SWEPT_AT_ONCE = 100;
const DROP_MS_MAX = 60_000;

/**
 * Forgets uploads that nobody can name any more, and drops the content that no other row stands for; how many are gone. A kill between the two
 * leaves the row, and the next round does both again.
 */
export async function dropExpiredUploads(
  database: Database,
  now: Date,
  dropContent: (sha256: string) => Promise<void>,
): Promise<number> {
  const where = { expiresAt: { lte: now } };
  const expired = await database.evidenceUpload.findMany({ where, take: SWEPT_AT_ONCE, orderBy: { expiresAt: 'asc' } });
  for (const { id, sha256 } of expired)
    await database.$transaction(
      async (tx) => {
        await lockContent(tx, sha256);
        const { count } = await tx.evidenceUpload.deleteMany({ where: { id, ...where } });
        if (count > 0 && !(await isContentNeeded(tx, sha256))) await dropContent(sha256);
      },
      { timeout: DROP_MS_MAX, maxWait: DROP_MS_MAX },
    );
  return expired.length;
}

/** By whichever office: the same file lies there once for all of them. */
async function isContentNeeded(tx: Transaction, sha256: string): Promise<boolean> {
  const [found] = await tx.$queryRaw<{ needed: boolean }[]>`SELECT is_evidence_needed(${sha256}) AS needed`;
  return found?.needed === true;
}

/** The columns that say what the file is. */
export function fileOf({ id, name, mediaType, size, sha256 }: EvidenceFile): EvidenceFile {
  return { id, name, mediaType, size, sha256 };
}
