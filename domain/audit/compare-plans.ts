// Plans, their tables and the dates that people decided, against the fold of their events.
import { compareColumns, type Difference, rowDifference } from './difference.ts';
import type { LoggedPlan } from './fold-log.ts';

export interface StoredPlanState {
  title: string;
  status: string;
  rowsDigest: string;
  /** Over the facts of the log where an assignment has any, and of its row where it has none yet. */
  assignmentsDigest: string;
  /** Over the assignments that the log knows alone. */
  loggedDigest: string;
}

/** Plans of which every assignment that was given out has its event: a row without one was put in by another hand. */
export function completePlans(
  logged: ReadonlyMap<string, LoggedPlan>,
  stored: ReadonlyMap<string, StoredPlanState>,
): Set<string> {
  const isComplete = (id: string, { loggedDigest }: StoredPlanState) =>
    logged.get(id)?.assignmentsDigest === loggedDigest;
  return new Set([...stored].filter(([id, plan]) => isComplete(id, plan)).map(([id]) => id));
}

export interface StoredDecision {
  planId: string;
  /** Where the row stands in the file. */
  place: string;
  text: string | null;
}

/**
 * Title, status and table of every plan, and whether it still has the assignments that it gave out.
 * `explained`: plans with a difference of an assignment of their own, of which the digest would only say the same again.
 */
export function comparePlans(
  logged: ReadonlyMap<string, LoggedPlan>,
  stored: ReadonlyMap<string, StoredPlanState>,
  explained: ReadonlySet<string>,
): Difference[] {
  const differences: Difference[] = [];
  for (const [id, plan] of logged) {
    const subject = `plan/${id}`;
    const row = stored.get(id);
    const name = `Kế hoạch «${plan.title ?? row?.title ?? id}»`;
    if (plan.deleted) {
      if (row !== undefined)
        differences.push(rowDifference(subject, `${name}: nhật ký ghi bản nháp đã xóa, bảng kế hoạch vẫn còn.`));
      continue;
    }
    if (row === undefined) {
      differences.push(rowDifference(subject, `${name}: có trong nhật ký, đã bị xóa khỏi bảng kế hoạch.`));
      continue;
    }
    if (plan.title !== null)
      differences.push(
        ...compareColumns<{ title: string }>(subject, name, { title: 'tên' }, { title: plan.title }, row),
      );
    if (plan.published !== (row.status !== 'draft')) {
      const logs = plan.published ? 'published' : 'draft';
      differences.push(
        ...compareColumns<{ status: string }>(subject, name, { status: 'trạng thái' }, { status: logs }, row),
      );
    }
    if (plan.rowsDigest !== null && plan.rowsDigest !== row.rowsDigest)
      differences.push(
        rowDifference(subject, `${name}: bảng nhiệm vụ (dòng, lĩnh vực, tệp gốc) không còn như lúc nhập.`),
      );
    const given = plan.assignmentsDigest;
    if (given !== null && given !== row.assignmentsDigest && !explained.has(id))
      differences.push(
        rowDifference(subject, `${name}: các việc được giao không còn như lúc giao (thêm, bớt hoặc sửa).`),
      );
  }
  for (const [id, { title }] of stored)
    if (!logged.has(id))
      differences.push(
        rowDifference(`plan/${id}`, `Kế hoạch «${title}»: có trong bảng kế hoạch, không có sự kiện nào.`),
      );
  return differences;
}

/** Every decided time text that is not the one of its last event. */
export function compareDecisions(
  logged: ReadonlyMap<string, string>,
  stored: ReadonlyMap<string, StoredDecision>,
): Difference[] {
  const ids = new Set([...logged.keys(), ...stored.keys()]);
  return [...ids].flatMap((id) => {
    const row = stored.get(id);
    const name = row === undefined ? `Dòng kế hoạch ${id}` : `Dòng kế hoạch ở ${row.place}`;
    const [before, now] = [{ decidedText: logged.get(id) ?? null }, { decidedText: row?.text ?? null }];
    return compareColumns(`plan-row/${id}`, name, { decidedText: 'thời hạn đã xác nhận' }, before, now);
  });
}
