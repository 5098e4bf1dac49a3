// What the third stage makes of a row: one lead agency x one row x one due occurrence.
import type { AssignmentNature } from '#contracts/assignment.ts';
import type { LocalDate } from '#contracts/primitives.ts';

export interface AssignmentDraft {
  /** Unique in the plan and the same each time the same plan is read: `<row>/<agency>/<occurrence>`. */
  key: string;
  /** 0-based position of the row in the parsed plan. */
  rowIndex: number;
  agencyId: string;
  agencyName: string;
  fieldCode: string | null;
  title: string;
  label: string | null;
  nature: AssignmentNature;
  opens: LocalDate | null;
  /** As written, before any shift. */
  due: LocalDate | null;
  /** The working day that `due` shifts to; equal to it on a working day. */
  dueWorking: LocalDate | null;
  /** The reading in Vietnamese, one line. */
  why: string;
  explanation: { text: string; steps: string[] };
}
