import type { RuleVersion } from '#store/rule-versions-store.ts';
import { changedMeanwhile } from '../seam/changed-meanwhile.ts';
import type { OperationContext } from '../seam/context.ts';

/** The refusal of a version of rules that was made of an older one: who made which since. */
export function ruleChangedMeanwhile(
  { zone }: Pick<OperationContext, 'zone'>,
  {
    versions,
    seen,
    tagOf,
    words,
  }: { versions: readonly RuleVersion[]; seen: readonly string[]; tagOf: (number: number) => string; words: string },
) {
  const known = versions.find(({ number }) => seen.includes(tagOf(number)))?.number ?? 0;
  const changes = versions
    .filter(({ number }) => number > known)
    .map(({ number, createdAt, actor }) => ({ at: createdAt, actor, what: `đã lưu ${words} ${number}` }));
  return changedMeanwhile({ tag: tagOf(versions[0]?.number ?? 0), changes }, zone);
}
