import type { AssignmentRow } from '../../api/types.ts';
import type { BulkAction } from '../../api/use-bulk.ts';

type Command = BulkAction['command'];

export const bulkWords: Record<
  Command,
  {
    right: string;
    button: string;
    short: string;
    done: string;
    explain: string;
    fits: (row: AssignmentRow) => boolean;
    unfit: string;
  }
> = {
  verify: {
    right: 'verify',
    button: 'Xác nhận hoàn thành',
    short: 'Xác nhận',
    done: 'Đã xác nhận hoàn thành',
    explain: 'Mỗi việc được ghi là hoàn thành theo ngày của báo cáo. Không hoàn tác được: hãy xem báo cáo trước.',
    fits: ({ status }) => status === 'reported',
    unfit: 'không có báo cáo đang chờ xác nhận',
  },
  return: {
    right: 'return',
    button: 'Trả lại báo cáo',
    short: 'Trả lại',
    done: 'Đã trả lại',
    explain: 'Các cơ quan nhận được cùng một lý do và được nhắc tiếp theo thời hạn.',
    fits: ({ status }) => status === 'reported',
    unfit: 'không có báo cáo đang chờ xác nhận',
  },
  resend: {
    right: 'resend-reminder',
    button: 'Gửi lại lời nhắc không tới',
    short: 'Gửi lại',
    done: 'Đã gửi lại lời nhắc của',
    explain: 'Chỉ những lời nhắc chưa tới được ai mới được gửi lại, mỗi lời nhắc một lần.',
    fits: ({ status }) => status !== 'verified' && status !== 'withdrawn',
    unfit: 'đã kết thúc',
  },
};
