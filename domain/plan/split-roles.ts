// Cells that name leads and coordinators together: "Chủ trì: A; Phối hợp: B", "A chủ trì, phối hợp với B và C".
import { splitAgencies } from './split-agencies.ts';
import { MAX_LIST_LETTERS } from './split-list.ts';

export type AgencyRoles = {
  leads: string[];
  coordinators: string[];
  /** False when the cell does not say who leads; then everybody named is a lead, for a person to correct. */
  isClear: boolean;
};

/** The agencies of a cell by the role that the cell itself names; without such words all are leads. */
export function splitRoles(text: string): AgencyRoles {
  if (text.length > MAX_LIST_LETTERS) return { leads: splitAgencies(text), coordinators: [], isClear: false };
  const start = text.search(COORDINATION);
  if (start >= 0) {
    const leads = splitAgencies(text.slice(0, start).replace(LEADING, ''));
    const coordinators = splitAgencies(text.slice(start).replace(COORDINATION, ''));
    if (leads.length > 0) return { leads, coordinators, isClear: true };
  }
  const names = splitAgencies(text.replace(LEADING, ''));
  const marked = splitMarked(text);
  return marked ?? { leads: names, coordinators: [], isClear: names.length < 2 };
}

const COORDINATION = /[-–+•*]?\s*((cơ quan|đơn vị)\s+)?(chủ trì,?\s+)?phối hợp(\s+thực hiện)?(\s*:|\s+(với|cùng)\s)/iu;
const LEADING = /[-–+•*]?\s*((cơ quan|đơn vị)\s+)?chủ trì\s*(:|$)/giu;

/** "Phòng Nội vụ (chủ trì), Phòng Tư pháp": the marked ones lead, the others coordinate. */
function splitMarked(text: string): AgencyRoles | null {
  const marked = [...text.matchAll(/([^,;\n]+?)\s*\((?:cơ quan |đơn vị )?chủ trì\)/giu)];
  if (marked.length === 0) return null;
  const leads = marked.flatMap((match) => splitAgencies(match[1] ?? ''));
  const coordinators = splitAgencies(text).filter((name) => !leads.includes(name));
  return { leads, coordinators, isClear: leads.length > 0 };
}
