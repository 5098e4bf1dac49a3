import type { Roster } from '#contracts/roster.ts';

/** What would be different with `next` in the place of `now`, one Vietnamese line each; nothing when both say the same. */
export function describeRosterChange(now: Roster, next: Roster): string[] {
  return [
    ...compare('cơ quan', now.agencies, next.agencies),
    ...compare('người', now.contacts, next.contacts),
    ...compareGroups(now, next),
    ...compareChain(now, next),
  ];
}

function compareGroups(now: Roster, next: Roster): string[] {
  const byName = ({ groups }: Roster) =>
    new Map(groups.map((group) => [group.name, said({ ...group, members: [...group.members].sort() })]));
  const [before, after] = [byName(now), byName(next)];
  return [
    ...[...before.keys()].filter((name) => !after.has(name)).map((name) => `bỏ nhóm «${name}»`),
    ...[...after].flatMap(([name, group]) => {
      if (!before.has(name)) return [`thêm nhóm «${name}»`];
      return before.get(name) === group ? [] : [`đổi nhóm «${name}»`];
    }),
  ];
}

function compareChain(now: Roster, next: Roster): string[] {
  const leads = ({ fieldLeads }: Roster) => fieldLeads.map(({ field, agency }) => `${field} ${agency}`).sort();
  const one = (words: string, differs: boolean) => (differs ? [`đổi ${words}`] : []);
  return [
    ...one('tên cơ quan dùng hệ thống', now.office !== next.office),
    ...one('chủ trì lĩnh vực', said(leads(now)) !== said(leads(next))),
    ...one('cơ quan thường trực', now.standingAgency !== next.standingAgency),
    ...one('văn phòng', now.chairmanOffice !== next.chairmanOffice),
    ...one('Chủ tịch', now.chairman !== next.chairman),
  ];
}

/** What a part is called; never what stands in it: the lines go into a log that nobody can erase. */
const PARTS: Record<string, string> = {
  name: 'tên',
  aliases: 'tên gọi khác',
  memberOffice: 'cơ quan cùng hệ thống',
  validFrom: 'ngày bắt đầu',
  validTo: 'ngày kết thúc',
  agency: 'cơ quan',
  position: 'chức vụ',
  role: 'vai trò',
  email: 'thư điện tử',
  phone: 'điện thoại',
  zaloUserId: 'tài khoản Zalo',
  channels: 'kênh nhận',
  wantsCalendar: 'lịch kèm thư',
  deputy: 'người thay',
  leave: 'ngày nghỉ phép',
};

function changedParts(old: Named, one: Named): string {
  const values = (item: Named) => item as unknown as Record<string, unknown>;
  const parts = Object.entries(PARTS).filter(([key]) => said([values(old)[key]]) !== said([values(one)[key]]));
  return parts.map(([, words]) => words).join(', ');
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
      return said(old) === said(one) ? [] : [`${words('đổi', one)}: ${changedParts(old, one)}`];
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
