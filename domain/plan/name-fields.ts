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
  const annexes = new Map<string, number>();
  for (const { path } of paths) {
    const key = annexKey(path);
    if (key && !annexes.has(key)) annexes.set(key, annexes.size + 1);
  }
  const hasHeadings = paths.some(({ path }) => path.headings.length > 0);
  const usesAnnex = annexes.size > 1 || !hasHeadings;
  const printed = new Set(
    paths.flatMap(({ path }) =>
      path.headings.flatMap(({ code }, depth) => (code ? [printedKey(path, depth, code)] : [])),
    ),
  );
  const list: PlanHeading[] = [];
  const named: Named = { codes: new Map(), taken: new Set(), children: new Map(), repeats: new Map(), printed };
  for (const { path, table } of paths) {
    const key = pathKey(path);
    if (named.codes.has(key) || (path.headings.length === 0 && !usesAnnex)) continue;
    const code = unique(codeFor(path, usesAnnex ? annexes : new Map(), named), table, named);
    const parent = code.slice(0, Math.max(0, code.lastIndexOf('.')));
    named.codes.set(key, code);
    named.taken.add(code);
    named.children.set(parent, (named.children.get(parent) ?? 0) + 1);
    list.push({ code, title: path.headings.at(-1)?.title ?? path.annex?.title ?? '' });
  }
  return { list, codeOf: (path) => named.codes.get(pathKey(path)) ?? null };
}

type Named = {
  /** By path. */
  codes: Map<string, string>;
  taken: Set<string>;
  /** How many fields stand under a code. */
  children: Map<string, number>;
  /** By code with its table: the next number to tell the same code apart by. */
  repeats: Map<string, number>;
  /** Codes that headings carry themselves, each with what it stands under. */
  printed: Set<string>;
};

function annexKey(path: FieldPath): string {
  return path.annex ? `${path.annex.code ?? ''}|${path.annex.title}` : '';
}

function pathKey(path: FieldPath): string {
  return [annexKey(path), ...path.headings.map((one) => `${one.code ?? ''}|${one.title}`)].join('\n');
}

function codeFor(path: FieldPath, annexes: Map<string, number>, named: Named): string {
  const annex = path.annex && annexes.size > 0 ? (path.annex.code ?? String(annexes.get(annexKey(path)))) : '';
  const last = path.headings.at(-1);
  if (!last) return annex;
  const parent = named.codes.get(pathKey({ ...path, headings: path.headings.slice(0, -1) })) ?? annex;
  const own = last.code ?? freeNumeral((named.children.get(parent) ?? 0) + 1, path, named.printed);
  // "I.1" under "I" already names its parent.
  return !parent || own.startsWith(`${parent}.`) ? own : `${parent}.${own}`;
}

/** A numeral for a field that has none, and that no heading beside it prints. */
function freeNumeral(order: number, path: FieldPath, printed: ReadonlySet<string>): string {
  const isTaken = (next: number) => printed.has(printedKey(path, path.headings.length - 1, romanNumeral(next)));
  let next = order;
  while (next < order + 60 && isTaken(next)) next += 1;
  return romanNumeral(next);
}

function printedKey(path: FieldPath, depth: number, code: string): string {
  return `${pathKey({ ...path, headings: path.headings.slice(0, depth) })}\n\n${code}`;
}

/** The same code for another field (numbering that starts again in the next table) is told apart by its table. */
function unique(code: string, table: number, { taken, repeats }: Named): string {
  if (!taken.has(code)) return code;
  const base = `${table}.${code}`;
  let count = repeats.get(base) ?? 1;
  while (taken.has(count === 1 ? base : `${base}-${count}`)) count += 1;
  repeats.set(base, count + 1);
  return count === 1 ? base : `${base}-${count}`;
}
