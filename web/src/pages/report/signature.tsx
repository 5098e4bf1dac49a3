/** Recipients and the place for the signature, on paper only. */
export function Signature({ office }: { office: string }) {
  return (
    <div className="signature print-only">
      <div>
        <strong>
          <em>Nơi nhận:</em>
        </strong>
        <p>- Lãnh đạo {office} (để b/c);</p>
        <p>- Các cơ quan, đơn vị có tên trong báo cáo;</p>
        <p>- Lưu: VT.</p>
      </div>
      <div className="signature-place">
        <strong>THỦ TRƯỞNG CƠ QUAN</strong>
        <p>
          <em>(Ký, ghi rõ họ tên)</em>
        </p>
      </div>
    </div>
  );
}
