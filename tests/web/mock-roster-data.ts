import { Roster } from '#contracts/roster.ts';

/** Each agency with a clerk and a head; one of them is on leave, one agency has ended. */
export function createMockRoster(agencies: { id: string; name: string }[]): Roster {
  const [first, second] = agencies;
  return Roster.parse({
    version: 4,
    office: 'Ủy ban nhân dân huyện Tứ Kỳ',
    agencies: [
      ...agencies.map(({ id, name }, index) => ({
        id,
        name,
        aliases: index === 1 ? [`P. ${name.replace('Phòng ', '')}`] : [],
      })),
      { id: 'cu', name: 'Phòng Dân tộc', validTo: '2025-02-28' },
    ],
    contacts: agencies.flatMap(({ id }, index) =>
      [0, 1].map((nth) => {
        const [name, position] = PEOPLE[(index * 2 + nth) % PEOPLE.length] as [string, string];
        return {
          id: `${id}.${nth}`,
          agency: id,
          name: index < 2 ? name : `${name} (${index})`,
          position,
          role: nth === 0 ? 'clerk' : 'head',
          email: index === 3 && nth === 0 ? null : `${id}.${nth}@tu-ky.example`,
          phone: nth === 1 ? '0912345678' : null,
          leave: index === 0 && nth === 0 ? [{ from: '2026-11-18', to: '2026-11-27' }] : [],
          deputy: index === 0 && nth === 0 ? `${id}.1` : null,
        };
      }),
    ),
    groups: [{ name: 'Các phòng chuyên môn', members: agencies.slice(0, 5).map(({ id }) => id) }],
    fieldLeads: [{ field: 'I', agency: second?.id ?? '' }],
    standingAgency: first?.id ?? null,
    chairmanOffice: second?.id ?? null,
    chairman: `${second?.id}.1`,
  });
}

const PEOPLE = [
  ['Nguyễn Thị Hạnh', 'Chuyên viên'],
  ['Trần Văn Minh', 'Trưởng phòng'],
  ['Lê Thị Thu Hương', 'Chuyên viên'],
  ['Đỗ Quang Vinh', 'Phó Trưởng phòng'],
];
