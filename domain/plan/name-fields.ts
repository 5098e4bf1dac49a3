// Fields get codes that are unique in the plan: as printed, with the heading or annex above when that is needed to tell them apart.
import type { PlanHeading } from '#contracts/plan.ts';
import type { FieldPath } from './group-rows.ts';
import { romanNumeral } from './roman-numeral.ts';

export type NamedFields = {
  list: PlanHeading[];
  /** The code of the innermost field of a path; null when the row stands under none. */
  codeOf(path: FieldPath, table: number): string | null;
};

/** Codes for all fields in order: `VII.A` for A under VII, `01` for annex 01, `01.I` when several annexes count their own fields. */
export function nameFields(paths: { path: FieldPath; table: number }[]): NamedFields {
  const annexes = [...new Set(paths.map(({ path }) => annexKey(path)).filter(Boolean))];
  const hasHeadings = paths.some(({ path }) => path.headings.length > 0);
  const usesAnnex = annexes.length > 1 || !hasHeadings;
  const list: PlanHeading[] = [];
  const codes = new Map<string, string>();
  for (const { path, table } of paths) {
    const key = pathKey(path);
    if (codes.has(key) || (path.headings.length === 0 && !usesAnnex)) continue;
    const code = unique(codeFor(path, list, usesAnnex ? annexes : [], codes), table, list);
    codes.set(key, code);
    list.push({ code, title: path.headings.at(-1)?.title ?? path.annex?.title ?? '' });
  }
  return { list, codeOf: (path) => codes.get(pathKey(path)) ?? null };
}

function annexKey(path: FieldPath): string {
  return path.annex ? `${path.annex.code ?? ''}|${path.annex.title}` : '';
}

function pathKey(path: FieldPath): string {
  return [annexKey(path), ...path.headings.map((one) => `${one.code ?? ''}|${one.title}`)].join('\n');
}

function codeFor(path: FieldPath, list: PlanHeading[], annexes: string[], codes: Map<string, string>): string {
  const annex =
    path.annex && annexes.length > 0 ? (path.annex.code ?? String(annexes.indexOf(annexKey(path)) + 1)) : '';
  const last = path.headings.at(-1);
  if (!last) return annex;
  const parent = codes.get(pathKey({ ...path, headings: path.headings.slice(0, -1) })) ?? annex;
  const siblings = list.filter(({ code }) => code.slice(0, Math.max(0, code.lastIndexOf('.'))) === parent);
  const own = last.code ?? romanNumeral(siblings.length + 1);
  // "I.1" under "I" already names its parent.
  return !parent || own.startsWith(`${parent}.`) ? own : `${parent}.${own}`;
}

/** The same code for another field (numbering that starts again in the next table) is told apart by its table. */
function unique(code: string, table: number, list: PlanHeading[]): string {
  const isTaken = (one: string) => list.some((field) => field.code === one);
  if (!isTaken(code)) return code;
  let name = `${table}.${code}`;
  for (let i = 2; isTaken(name); i++) name = `${table}.${code}-${i}`;
  return name;
}
