// A roster file, checked: its form and that every name in it points at somebody.
import { readFile } from 'node:fs/promises';
import { Roster } from '#contracts/roster.ts';

/** The roster with every reason against it; null when its form is wrong. */
export async function readRoster(path: string): Promise<{ roster: Roster | null; reasons: string[] }> {
  try {
    const parsed = Roster.safeParse(JSON.parse(await readFile(path, 'utf8')));
    if (parsed.success) return { roster: parsed.data, reasons: checkReferences(parsed.data, path) };
    const reasons = parsed.error.issues.map(
      (issue) => `Danh bạ «${path}», mục ${issue.path.join('.')}: ${issue.message}.`,
    );
    return { roster: null, reasons };
  } catch (error) {
    const why =
      error instanceof SyntaxError ? 'không phải JSON' : `không mở được (${(error as NodeJS.ErrnoException).code})`;
    return { roster: null, reasons: [`Danh bạ «${path}» ${why}. Dùng tệp do «dondoc roster export» in ra.`] };
  }
}

/** Names that point at nobody would silence a whole level of the ladder. */
function checkReferences(roster: Roster, path: string): string[] {
  const agencies = new Set(roster.agencies.map((agency) => agency.id));
  const contacts = new Set(roster.contacts.map((contact) => contact.id));
  const missing = (what: string, id: string | null, known: Set<string>) =>
    id !== null && !known.has(id) ? [`Danh bạ «${path}»: ${what} «${id}» không có trong danh sách.`] : [];
  return [
    ...roster.contacts.flatMap((contact) => missing(`cơ quan của «${contact.name}»`, contact.agency, agencies)),
    ...roster.contacts.flatMap((contact) => missing(`người thay «${contact.name}»`, contact.deputy, contacts)),
    ...roster.groups.flatMap((group) =>
      group.members.flatMap((id) => missing(`thành viên nhóm «${group.name}»`, id, agencies)),
    ),
    ...roster.fieldLeads.flatMap((lead) => missing(`chủ trì lĩnh vực ${lead.field}`, lead.agency, agencies)),
    ...missing('cơ quan thường trực', roster.standingAgency, agencies),
    ...missing('văn phòng', roster.chairmanOffice, agencies),
    ...missing('Chủ tịch', roster.chairman, contacts),
  ];
}
