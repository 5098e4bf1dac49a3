// What the local mailbox of the mock server holds.
import type { World } from './mock-world.ts';

/** Messages about the office's open work, newest first: mails with two buttons, one Zalo message, one digest. */
export function mockMessages(world: World, url: string) {
  const open = world.assignments
    .filter(({ dueState }) => dueState === 'open-overdue' || dueState === 'open-in-time')
    .slice(0, 30);
  return open.map(({ title, agencyName, due }, index) => {
    const zalo = index % 6 === 4;
    const date = due?.split('-').reverse().join('/') ?? '';
    const subject = index % 4 === 0 ? `[Quá hạn] ${title}` : `[Nhắc việc] ${title}`;
    return {
      channel: zalo ? 'zalo' : 'email',
      to: zalo ? '84912345678' : `Trần Văn Minh <tran-van-minh-${index}@tuky.example>`,
      at: new Date(Date.parse('2026-11-20T01:00:00Z') - index * 5_400_000).toISOString(),
      subject,
      text: `Kính gửi anh/chị Trần Văn Minh,\n\n${title}\nCơ quan chủ trì: ${agencyName}\nThời hạn: ${date}\n\nĐã nhận việc: ${url}/l/nhan-viec\nBáo cáo: ${url}/l/bao-cao\n`,
      ...(zalo
        ? {}
        : {
            html: html(title, agencyName, date, url),
            headers: { 'message-id': `<${index}@dondoc>`, from: 'Đôn đốc <dondoc@tuky.example>' },
          }),
    };
  });
}

function html(title: string, agency: string, date: string, url: string): string {
  const button = (words: string, token: string, ground: string) =>
    `<a href="${url}/l/${token}" style="display:inline-block;padding:12px 22px;margin:0 8px 8px 0;background:${ground};color:#fff;text-decoration:none;border-radius:6px;font-weight:bold">${words}</a>`;
  return `<!doctype html><html lang="vi"><head><meta charset="utf-8"></head><body style="font:16px Arial,sans-serif;color:#1b2430;padding:16px"><p>Kính gửi anh/chị Trần Văn Minh,</p><h2 style="font-size:18px">${title}</h2><p>Cơ quan chủ trì: ${agency}<br>Thời hạn: <strong>${date}</strong></p><p>${button('Đã nhận việc', 'nhan-viec', '#1d7044')}${button('Báo cáo', 'bao-cao', '#1a5a96')}</p><p style="color:#566375;font-size:13px">Thư tự động của hệ thống đôn đốc.</p></body></html>`;
}
