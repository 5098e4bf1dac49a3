import type { OverdueReport } from '../../api/types.ts';

/** The head of an official document, on paper only; number and place are filled in by hand or by the registry, unless the office has said them. */
export function Letterhead({ report: { office, head, dataDate } }: { report: OverdueReport }) {
  const [year, month, day] = dataDate.split('-');
  return (
    <div className="letterhead print-only">
      <div>
        {head.parentOffice !== null && <p className="letterhead-above">{head.parentOffice}</p>}
        <strong className="letterhead-office">{head.officeName ?? office}</strong>
        <p>Số: ........./BC-.........</p>
      </div>
      <div>
        <strong>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</strong>
        <strong className="letterhead-motto">Độc lập - Tự do - Hạnh phúc</strong>
        <p className="letterhead-date">
          {head.place ?? '................'}, ngày {day} tháng {monthWords(month)} năm {year}
        </p>
      </div>
    </div>
  );
}

// Nghị định 30/2020/NĐ-CP: January and February keep the leading zero, other months have none.
function monthWords(month = ''): string {
  return Number(month) <= 2 ? month : String(Number(month));
}
