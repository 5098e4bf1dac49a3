// The ladder that an edit comes to, checked.
import type { EditedLadder } from '#contracts/ladder-edit.ts';
import { checkLadder } from '#domain/ladder/check-ladder.ts';
import { toPolicy } from '#domain/ladder/edited-ladder.ts';
import { findLatestPolicy } from '#store/policy-store.ts';
import type { OperationContext } from '../seam/context.ts';
import { refuse } from '../seam/refusal.ts';

/** The ladder of the office; the sample has one of its own, which nobody edits. */
export const LADDER_NAME = 'mac-dinh';

export async function nextLadder({ database }: Pick<OperationContext, 'database'>, ladder: EditedLadder) {
  const latest = await findLatestPolicy(database, LADDER_NAME);
  if (latest === null) throw new Error('the installation has no ladder: run the seed');
  const issues = checkLadder(ladder);
  if (issues.length > 0)
    return refuse(
      'ladder-refused',
      'Thang có bậc chưa dùng được; chưa có gì được ghi. Sửa các mục dưới đây rồi lưu lại.',
      {
        issues,
      },
    );
  const { version } = latest.policy;
  return { ok: true as const, version, policy: toPolicy(ladder, latest.policy, version + 1) };
}
