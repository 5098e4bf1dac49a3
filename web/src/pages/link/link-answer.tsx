import type { LinkView } from '../../api/types.ts';
import { formatDate } from '../../dates/format-date.ts';
import { formatInstant } from '../../dates/format-instant.ts';
import type { LinkStanding } from './link-standing.ts';

type Kind = Exclude<LinkStanding, 'ready'> | 'just-acknowledged' | 'just-reported';

/** What happened or why nothing can be done here, and what comes next. */
export function LinkAnswer({ kind, view }: { kind: Kind; view: LinkView }) {
  const { tone, title, next } = words(kind, view);
  return (
    <section className={`link-answer link-answer-${tone}`} role="status">
      <span className="link-answer-mark" aria-hidden="true">
        {tone === 'good' ? '✓' : 'i'}
      </span>
      <div>
        <h1>{title}</h1>
        {next.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
    </section>
  );
}

function words(kind: Kind, view: LinkView): { tone: 'good' | 'info'; title: string; next: string[] } {
  const { assignment, usedAt } = view;
  const at = usedAt ? ` lúc ${formatInstant(usedAt)}` : '';
  const reportLater = 'Khi có kết quả, bấm nút “Báo cáo” trong thư nhắc gần nhất.';
  const waiting = 'Báo cáo đang chờ xác nhận. Nếu cần bổ sung, hệ thống sẽ gửi thư nêu rõ lý do.';
  switch (kind) {
    case 'just-acknowledged':
      return {
        tone: 'good',
        title: 'Đã ghi nhận, cảm ơn anh/chị',
        next: ['Hệ thống sẽ nhắc lại trước thời hạn.', reportLater, 'Có thể đóng trang này.'],
      };
    case 'just-reported':
      return { tone: 'good', title: 'Đã gửi báo cáo', next: [waiting, 'Có thể đóng trang này.'] };
    case 'used-acknowledge':
      return {
        tone: 'good',
        title: 'Việc này đã được tiếp nhận',
        next: [`Đã bấm “Đã nhận việc”${at}, không cần bấm lại.`, reportLater],
      };
    case 'used-report':
      return {
        tone: 'good',
        title: 'Báo cáo đã được gửi',
        next:
          assignment.status === 'in-progress'
            ? [`Đã gửi${at}. Báo cáo đó đã được trả lại: dùng nút “Báo cáo” trong thư trả lại để gửi báo cáo mới.`]
            : [`Đã gửi${at}, không cần gửi lại.`, waiting],
      };
    case 'already-acknowledged':
      return {
        tone: 'good',
        title: 'Việc này đã được tiếp nhận',
        next: ['Cơ quan đã tiếp nhận trước đó, không cần bấm lại.', reportLater],
      };
    case 'already-reported':
      return { tone: 'good', title: 'Việc này đã được báo cáo', next: [waiting] };
    case 'verified':
      return {
        tone: 'good',
        title: 'Việc này đã hoàn thành',
        next: [
          assignment.reportedOn
            ? `Kết quả báo cáo ngày ${formatDate(assignment.reportedOn)} đã được xác nhận. Không cần làm gì thêm.`
            : 'Kết quả đã được xác nhận. Không cần làm gì thêm.',
        ],
      };
    case 'withdrawn':
      return {
        tone: 'info',
        title: 'Việc này đã được thu hồi',
        next: ['Cơ quan giao việc đã thu hồi việc này. Không cần làm gì thêm.'],
      };
    case 'expired':
      return {
        tone: 'info',
        title: 'Đường dẫn đã hết hiệu lực',
        next: [
          `Đường dẫn dùng được đến ${formatInstant(view.expiresAt)}.`,
          'Vui lòng mở thư nhắc mới nhất về việc này và bấm nút trong thư đó. Nếu không có thư mới, liên hệ cơ quan giao việc.',
        ],
      };
    case 'not-possible':
      return {
        tone: 'info',
        title: 'Hiện chưa thực hiện được thao tác này',
        next: ['Trạng thái của việc đã thay đổi. Vui lòng mở thư nhắc mới nhất về việc này.'],
      };
  }
}
