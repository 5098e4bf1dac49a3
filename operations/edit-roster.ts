// Somebody changes an agency, a person, a group or the chain, and open work follows.
import type { RosterEdit, RosterImpact } from '#contracts/roster-edit.ts';
import type { KnownChannel } from '#domain/delivery/known-channel.ts';
import { tagsFit } from '#domain/shared/version-tag.ts';
import { listRosterChanges, rosterTag, rosterVersionOf } from '#store/roster-version-store.ts';
import { importRoster } from './import-roster.ts';
import { nextRoster, refuseRoster } from './parts/next-roster.ts';
import type { ReachContext } from './parts/reach-open-work.ts';
import { weighRoster } from './parts/weigh-roster.ts';
import { changedMeanwhile } from './seam/changed-meanwhile.ts';
import { defineOperation } from './seam/define-operation.ts';
import { type Refusal, refuse } from './seam/refusal.ts';

export interface EditRosterInput {
  edits: readonly RosterEdit[];
  channels: readonly KnownChannel[];
  /** True = it is meant that open work is left without anybody who hears of it. */
  orphans?: boolean;
  /** If-Match; null or left out = the roster as it is now. */
  seen?: readonly string[] | null;
}

/**
 * An edit is the roster with one change: it is imported like a file, and takes the same way to open work. Of two who saw the same roster one
 * is taken, and the other is told what the first has changed.
 */
export const editRoster = defineOperation({
  name: 'edit-roster',
  by: ['account'],
  right: 'import-roster',
  refuses: {
    'roster-missing': 'nobody has imported one',
    'roster-refused': 'it would contradict itself',
    'roster-leaves-work-alone': 'open work would have nobody who hears of it, and that is not said to be meant',
    'changed-meanwhile': 'somebody else changed it since `seen`',
  },
  run: async (context: ReachContext, actor, input: EditRosterInput) => {
    const { edits, channels, orphans = false, seen = null } = input;
    const next = await nextRoster(context, { edits, channels });
    if (!next.ok) return next;
    if (seen !== null && !tagsFit(seen, [rosterTag(next.version)])) return changedSince(context, seen, next.version);
    const impact = await weighRoster(context, { ...next, channels });
    if (!orphans && impact.unheardTotal > 0) return leftAlone(impact);
    const roster = { ...next.after, version: next.version };
    const outcome = await importRoster(context, actor, { roster, channels, orphans, edited: true });
    if (outcome.ok) return { ok: true as const, impact };
    if (outcome.why === 'orphans') return leftAlone(impact);
    if (outcome.why === 'offices') return refuseRoster(next.after, outcome.problems);
    return changedSince(context, [rosterTag(next.version)], outcome.current.version);
  },
});

async function changedSince({ database, zone }: ReachContext, seen: readonly string[], version: number) {
  const changes = await listRosterChanges(database, rosterVersionOf(seen));
  return changedMeanwhile({ tag: rosterTag(version), changes }, zone);
}

const NAMED_MAX = 20;

function leftAlone({ unheard, unheardTotal }: RosterImpact): Refusal<'roster-leaves-work-alone'> {
  const issues = unheard
    .slice(0, NAMED_MAX)
    .map(({ name, agency }) => ({ place: agency, message: `«${name}» không còn ai của cơ quan này được nhắc.` }));
  if (unheardTotal > issues.length)
    issues.push({ place: '', message: `và ${unheardTotal - issues.length} việc khác.` });
  return refuse(
    'roster-leaves-work-alone',
    `Sửa như vậy thì ${unheardTotal} việc đang mở không còn ai nhận lời nhắc; chưa có gì được ghi. Thêm người nhận hoặc người thay trước. Nếu đúng là vậy, chọn «Vẫn lưu» (gọi qua API: "orphans": true).`,
    { issues },
  );
}
