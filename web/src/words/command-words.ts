import type { CommandName } from '../api/types.ts';

/** Each command: its button, what is said when it is done, and what it will do. */
export const commandWords: Record<CommandName, { button: string; done: string; explain: string }> = {
  acknowledge: {
    button: 'Tiếp nhận',
    done: 'Đã ghi nhận việc tiếp nhận.',
    explain:
      'Cơ quan chủ trì xác nhận đã nhận được việc này. Hệ thống thôi nhắc tiếp nhận và tiếp tục nhắc theo thời hạn.',
  },
  report: {
    button: 'Báo cáo kết quả',
    done: 'Đã gửi báo cáo. Việc chuyển sang chờ xác nhận.',
    explain: 'Báo cáo được chuyển đến người xác nhận. Trong lúc chờ, hệ thống không nhắc hạn việc này.',
  },
  verify: {
    button: 'Xác nhận hoàn thành',
    done: 'Đã xác nhận hoàn thành.',
    explain: 'Việc được tính là hoàn thành vào ngày của báo cáo được xác nhận. Các nhắc việc còn lại không gửi nữa.',
  },
  return: {
    button: 'Trả lại',
    done: 'Đã trả lại báo cáo cho cơ quan chủ trì.',
    explain: 'Cơ quan chủ trì nhận lại việc kèm lý do và phải báo cáo lại. Thời hạn không đổi.',
  },
  withdraw: {
    button: 'Thu hồi',
    done: 'Đã thu hồi việc.',
    explain: 'Việc bị thu hồi thì kết thúc, không nhắc nữa và không tính vào số liệu. Không thể khôi phục.',
  },
};
