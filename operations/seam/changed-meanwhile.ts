import { changedWords } from '#domain/shared/changed-words.ts';
import type { ForeignChange } from '#store/plan-version-store.ts';
import { type Refusal, refuse } from './refusal.ts';

/** The refusal of a change of something that somebody else has changed since: who changed what, and what is there now. */
export function changedMeanwhile(
  { tag, text = null, changes = [] }: { tag: string; text?: string | null; changes?: ForeignChange[] },
  zone: string,
): Refusal<'changed-meanwhile'> {
  return refuse('changed-meanwhile', changedWords(changes, zone), { current: { etag: tag, value: text }, changes });
}
