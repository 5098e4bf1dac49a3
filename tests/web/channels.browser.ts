import { describe, expect, test } from 'vitest';
import { SECRET } from './mock-channels.ts';
import { phone, useSite } from './site.ts';
import { takeScreenshot } from './take-screenshot.ts';

describe('the channels page', () => {
  const site = useSite();
  const card = (url: string) => site.page.locator('.webhook-card', { hasText: url });
  const FIRST = 'https://dieu-hanh.haiduong.example.vn';
  const posts = () => site.api.posts.map(({ operation, body }) => [operation, body]);

  test('says which channels are set up, and whom none reaches with the address that failed', async () => {
    const page = await site.open('/');
    await page.getByRole('link', { name: 'Kênh gửi' }).click();
    await page.getByText('Zalo giả lập trên máy này').waitFor();
    const people = page.locator('section', { hasText: 'Người cần bổ sung hoặc sửa địa chỉ (2)' }).locator('li');
    expect(await people.first().innerText()).toMatch(
      /Nguyễn Văn An[\s\S]*Cần người xử lý[\s\S]*18\/11\/2026: 550 5\.1\.1/,
    );
    expect(await people.last().innerText()).toMatch(/Trần Thị Bình[\s\S]*Còn kênh khác[\s\S]*Zalo 0912345678/);
  });

  test('an address that failed is tried again by one press, and leaves the list', async () => {
    const page = await site.open('/kenh-gui');
    await page.getByRole('button', { name: 'Thử lại địa chỉ này: 0912345678' }).waitFor();
    await takeScreenshot(page, 'channels-try-again');
    await page.getByRole('button', { name: 'Thử lại địa chỉ này: 0912345678' }).click();
    await page.getByText('Lời nhắc sau sẽ dùng lại 0912345678.').waitFor();
    await page.getByText('Người cần bổ sung hoặc sửa địa chỉ (1)').waitFor();
    expect(posts()).toEqual([['tryChannelAgain', { channel: 'zalo' }]]);
  });

  test('an address that could not be let go is still there, with the reason', async () => {
    site.api.break('tryChannelAgain', { status: 503, title: 'Máy chủ đang bận', detail: 'Thử lại sau.' });
    const page = await site.open('/kenh-gui', phone);
    await page.getByRole('button', { name: 'Thử lại địa chỉ này: 0912345678' }).click();
    await page.getByText('Máy chủ đang bận. Thử lại sau.').waitFor();
    await page.getByText('Người cần bổ sung hoặc sửa địa chỉ (2)').waitFor();
    expect(site.api.posts).toEqual([]);
  });

  test('an office without trouble and without receivers is told so, and what to do next', async () => {
    Object.assign(site.api.world.channels, { people: [], subscriptions: [] });
    const page = await site.open('/kenh-gui', phone);
    await page.getByText('Mọi người trong danh bạ đều có kênh nhận tin').waitFor();
    await page.getByText('Chưa có hệ thống nào nhận sự kiện').waitFor();
    await page.getByRole('button', { name: 'Thêm hệ thống' }).click();
    await page.getByRole('dialog').getByLabel('Địa chỉ nhận').waitFor();
  });

  test('a new receiver gets its secret shown once, to be copied, and never again', async () => {
    const page = await site.open('/kenh-gui');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Thêm hệ thống' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Thêm', exact: true }).click();
    await dialog.getByText('Ghi địa chỉ nhận').waitFor();
    await dialog.getByLabel('Địa chỉ nhận').fill('moi.example.vn/hook');
    await dialog.getByText('Địa chỉ phải có dạng https://').waitFor();
    await dialog.getByLabel('Địa chỉ nhận').fill('https://moi.example.vn/hook');
    await dialog.getByLabel('Chỉ những loại được chọn').check();
    await dialog.getByRole('button', { name: 'Thêm', exact: true }).click();
    await dialog.getByText('Chọn ít nhất một loại sự kiện.').waitFor();
    expect(site.api.posts).toEqual([]);
    await dialog.getByLabel('Báo cáo kết quả').check();
    await dialog.getByRole('button', { name: 'Thêm', exact: true }).click();
    await page.getByText('Khóa chỉ hiện lần này.').waitFor();
    expect(posts()).toEqual([['addWebhook', { url: 'https://moi.example.vn/hook', filter: ['assignment.reported'] }]]);
    await page.keyboard.press('Escape');
    expect(await page.getByLabel('Khóa ký', { exact: true }).inputValue()).toBe(SECRET);
    await page.getByRole('button', { name: 'Sao chép' }).click();
    await page.getByText('Đã sao chép khóa ký.').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(SECRET);
    await page.getByRole('button', { name: 'Tôi đã lưu khóa' }).click();
    await card('https://moi.example.vn/hook').waitFor();
    expect(await page.content()).not.toContain(SECRET);
  });

  test('an address that the server refuses is named with the reason, and what was typed stays', async () => {
    const page = await site.open('/kenh-gui', phone);
    await page.getByRole('button', { name: 'Thêm hệ thống' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Địa chỉ nhận').fill('https://10.0.0.1/x');
    await dialog.getByRole('button', { name: 'Thêm', exact: true }).click();
    await dialog.getByText('10.0.0.1 là địa chỉ nội bộ').waitFor();
    expect(await dialog.getByLabel('Địa chỉ nhận').inputValue()).toBe('https://10.0.0.1/x');
  });

  test('a receiver is paused and goes on, and the page says what a pause costs', async () => {
    await site.open('/kenh-gui');
    await card(FIRST).getByRole('button', { name: 'Tạm dừng' }).click();
    await card(FIRST).getByText('trong lúc tạm dừng không được gửi bù').waitFor();
    await card(FIRST).getByRole('button', { name: 'Gửi tiếp' }).click();
    await card(FIRST).getByText('Đang gửi').waitFor();
    expect(posts()).toEqual([
      ['changeWebhook', { active: false }],
      ['changeWebhook', { active: true }],
    ]);
  });

  test('removing asks first and says what goes with it; a refusal is shown where the question stands', async () => {
    const page = await site.open('/kenh-gui');
    await card(FIRST).getByRole('button', { name: 'Xóa' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('3 sự kiện đang chờ hoặc không gửi được sẽ bị xóa theo').waitFor();
    await dialog.getByRole('button', { name: 'Đóng' }).last().click();
    await dialog.waitFor({ state: 'hidden' });
    expect(site.api.posts).toEqual([]);
    site.api.break('removeWebhook', { status: 503, title: 'Máy chủ đang bận', detail: 'Thử lại sau.' });
    await card(FIRST).getByRole('button', { name: 'Xóa' }).click();
    await dialog.getByRole('button', { name: 'Xóa', exact: true }).click();
    await dialog.getByText('Máy chủ đang bận').waitFor();
    site.api.heal();
    await dialog.getByRole('button', { name: 'Xóa', exact: true }).click();
    await page.getByText('Đã xóa hệ thống nhận sự kiện.').waitFor();
    await card(FIRST).waitFor({ state: 'detached' });
    expect(posts()).toEqual([['removeWebhook', null]]);
  });

  test('a changed secret is shown once, also after a double press, and until when the old one signs stays on the page', async () => {
    const page = await site.open('/kenh-gui');
    await card(FIRST).getByRole('button', { name: 'Đổi khóa ký' }).click();
    site.api.delayMs = 200;
    await page.getByRole('dialog').getByRole('button', { name: 'Đổi khóa', exact: true }).dblclick();
    await page.getByRole('dialog').getByText('Khóa cũ còn ký đến 09:30, 27/11/2026').waitFor();
    expect(await page.getByLabel('Khóa ký', { exact: true }).inputValue()).toBe(SECRET);
    await page.getByRole('button', { name: 'Tôi đã lưu khóa' }).click();
    await card(FIRST).getByText('khóa cũ còn ký đến 09:30, 27/11/2026').waitFor();
    expect(posts()).toEqual([['rotateWebhookSecret', null]]);
  });

  test('dead letters are shown with their reason, and go out again one or all', async () => {
    const page = await site.open('/kenh-gui', phone);
    await card(FIRST).getByRole('button', { name: 'Xem sự kiện không gửi được' }).click();
    const letters = card(FIRST).locator('.dead-letters li');
    await letters.first().waitFor();
    expect(await letters.first().innerText()).toMatch(
      /Báo cáo kết quả[\s\S]*HTTP 503[\s\S]*đã thử 11 lần, lần cuối 14:12, 19\/11\/2026/,
    );
    await letters.first().getByRole('button', { name: 'Gửi lại' }).click();
    await page.getByText('Đang gửi lại 1 sự kiện.').waitFor();
    await page.waitForFunction(() => document.querySelectorAll('.dead-letters li').length === 2);
    await card(FIRST).getByRole('button', { name: 'Gửi lại tất cả' }).click();
    await page.getByText('Đang gửi lại 2 sự kiện.').waitFor();
    await card(FIRST).getByText('0 không gửi được').waitFor();
    expect(await page.locator('.dead-letters').count()).toBe(0);
    expect(posts()).toEqual([
      ['resendWebhook', { delivery: 'd-1' }],
      ['resendWebhook', {}],
    ]);
  });
});
