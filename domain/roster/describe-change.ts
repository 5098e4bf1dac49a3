import type { Roster } from '#contracts/roster.ts';

/** What would be different with `next` in the place of `now`, one Vietnamese line each; nothing when both say the same. */
export function describeRosterChange(now: Roster, next: Roster): string[] {
  const chain = ({ office, standingAgency, chairmanOffice, chairman, fieldLeads, groups }: Roster) => ({
    office,
    standingAgency,
    chairmanOffice,
    chairman,
    fieldLeads: [...fieldLeads].sort((a, b) => (a.field + a.agency < b.field + b.agency ? -1 : 1)),
    groups: [...groups]
      .map((group) => ({ ...group, members: [...group.members].sort() }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
  });
  return [
    ...compare('cơ quan', now.agencies, next.agencies),
    ...compare('người', now.contacts, next.contacts),
    ...(said(chain(now)) === said(chain(next)) ? [] : ['đổi nhóm, chủ trì lĩnh vực hoặc cấp báo cáo']),
  ];
}

type Named = { id: string; name: string };

function compare(what: string, now: readonly Named[], next: readonly Named[]): string[] {
  const before = new Map(now.map((one) => [one.id, one]));
  const after = new Map(next.map((one) => [one.id, one]));
  const words = (verb: string, { id, name }: Named) => `${verb} ${what} «${name}» (${id})`;
  return [
    ...now.filter(({ id }) => !after.has(id)).map((one) => words('bỏ', one)),
    ...next.flatMap((one) => {
      const old = before.get(one.id);
      if (old === undefined) return [words('thêm', one)];
      return said(old) === said(one) ? [] : [words('đổi', one)];
    }),
  ];
}

/** The same text for the same content, whatever the order of the keys. */
function said(value: object): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
