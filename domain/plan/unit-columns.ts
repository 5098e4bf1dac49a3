// Tables with one column per unit: whoever is ticked leads (or coordinates), the name of the unit is its header.
import { startsAgency } from './agency-words.ts';
import { foldText, squeeze } from './fold-text.ts';
import { guessColumn } from './header-words.ts';
import type { PlanColumn, PlanColumns, UnitColumn } from './plan-columns.ts';
import type { GridCell } from './source-document.ts';
import { isBlank, isTick } from './time-words.ts';

type Candidate = PlanColumn & { low: string; group: string; texts: string[] };

/** Two or more columns that are named after units and hold marks; a common header says their role, else the marks or nothing does. */
export function unitColumnsOf(columns: readonly Candidate[]): UnitColumn[] {
  const found = columns.flatMap((one): UnitColumn[] => {
    const role = roleOf(one);
    const isMarked = one.texts.every((text) => isMark(text));
    // A unit that nobody ticked is still one when its neighbours are.
    return role && isMarked ? [{ indexes: one.indexes, header: one.header, role, unit: squeeze(one.low) }] : [];
  });
  const marked = found.filter((unit) =>
    columns.some((one) => one.indexes[0] === unit.indexes[0] && one.texts.length > 0),
  );
  return found.length > 1 && marked.length > 0 ? found : [];
}

function roleOf({ low, group }: Candidate): 'lead' | 'coordinator' | null {
  const own = guessColumn(low);
  const ofGroup = group ? guessColumn(group) : null;
  const isUnit = startsAgency(low) || (ofGroup !== null && own === null);
  if (!isUnit || (own !== null && !startsAgency(low)) || (own !== null && own.strength === 2)) return null;
  if (ofGroup?.role === 'coordinator') return 'coordinator';
  if (ofGroup === null ? startsAgency(low) : ofGroup.role === 'lead' || ofGroup.role === 'leadAndCoordinator')
    return 'lead';
  return null;
}

const LEADS = /^(ct|c|chu tri|l)$/;
const COORDINATES = /^(ph|p|phoi hop)$/;

function isMark(text: string): boolean {
  const words = foldText(text);
  return isTick(text) || LEADS.test(words) || COORDINATES.test(words);
}

/** The units that a row ticks for a role, one after the other. */
export function unitsOf(grid: GridCell[][], row: number, columns: PlanColumns, role: 'lead' | 'coordinator') {
  const cells = columns.units.map((unit) => ({ unit, cell: grid[row]?.[unit.indexes[0] ?? 0] }));
  const ticked = cells.filter(({ unit, cell }) => cell !== undefined && roleIn(unit, cell.text) === role);
  return {
    text: ticked.map(({ unit }) => unit.unit).join('; '),
    isFresh: ticked.some(({ cell }) => cell?.originRow === row),
  };
}

function roleIn(unit: UnitColumn, text: string): 'lead' | 'coordinator' | null {
  if (isBlank(text)) return null;
  const words = foldText(text);
  if (COORDINATES.test(words)) return 'coordinator';
  return LEADS.test(words) ? 'lead' : isTick(text) ? unit.role : null;
}
