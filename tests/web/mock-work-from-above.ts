// Work that the province gives to the mock office: one of each standing, changed by what the pages send.
import type { WorkFromAboveRow } from '#contracts/work-from-above.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { day } from '../support/moments.ts';
import { Refusal } from './refusal.ts';

const AT = instantOf(new Date('2026-11-02T02:00:00Z'));
const BASE = {
  officeName: 'Ủy ban nhân dân tỉnh Hải Dương',
  planTitle: 'Kế hoạch cải cách hành chính tỉnh năm 2026',
  products: ['Báo cáo'],
  givenAt: AT,
  returnReason: null,
  planId: null,
};

export function createWorkFromAbove(): WorkFromAboveRow[] {
  const report = {
    note: 'Đã rà soát 42 thủ tục',
    documentNumber: '12/BC-TP',
    evidenceUrl: null,
    files: [{ id: 'tep-1', name: 'Bảng số liệu.pdf', size: 20_480 }],
  };
  const reported = [
    { id: 'a-2-4', agencyName: 'Phòng Tư pháp', due: day('2026-12-10'), status: 'reported' as const, report },
  ];
  return [
    {
      ...BASE,
      id: 'tren-1',
      title: 'Rà soát thủ tục hành chính cấp xã',
      due: day('2026-12-15'),
      standing: 'open',
      works: [],
    },
    {
      ...BASE,
      id: 'tren-2',
      title: 'Thống kê hồ sơ trực tuyến',
      due: day('2026-12-20'),
      standing: 'handed-on',
      planId: 'p',
      works: reported,
    },
    {
      ...BASE,
      id: 'tren-3',
      title: 'Báo cáo công tác tiếp dân',
      due: null,
      standing: 'returned',
      returnReason: 'Thiếu số liệu tháng 10',
      planId: 'p',
      works: reported,
    },
  ];
}

interface Asked {
  params: Record<string, string>;
  body: object;
}

export function workFromAboveHandlers(rows: WorkFromAboveRow[]) {
  const find = ({ params }: Pick<Asked, 'params'>) => {
    const row = rows.find(({ id }) => id === params.id);
    if (row === undefined) throw new Refusal({ status: 404, title: 'Không tìm thấy', detail: 'Không có việc này.' });
    return row;
  };
  return {
    listWorkFromAbove: () => rows,
    handOnWork: (asked: Asked) => {
      const row = find(asked);
      const { due, later = false } = asked.body as { due: string | null; later?: boolean };
      if (row.due !== null && (due === null || due > row.due) && !later)
        throw new Refusal({
          status: 409,
          code: 'due-later-than-given',
          title: 'Hạn muộn hơn hạn cấp trên giao',
          detail: 'Chọn một ngày không muộn hơn.',
        });
      const work = {
        id: 'a-2-4',
        agencyName: 'Phòng Tư pháp',
        due: row.due,
        status: 'assigned' as const,
        report: null,
      };
      return Object.assign(row, { standing: 'handed-on', planId: 'p', works: [work] });
    },
    sendReportUp: (asked: Asked) => Object.assign(find(asked), { standing: 'reported', returnReason: null }),
  };
}
