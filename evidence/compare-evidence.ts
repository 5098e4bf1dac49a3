// Files as they are kept, against the log that names them: `audit verify` says which one is missing or changed.
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Difference, rowDifference } from '#domain/audit/difference.ts';
import type { LoggedEvidence } from '#domain/audit/evidence-in.ts';
import { groupBy } from '#domain/shared/group-by.ts';
import type { Content, EvidenceStore } from './evidence-store.ts';
import { ContentChanged, wholeContent } from './whole-content.ts';

export interface EvidenceVerdict {
  /** Contents that were read and are whole. */
  whole: number;
  differences: Difference[];
}

/** Reads every content once, however many reports name it, a piece at a time. */
export async function compareEvidence(
  store: Pick<EvidenceStore, 'open'>,
  logged: readonly LoggedEvidence[],
): Promise<EvidenceVerdict> {
  const verdict: EvidenceVerdict = { whole: 0, differences: [] };
  for (const [, named] of groupBy(logged, ({ sha256 }) => sha256)) {
    const [content] = named as [LoggedEvidence, ...LoggedEvidence[]];
    const standing = await readStanding(store, content);
    if (standing === 'whole') verdict.whole += 1;
    else for (const file of named) verdict.differences.push(rowDifference(file.subject, wordsOf(file, standing)));
  }
  return verdict;
}

async function readStanding(
  store: Pick<EvidenceStore, 'open'>,
  content: Content,
): Promise<'whole' | 'missing' | 'changed'> {
  const stored = await store.open(content.sha256);
  if (stored === null) return 'missing';
  try {
    await pipeline(stored, wholeContent(content), new Writable({ write: (_chunk, _encoding, done) => done() }));
    return 'whole';
  } catch (error) {
    if (error instanceof ContentChanged) return 'changed';
    throw error;
  }
}

function wordsOf({ work, name, sha256 }: LoggedEvidence, standing: 'missing' | 'changed'): string {
  const what = `${work}, tệp kèm báo cáo «${name}» (SHA-256 ${sha256})`;
  return standing === 'missing'
    ? `${what}: không còn trong kho lưu tệp.`
    : `${what}: nội dung trong kho lưu tệp đã bị thay đổi.`;
}
