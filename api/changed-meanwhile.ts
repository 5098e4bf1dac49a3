import { changedWords } from '#domain/shared/changed-words.ts';
import type { ForeignChange } from '#store/plan-version-store.ts';
import { ApiProblem } from './problem.ts';

/** The refusal of a change of something that somebody else has changed since: who changed what, and what is there now. */
export function changedMeanwhile(
  { tag, text = null, changes }: { tag: string; text?: string | null; changes: ForeignChange[] },
  zone: string,
): ApiProblem {
  const current = { etag: tag, value: text };
  return new ApiProblem('changed-meanwhile', changedWords(changes, zone), undefined, { current, changes });
}
