// Somebody looks at who hears what when, of the latest version or of an earlier one.
import { AudienceRole } from '#contracts/ladder.ts';
import { COUNTED, ONCE } from '#domain/ladder/check-ladder.ts';
import { RUNG_ORDER, toEditedLadder } from '#domain/ladder/edited-ladder.ts';
import { WORDS } from '#domain/words/catalogue.ts';
import { loadPolicy } from '#store/policy-store.ts';
import { ladderTag } from '#store/rule-version-tags.ts';
import { listLadderVersions } from '#store/rule-versions-store.ts';
import { LADDER_NAME } from './parts/next-ladder.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';
import { refuse } from './seam/refusal.ts';

export const seeLadder = defineOperation({
  name: 'see-ladder',
  by: ['account'],
  refuses: { 'not-found': 'no such version' },
  run: async ({ database }: OperationContext, _actor, { version }: { version?: number | undefined }) => {
    const versions = await listLadderVersions(database, LADDER_NAME);
    const [latest] = versions;
    const wanted = version === undefined ? latest : versions.find(({ number }) => number === version);
    if (wanted === undefined || latest === undefined)
      return refuse('not-found', `Không có phiên bản ${version} của thang. Xem danh sách trên trang Thang nhắc việc.`);
    const { policy } = await loadPolicy(database, wanted.id);
    return {
      ok: true as const,
      etag: ladderTag(latest.number),
      version: wanted.number,
      latest: latest.number,
      ladder: toEditedLadder(policy),
      kinds: RUNG_ORDER.map((kind) => ({
        ...{ kind, words: WORDS.rungKind[kind] },
        ...{ counted: COUNTED.includes(kind), once: ONCE.includes(kind) },
      })),
      roles: AudienceRole.options.map((role) => ({ role, words: WORDS.audience[role] })),
      versions: versions.map(({ number, createdAt, actor, works }) => ({ version: number, createdAt, actor, works })),
    };
  },
});
