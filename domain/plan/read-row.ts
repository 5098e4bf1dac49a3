// One draft, whose cells are already whole → one row of the plan.
import type { PlanRow } from '#contracts/plan.ts';
import { squeeze } from './fold-text.ts';
import type { RowDraft } from './group-rows.ts';
import { plainDates } from './plain-dates.ts';
import { lastNumber, readCode, readLabel } from './read-label.ts';
import { placeOf, type SourceTable } from './source-document.ts';
import { splitAgencies } from './split-agencies.ts';
import { splitList, trimItem } from './split-list.ts';
import { splitProducts } from './split-products.ts';
import { splitRoles } from './split-roles.ts';

/** The row as written, split where the cell lists several things. */
export function toPlanRow(draft: RowDraft, table: SourceTable, field: string | null): PlanRow {
  const number = squeeze(draft.number);
  const numberCode = readCode(number);
  const label = readLabel(draft.title);
  const code = label.code ?? (numberCode?.includes('.') ? numberCode : null);
  return {
    stt: number || null,
    field,
    objective: objectiveOfDraft(draft),
    task: taskOfDraft(draft),
    activity: { code, no: label.labelNumber ?? lastNumber(code) ?? lastNumber(numberCode), title: label.title },
    products: splitProducts(draft.product),
    ...agencies(draft),
    deadlineText: plainDates(joinTimes(draft.deadline)) || null,
    funding: squeeze(draft.funding) || null,
    place: placeOf(table, draft.row),
    ...(draft.doubts.length > 0 && { doubts: [...new Set(draft.doubts)] }),
  };
}

/** Beside a column of tasks a heading of that level is the level above. */
function objectiveOfDraft({ objective, objectiveHeading, task, taskHeading }: RowDraft): string | null {
  if (objective) return squeeze(objective.text);
  return objectiveHeading ?? (task && taskHeading ? taskHeading.text : null);
}

function taskOfDraft(draft: RowDraft): PlanRow['task'] {
  if (draft.task) {
    const { code, title } = readLabel(draft.task.text);
    return { code, title };
  }
  return draft.taskHeading ? { code: draft.taskHeading.code, title: draft.taskHeading.title } : null;
}

function agencies(draft: RowDraft): Pick<PlanRow, 'leads' | 'coordinators'> {
  const roles = splitRoles(draft.lead, draft.columns.isLeadShared);
  const named = splitAgencies(draft.coordinator);
  const added = roles.coordinators.filter((name) => !named.includes(name));
  return { leads: roles.leads, coordinators: [...named, ...added] };
}

/**
 * The time text on one line: a list of times keeps its parts apart by semicolons. A dash that begins a line is a list mark only
 * in a list; else it joins two times (Quý IV/2023 / - Quý I/2024).
 */
function joinTimes(text: string): string {
  const lines = text.split('\n').map(squeeze).filter(Boolean);
  if (!/^[-–•+*]/.test(lines[0] ?? '')) {
    const isList = lines.length > 1 && lines.slice(0, -1).every((line) => /[;.]$/.test(line));
    if (!isList) return squeeze(lines.join(' '));
  }
  return splitList(text, () => false)
    .map((item) => trimItem(item.text))
    .filter(Boolean)
    .join('; ');
}
