import type { PlanRow } from '../../api/types.ts';

/** True when the reading of a row's date is not sure and nobody has decided it yet. */
export function needsPerson({ reading, decided }: PlanRow): boolean {
  return !reading.sure && !decided;
}
