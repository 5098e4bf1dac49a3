/** The head of an official document, on paper only; number and place are filled in by hand or by the registry. */
export function Letterhead({ office, dataDate }: { office: string; dataDate: string }) {
  const [year, month, day] = dataDate.split('-');
  return (
    <div className="letterhead print-only">
      <div>
        <strong className="letterhead-office">{office}</strong>
        <p>Số: ........./BC-.........</p>
      </div>
      <div>
        <strong>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</strong>
        <strong className="letterhead-motto">Độc lập - Tự do - Hạnh phúc</strong>
        <p className="letterhead-date">
          ................, ngày {day} tháng {monthWords(month)} năm {year}
        </p>
      </div>
    </div>
  );
}

// Nghị định 30/2020/NĐ-CP: January and February keep the leading zero, other months have none.
function monthWords(month = ''): string {
  return Number(month) <= 2 ? month : String(Number(month));
}
