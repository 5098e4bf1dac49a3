import type { ParsedPlan } from '#contracts/plan.ts';

type Content = Pick<ParsedPlan, 'plan' | 'fields' | 'rows'>;

/**
 * The same text for two files that say the same, whatever their names and forms: the title may come from the name of the file, and where a
 * row stood is not what it says.
 */
export function planContentText({ plan: { issuer, yearFrom, yearTo }, fields, rows }: Content): string {
  const said = rows.map(({ place: _place, ...row }) => inOrder(row));
  return JSON.stringify([issuer, yearFrom, yearTo, fields.map(inOrder), said]);
}

/** Keys in one order all the way down: a row that was stored comes back with its keys in another. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, inOrder(one)]),
  );
}
