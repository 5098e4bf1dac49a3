import type { OverdueReport } from '../../api/types.ts';

/** Recipients and the place for the signature, on paper only. */
export function Signature({ report: { office, head } }: { report: OverdueReport }) {
  const { officeName, authority, signerTitle, signerName } = head;
  return (
    <div className="signature print-only">
      <div>
        <strong>
          <em>Nơi nhận:</em>
        </strong>
        <p>- Lãnh đạo {officeName ?? office} (để b/c);</p>
        <p>- Các cơ quan, đơn vị có tên trong báo cáo;</p>
        <p>- Lưu: VT.</p>
      </div>
      <div className="signature-place">
        {authority !== null && <strong className="signature-capitals">{authority}</strong>}
        <strong className="signature-capitals">{signerTitle ?? 'Chủ tịch'}</strong>
        <p>
          <em>{signerName === null ? '(Ký, ghi rõ họ tên)' : '(Ký)'}</em>
        </p>
        {signerName !== null && <strong className="signature-name">{signerName}</strong>}
      </div>
    </div>
  );
}
