import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Installation } from '../../api/types.ts';
import { Tag } from '../../ui/tag.tsx';

/** How the installation stands, in plain words: what is well is short, what is not says what to do. */
export function InstallationPanel({ installation }: { installation: Installation }) {
  const { version, checks, calendar, log, matters, latePastTime } = installation;
  return (
    <dl className="admin-facts">
      <Fact name="Cơ sở dữ liệu" ok={checks.database}>
        {checks.database ? 'Đang chạy.' : 'Không trả lời. Kiểm tra máy chủ PostgreSQL và DATABASE_URL.'}
      </Fact>
      <Fact name="Bộ máy nhắc việc (Temporal)" ok={checks.temporal}>
        {checks.temporal
          ? 'Đang chạy.'
          : 'Không trả lời hoặc đã mất dữ liệu; lời nhắc chưa đi. Kiểm tra máy chủ Temporal.'}
      </Fact>
      <Fact name="Chương trình gửi" ok={checks.worker}>
        <Workers workers={installation.workers} isWell={checks.worker} />
      </Fact>
      <Fact name="Lời nhắc quá giờ chưa xong" ok={latePastTime === 0}>
        {latePastTime === 0
          ? 'Không có.'
          : `${latePastTime} lời nhắc. Hệ thống tự gửi tiếp; nếu số này không giảm, xem tình trạng ở trên.`}
      </Fact>
      <Fact name="Lịch làm việc" ok={calendar.missing.length === 0}>
        {calendar.edition === null
          ? 'Chưa có lịch nào.'
          : `Bản số ${calendar.edition}, có các năm ${calendar.years.join(', ')}.`}
        {calendar.missing.length > 0 &&
          ` Thiếu năm ${calendar.missing.join(', ')}: thời hạn trong các năm này chưa tính được ngày nghỉ. Nhập lịch khi có thông báo.`}
      </Fact>
      <Fact name="Việc chờ người xử lý" ok={matters === 0}>
        {matters === 0 ? 'Không có.' : <Link to="/">{matters} nội dung trên trang Tổng quan</Link>}
      </Fact>
      <Fact name="Nhật ký" ok={null}>
        {log.events.toLocaleString('vi-VN')} sự kiện. <Link to="/nhat-ky">Kiểm tra sổ</Link>
      </Fact>
      <Fact name="Sao lưu" ok={null}>
        Phần mềm không tự sao lưu: người quản trị máy chủ sao lưu cơ sở dữ liệu PostgreSQL hằng ngày và giữ kèm khóa bí
        mật. Sau khi khôi phục, chạy <code>dondoc reconcile --fix</code>.
      </Fact>
      <Fact name="Phiên bản" ok={null}>
        {version}
      </Fact>
    </dl>
  );
}

function Workers({ workers, isWell }: { workers: Installation['workers']; isWell: boolean }) {
  const alive = workers.filter((worker) => worker.alive);
  const failed = workers.reduce((sum, { failedRounds }) => sum + failedRounds, 0);
  return (
    <>
      {isWell
        ? `${alive.length} chương trình đang chạy, báo lần cuối ${Math.min(...alive.map(({ ageSeconds }) => ageSeconds))} giây trước.`
        : 'Không có chương trình nào đang chạy: lời nhắc chưa đi. Khởi động lại chương trình gửi (worker).'}
      {failed > 0 && ` ${failed} lượt gặp lỗi từ khi khởi động.`}
    </>
  );
}

function Fact({ name, ok, children }: { name: string; ok: boolean | null; children: ReactNode }) {
  return (
    <div>
      <dt>
        {name}
        {ok !== null && <Tag tone={ok ? 'green' : 'red'}>{ok ? 'Ổn' : 'Cần xem'}</Tag>}
      </dt>
      <dd>{children}</dd>
    </div>
  );
}
